"""The organisers' pages of the workplace: what is due, one meeting with all that belongs to it."""
