"""What somebody said, quoted in several reports: the same words, or the same statement in other words."""
