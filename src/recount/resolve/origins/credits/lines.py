"""Words of a line that name outlets to the part they have in the text: signed, contributed, republished, told ...

A line is a paragraph of a report. What stands round the names decides: brackets before a dash, a byline's "by", the
words of ``credits.toml``; names that nothing marks are what the news is about, and no credit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct

from recount.lexicon.outlets import Naming, namings
from recount.model import CreditRole, Mention, Sort
from recount.reports.captions import is_byline
from recount.resolve.origins.credits.cues import MONTH, NAME, rules_of_credit

_JOIN = re.compile(r"\s*(?:,|;|/|\||,?\s(?:and|und|et|e|y|og|och|via|&)|&)\s*(?:the\s)?\s*")
_STOP = re.compile(r"(?<=[.!?])[”\"’)]*\s+(?=[(“\"\[©_A-ZÀ-Þ—–-])|(?<=[a-z][.!?])(?=[A-ZÀ-Þ])")
_DATELINE = re.compile(r"(?:(?:[A-ZÀ-Þ][\w’'.-]*|\d{1,4}(?:st|nd|rd|th)?|de|el|of|and|[a-z]{3}\.?)[ ,/.–—-]*){1,9}")
_CITY = re.compile(r"(?:^|[^A-ZÀ-Þ’'.-])[A-ZÀ-Þ][A-ZÀ-Þ’'.-]{2,}(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ’'.]*)*(?:,? [\w.]+){0,4},? ?$")
_MARK = re.compile(r"\s*(?:[—–―_-]{1,2}|[.:'’]\s?[-—–]?)(?=\s|$|\S)")
_DAY = re.compile(r"\W*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+\d{1,2}\s+[A-Z][a-z]{2,8}\s+\d{4}")
_SIGNED_OFF = re.compile(r"[.!?”\"’)\]]\s*(?:[-–—―]{1,3}\s*|[(\[]\s*)(?:the\s)?$|^\W*[-–—―]{1,3}\s*(?:the\s)?$", re.I)
_UNKNOWN = re.compile(r"(?:[Tt]he )?[A-ZÀ-Þ][\w’'&-]*(?: (?:of |the |for |and )?[A-ZÀ-Þ+][\w’'&-]*){0,4}")
_APPEALS: frozenset[Sort] = frozenset({"appeal", "donation", "subscription"})
_NO_OUTLET = re.compile(rf"(?:{MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_SHORT, _TOP, _REACH, _PLACE, _NEAR = 140, 5, 80, 3, 200


class Line(Struct, frozen=True):
    """A paragraph: its words, where it starts, its number, the sorts of furniture in it, and where captions lie."""

    text: str
    start: int
    number: int
    sorts: frozenset[Sort]
    captions: tuple[tuple[int, int], ...]


class Group(Struct, frozen=True):
    """Outlets that a line names in one go ("Reuters and AFP"), and the words near them.

    `before` are those of their sentence, `ahead` those of the line, `after` those that follow; a few hundred code
    points at most. `head` is whether the sentence begins with the names.
    """

    members: tuple[Naming, ...]
    before: str
    ahead: str
    after: str
    head: bool

    @property
    def start(self) -> int:
        """Where the first begins."""
        return self.members[0].start

    @property
    def end(self) -> int:
        """Where the last ends."""
        return self.members[-1].end

    @property
    def unnamed(self) -> bool:
        """Whether no agency is named ("agencies")."""
        return all(one.outlet.name == "agencies" for one in self.members)


def groups(line: Line) -> Iterator[Group]:
    """The outlets that a line names, those that "and" or a comma joins together.

    >>> line = Line("Two died. With Reuters and AFP.", 0, 0, frozenset(), ())
    >>> [([one.outlet.name for one in group.members], group.before, group.after) for group in groups(line)]
    [(['Reuters', 'AFP'], 'With ', '.')]
    """
    members: list[Naming] = []
    for one in (*namings(line.text), None):
        if members and (one is None or not _JOIN.fullmatch(line.text, members[-1].end, one.start)):
            yield _group(line.text, tuple(members))
            members = []
        if one is not None:
            members.append(one)


def role_of(line: Line, group: Group) -> CreditRole | None:
    """The part that the outlets of a group have in the text; None where the words only speak of them."""
    for rule, role in _ORDER:
        if rule(line, group):
            several = len(group.members) > 1 and role == "text" and rule is _is_source
            return "contributed" if several or (group.unnamed and role == "text") else role
    return None


def cues(text: str) -> Iterator[int]:
    """Where a text may have words that an outlet of no list follows; elsewhere `unknown_outlets` finds none.

    >>> list(cues("Ten died. Courtesy of the Gazette."))
    [10]
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose small form is two: places in one are none in the other
        yield from (match.start() for match in rules_of_credit().owned.finditer(text))
        return
    for word in rules_of_credit().owning:  # each by itself: several times as fast as all in one pattern
        at = lowered.find(word)
        while at >= 0:
            yield at
            at = lowered.find(word, at + 1)


