"""Spans to stretches of time, to the second: from their beginning to just before their end."""
