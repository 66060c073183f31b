"""Media nodes: which there are, which of them lives, and on which one a meeting is."""
