"""What GeoNames writes, as English-language news writes it."""

from __future__ import annotations

import re
import unicodedata

# Countries whose languages are written in other letters: marks over and under Latin ones there are a transliteration's.
_OTHER_LETTERS = frozenset(
    "AE AF AM BD BG BH BT BY CY EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MK MM MN MV NP OM PK "
    "PS QA RU SA SD SY TH TJ UA YE".split()
)
_SIGNS = re.compile(r"[‘’ʻʼʹʾʿ`](?!s\b)|'(?=\s|$)")
_ASIDE = re.compile(r"\s*\(.*\)$")
_CITY = re.compile(r"-si$")


def plain(name: str, country: str) -> str:
    """A name without what only a transliteration, or an office, needs.

    >>> plain("Ma‘arrat an Nu‘mān", "SY"), plain("Goyang-si", "KR"), plain("Ho Chi Minh City (HCMC)", "VN")
    ('Maarrat an Numan', 'Goyang', 'Ho Chi Minh City')
    >>> plain("Khairpur Mir’s", "PK"), plain("Córdoba", "AR"), plain("Homyel'", "BY")
    ("Khairpur Mir's", 'Córdoba', 'Homyel')
    """
    name = _ASIDE.sub("", name) or name
    if country == "KR":
        name = _CITY.sub("", name)
    if country not in _OTHER_LETTERS:
        return name
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return _SIGNS.sub("", bare).replace("’", "'") or name
