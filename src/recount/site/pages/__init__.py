"""A module a page: the record of what it shows, gathered from the catalogue and the ledger."""
