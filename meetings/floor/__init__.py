"""The speaking queue of a meeting: who has a hand up, who speaks when, and why in that order."""
