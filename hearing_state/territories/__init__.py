"""The map of the country: oblasts, districts, okrugs, villages; finding one's place in it."""
