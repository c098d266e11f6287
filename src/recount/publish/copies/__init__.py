"""Copies and origins for people: families as trees, statements heard by many, and claims through their copies.

- `rows` has them as records: what ``recount copies --json`` writes and the page shows.
- `tree` and `drift` lay them out for a terminal.
- `differences` sets two passages beside each other.
"""
