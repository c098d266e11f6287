"""Text to sentences and tokens: the reading that needs no model."""
