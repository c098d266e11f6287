"""recount reads reports of armed conflict and keeps a ledger of who said what.

The journey, a package a stage:

- `recount.reports`: bytes to `Report` and its passages (headline, sentence, quotation, caption, furniture).
- `recount.language`: text to sentences and tokens.
- `recount.claims`: passages to claims, exactly as worded: quantity, effect, victims, source, cue, place and time words;
  and to statements without a figure: what is denied, admitted, alleged, asked for and done.
- `recount.resolve`: claims to decisions: who spoke, whose people, where, when; each with its method and confidence.
- `recount.series`: rows of tables of daily figures to claims with their source, beside those read from text.
- `recount.ledger`: an append-only, hash-chained record of all of it.
- `recount.compare`: claims side by side: agree, differ, deny; figures over time, with the gap between two sides.
- `recount.publish`: tables, exchange formats, and a page that opens offline.

`recount.pipeline` walks it on one page; the command line is `recount --help`.
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
