"""Pages of those who follow."""
