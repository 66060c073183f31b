"""What was promised in a meeting: words, owner, day, and what became of it."""
