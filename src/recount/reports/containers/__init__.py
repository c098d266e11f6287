"""Archives, crawls and mailboxes to their members, one in memory at a time; nothing is ever written to disk."""
