"""The workbench: the pages of `recount.site` served from a ledger, with an HTTP API, accounts and judgements.

One process holds the ledger open; catalogues of it are made in another beside it.

- `recount.web.app.create_app` is the whole as an ASGI application.
- `recount.web.desk.Desk` is what it has open.
"""
