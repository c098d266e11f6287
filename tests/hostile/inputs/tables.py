"""Tables of daily figures that are none."""

from __future__ import annotations

from collections.abc import Iterator

_HEADS = (
    "date,day,personnel", "date,day,personnel*,POW", "day,dead", "id,date_start,date_end,best,low,high,deaths_a,deaths_b,country,region,latitude,longitude",
)  # fmt: skip
_CELLS = (
    "2024-03-04", "0000-00-00", "9999-12-31", "-1", "1e400", "NaN", "9" * 400, "١٢", "１２", "12\u200b00", '"1,200"', '"', '""""', "=1+1", "12;13", "\t", "", "10^400", "12²",
    "1.5", "about 5", "\u202e21", "<b>5</b>", "5\r", "\x0b5", "5" + "\u0301" * 50, '"5\n6"',
)  # fmt: skip


def tables() -> Iterator[bytes]:
    """Tables of each head with every cell in every column, with too many columns and with none."""
    for head in _HEADS:
        columns = head.count(",") + 1
        for cell in _CELLS:
            for at in range(columns):
                row = ["2024-03-04", "10", *["12"] * columns][:columns]
                row[at] = cell
                yield f"{head}\n{','.join(row)}\n".encode()
        yield f"{head}\n{'1,' * 5_000}\n".encode()
        yield f"{head},{head}\n1\n".encode()
        yield (head + "\n" + "\n" * 5_000 + "1").encode()
        yield (head + "\n" + '"' * 5_001 + "\n").encode()