def unknown_outlets(line: Line) -> Iterator[tuple[CreditRole, int, int]]:
    """Outlets that no list has, where the words before them leave no doubt: their role, and where they stand.

    >>> text = "The post Ten die appeared first on Harbour Gazette."
    >>> found = unknown_outlets(Line(text, 0, 0, frozenset(), ()))
    >>> [(role, text[start:end]) for role, start, end in found]
    [('republished', 'Harbour Gazette')]
    """
    rules, seen = rules_of_credit(), 0
    for cue in rules.owned.finditer(line.text):
        match = _UNKNOWN.search(line.text, max(seen, cue.end()), cue.end() + _REACH)
        if match is None or _NO_OUTLET.match(match.group()) or any(namings(match.group())):
            continue
        start, end = match.span()
        seen, before = end, _sentence(line.text, start)
        if rules.copyright.search(before) and not rules.pictured_before.search(before):
            yield "copyright", start, end
        elif _republishes(before):
            yield "republished", start, end


def heard_itself(text: str, mention: Mention) -> bool:
    """Whether it was the outlet itself that somebody spoke to, or its people who saw, not one that passed words on.

    >>> text = "Two died, a medic told AFP. SANA said three did."
    >>> [heard_itself(text, Mention.at(text, start, start + len(name))) for name, start in (("AFP", 23), ("SANA", 28))]
    [True, False]
    """
    rules, before = rules_of_credit(), text[max(0, mention.start - _REACH) : mention.start]
    return rules.heard.search(before) is not None or rules.staff.match(text, mention.end) is not None


def _sentence(text: str, end: int) -> str:
    """The words of a sentence up to some point, the last few hundred code points of them."""
    starts = _starts(text)
    return text[max(starts[bisect_right(starts, end) - 1], end - _NEAR) : end]


@lru_cache(maxsize=64)
def _starts(text: str) -> tuple[int, ...]:
    """Where the sentences of a paragraph begin."""
    return (0, *(stop.end() for stop in _STOP.finditer(text)))


def _group(text: str, members: tuple[Naming, ...]) -> Group:
    start, end = members[0].start, members[-1].end
    before = _sentence(text, start)
    ahead, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return Group(members, before, ahead, after, head=not re.sub(r"(?i)\W+|the", "", before))


def _is_picture(line: Line, group: Group) -> bool:
    if len(group.members) > 1 and _is_signed_off(line, group):
        return False  # "— AFP/Reuters" looks like a picture credit
    if any(start < group.end and group.start < end for start, end in line.captions):
        return True
    rules, before, after = rules_of_credit(), group.ahead, group.after
    pictures = any(one.outlet.pictures for one in group.members)
    if re.search(r"\[[^\[\]\n]{0,70}$", before) and re.match(r"[^\[\]\n]{0,40}\]", after):
        return True
    if rules.pictured.search(before) or rules.pictured_after.match(after):
        return True
    if _signed_by_person(group):
        return not _is_byline(line, group)
    if pictures and rules.copyright.search(group.before):
        return True
    return pictures and bool(re.search(r"[/|(]\s*$", before) or (line.number < _TOP and len(line.text) < _SHORT))


def _signed_by_person(group: Group) -> bool:
    """Whether a slash joins a person's name: "Jane Doe/AFP", "AFP/Jane Doe"."""
    before = group.ahead
    return bool(re.search(rf"{NAME} ?[/|] ?$", before) or re.match(rf" ?/ ?{NAME}", group.after))


def _stands_alone(group: Group) -> bool:
    """Whether a line is nothing but an outlet and a person after a slash."""
    return not group.ahead.strip() and bool(re.fullmatch(rf" ?/ ?{NAME}\W*", group.after))


def _is_dateline(line: Line, group: Group) -> bool:
    opened = re.search(r"([(/])\s*(?:[Tt]he )?$", group.before)
    closed = re.match(r"\s*[)/]", group.after)
    if not opened or not closed:
        return False
    left = group.before[: opened.start()].strip()[-_REACH:]
    if _spelt_out(left, line.text[group.start : group.end]):
        return False
    marked = _MARK.match(group.after, closed.end()) is not None
    if not left:
        return group.start <= 5
    if _CITY.search(left + " ") and (marked or len(left) < 40):
        return True
    at_top = line.number < _TOP and len(group.before) == group.start
    sure = all(one.sure for one in group.members) and re.match(r"\s+[A-ZÀ-Þ]", group.after[closed.end() :])
    marked = marked or bool(at_top and (left[-1].isdigit() or (sure and left.count(" ") < _PLACE)))
    return marked and len(left) <= 70 and _DATELINE.fullmatch(left + " ") is not None


