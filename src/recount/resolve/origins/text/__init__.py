"""The words that reports share: runs of them, and the figures that differ inside."""
