"""A `View` of records to tables, exchange formats and a page that opens offline. Publication never decides.

- `recount.publish.view`: what is to be published.
- `recount.publish.rows`: claims as flat rows, the JSON of the codebook.
- `recount.publish.wording`: figures, stances and dates in words, the same in every output.
- `recount.publish.explanation`: why each field of a claim is as it is.
- `recount.publish.table`: tables for a terminal.
- `recount.publish.series`, `recount.publish.plots`: figures over time, for a terminal and as a picture.
- `recount.publish.exports`: the exchange formats of the field, a module a format.
- `recount.publish.feed`: what changed of claims that were published before.
- `recount.publish.page`: one HTML file that needs nothing else.
"""
