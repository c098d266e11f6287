"""Reports to where they come from: reprints, edited copies, updates and rewrites to their origin.

Reports are compared by sketches (`recount.resolve.origins.sketches`), so that a new one is placed among a million
without reading a text again; what a link says is then worked out from the texts of one family.
"""
