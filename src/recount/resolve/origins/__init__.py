"""Reports to where they come from: reprints, edited copies, updates and rewrites to their origin.

Reports are compared by `sketches`, so that a new one is placed among a million without reading a text again (`index`,
`kinship`); what a link says is then worked out from the texts of one family (`links`, `trees`, `tracing`).

- `text`: the words that reports share; `facts`: what survives when it is told in other words.
- `credits`: whose text a report says it is, and which of two came first.
- `statements`: what somebody said, quoted by several; `claims`: claims from report to report, and what a copy changed.
"""
