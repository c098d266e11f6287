"""Numbers that say one thing to a program and another to a reader."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from hostile.inputs.bad import Bad, bad

UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufe00\ufe0e\ufe0f\ufeff"
_UNSEEN_IN = {"12|00": 1200, "1,|200": 1200, "|1200": 1200, "1200|": 1200, "six|ty": 60, "two| million": 2_000_000}
_AS_WRITTEN = {
    "1\u2009200": 1200, "1\u2007200": 1200, "1\u202f200": 1200, "1\u00a0200": 1200, "1 200": 1200, "1’200": 1200,
    "2,40,000": 240_000, "1e3": 1000, "1,200,000": 1_200_000, "twenty-five": 25, "012": 12,
}  # fmt: skip
_NOT_AS_DIGITS = (
    "١٢٠٠", "١٬٢٠٠", "١٢٫٥", "۱۲۰۰", "१२००", "১২০০", "๑๒๐๐", "༡༢", "１２００", "１，２００", "1２00", "12００", "1٢00", "𝟏𝟐𝟎𝟎", "1𝟐00",
    "𝟷𝟸𝟶𝟶", "𝟙𝟚", "①②", "⑫", "⑿", "⒓", "❶❷", "12²", "12³", "²12", "12₃", "Ⅻ", "ⅫⅫ", "十二", "12万", "百二十", "〡〢", "𝋀", "𐄇",
    "1\u03362\u03360\u0336", "12\u030100", "1\ufe0f\u20e32\ufe0f\u20e3", "12\u20dd", "1\u0338200", "12O0", "1O0", "l2",
    "I2", "1l", "O", "12О0", "З0", "1.2.3.4", "1·200", "1•200", "1_200", "1200,5", "12,00", "1,2,00", "12∕5", "12⁄5", "1∶200",
    "12－15", "12〜15", "12～15", "10^400", "1e400", "10e-40", "9" * 16, "9" * 400, "9" * 5000, "1e999999999", "12٪", "12﹪",
    "12％", "12%", "12‰", "-5", "−12", "0x1F4", "0b11", "1j", "inf", "NaN", "1/0", "0/0", "00", "000", "12 00", "1 2 0 0",
    "12\x0800", "12\x0000", "12\x7f00", "12\u300000", "12\u200300", "12\u168000", "12\u280000", "12\u316400", "12\uffa000",
    "12\ue00000", "12\ufffd00", "two hundrеd", "fоrty three", "sіxty", "twеnty-five", "two 𝐡𝐮𝐧𝐝𝐫𝐞𝐝", "ｔｗｏ hundred", "ⓣⓦⓞ", "t\u0335w\u0335o",
)  # fmt: skip
_TURNED = (
    "\u202e0021\u202c", "\u202e1200\u202c", "1\u202e002\u202c", "\u202b12-15\u202c", "\u20671,200\u2069",
    "\u202e\u202d1200\u202c\u202c", "\u202e" * 200 + "12" + "\u202c" * 200, "\u2067\u202e21\u202c\u2069",
)  # fmt: skip
_FRAMES = (
    "At least {} people were killed in Kharkiv on Monday, the mayor said.",
    "The army said {} soldiers had been wounded.",
)


def numbers() -> Iterator[Bad]:
    """Each number in a sentence that would count it: it is read as it is seen, or not at all."""
    for written, worth in _AS_WRITTEN.items():
        for frame in _FRAMES:
            about = f"an odd but plain number: {ascii(written)[1:-1]}"
            yield bad("numbers in disguise", about, ".txt", frame.format(written), figures={worth})
    for mark in UNSEEN:
        for written, worth in _UNSEEN_IN.items():
            name = unicodedata.name(mark, f"U+{ord(mark):04X}").lower()
            words = _FRAMES[0].format(written.replace("|", mark))
            yield bad("numbers in disguise", f"{name} in a number", ".txt", words, figures={worth})
    for written in (*_NOT_AS_DIGITS, *_TURNED):
        about = f"no plain number: {ascii(written[:20])[1:-1]}"
        may = ("recorded", "binary") if "\0" in written or "\x08" in written else ("recorded",)
        for frame in _FRAMES[: 2 if len(written) < 100 else 1]:
            yield bad("numbers in disguise", about, ".txt", frame.format(written), *may, figures=())