def _spelt_out(left: str, sign: str) -> bool:
    """Whether a sign in brackets is short for the words before it ("Palestinian Authority (PA)").

    Letters of a state after a comma ("ANNAPOLIS, PA (AP)") are not such words.
    """
    capitals = [word[0] for word in re.findall(r"[\w’']+", left.rpartition(",")[2]) if word[0].isupper()]
    return sign.isupper() and "".join(capitals[-len(sign) :]) == sign


def _is_byline(line: Line, group: Group) -> bool:
    whole = line.text.strip()
    if len(whole) > _SHORT or whole.endswith((".", "!", "?")):
        return False
    if rules_of_credit().byline.match(whole):
        return whole[:4].lower() != "from"
    return is_byline(whole) or (line.number < _TOP and _stands_alone(group))


def _is_whole(line: Line, group: Group) -> bool:
    outside = group.ahead + group.after
    agencies = all(one.outlet.agency and not one.outlet.pictures for one in group.members)
    if not agencies or len(line.text) > _SHORT or _is_copyright(line, group):
        return False
    return not re.sub(r"\W+|_", "", rules_of_credit().beside.sub("", outside))


def _is_signed_off(_: Line, group: Group) -> bool:
    closes = re.fullmatch(r"[\s)\].]*(?:Read Also)?\s*", group.after) is not None
    before = group.ahead
    return closes and all(one.outlet.agency for one in group.members) and _SIGNED_OFF.search(before) is not None


def _is_run_on(line: Line, group: Group) -> bool:
    """Whether the agency stands between headline and date in a text that lost its line breaks."""
    return line.number == 0 and group.start < 220 and _DAY.match(group.after) is not None


def _is_source(_: Line, group: Group) -> bool:
    return rules_of_credit().signed.search(group.before) is not None


def _contributed(_: Line, group: Group) -> bool:
    rules = rules_of_credit()
    if rules.contributed_after.search(_rest(group)) is not None:
        return True
    if rules.contributed_head.search(group.before) is not None:
        return rules.ends.match(group.after) is not None
    return rules.contributed.search(group.before) is not None and rules.told.search(group.before) is None


def _rest(group: Group) -> str:
    """What follows the names in their sentence."""
    stop = _STOP.search(group.after)
    return group.after[: stop.start()] if stop else group.after


def _is_republished(_: Line, group: Group) -> bool:
    found = rules_of_credit().republished.search(group.before)
    return found is not None and (found.start() <= 3 or _republishes(group.before))


def _republishes(before: str) -> bool:
    """Whether words end in "first published in" or the like, said of the text itself."""
    rules = rules_of_credit()
    if rules.republished.search(before) is None:
        return False
    return rules.republished_head.search(before) is None or rules.selves.search(before) is not None


def _is_copyright(_: Line, group: Group) -> bool:
    return rules_of_credit().copyright.search(group.before) is not None


def _is_appeal(line: Line, group: Group) -> bool:
    if not all(one.sure for one in group.members) or group.unnamed:
        return False
    return bool(line.sorts & _APPEALS) or rules_of_credit().appeal.search(group.before) is not None


def _is_told(_: Line, group: Group) -> bool:
    if group.unnamed or not all(one.sure for one in group.members):
        return False
    rules = rules_of_credit()
    if rules.told.search(group.before) is not None:
        return True
    if rules.told_after.match(group.after):
        return True
    staff = rules.staff.match(group.after)
    if staff is None or rules.harmed.match(group.after, staff.end()) or rules.counted.search(group.before):
        return False
    return (
        group.head
        or re.search(r"(?i)\b(?:an?|another|one|by|to|told)\s+(?:an?\s+)?(?:the\s+)?$", group.before) is not None
    )


_ORDER: tuple[tuple[Callable[[Line, Group], bool], CreditRole], ...] = (
    (_is_dateline, "text"),
    (_is_whole, "text"),
    (_is_picture, "picture"),
    (_is_byline, "byline"),
    (_is_run_on, "text"),
    (_is_source, "text"),
    (_contributed, "contributed"),
    (_is_signed_off, "text"),
    (_is_republished, "republished"),
    (_is_copyright, "copyright"),
    (_is_appeal, "appeal"),
    (_is_told, "told"),
)
