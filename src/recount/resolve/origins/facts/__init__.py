"""What reports tell, in whatever words: figures and names, and whether one tells what another told."""
