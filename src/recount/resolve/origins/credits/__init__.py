"""What reports say of where they come from, and which of them came first."""
