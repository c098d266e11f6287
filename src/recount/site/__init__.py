"""The pages: pure functions from a catalogue, and the ledger it is of, to HTML that asks no other host for anything.

A page is a module of `recount.site.pages` with a frozen record of what it shows, made by its `gather`, and a template
of the same name. `recount.web` serves the pages, and `recount.site.writing` writes them into a folder: the links
between them are relative, so both are the same pages.

- `recount.site.frame.Frame` is what surrounds every page, and makes its links.
- `recount.site.rendering.render` puts a record into its template.
- `recount.site.asking` is which claims a page's address asks for.
"""
