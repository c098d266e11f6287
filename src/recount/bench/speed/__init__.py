"""How fast recount reads: reports a second for each stage and the whole, from HTML to ledger, beside other ways."""
