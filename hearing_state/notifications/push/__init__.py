"""Web push: a short message on the screen of a telephone or computer (RFC 8030), sealed for that browser alone (RFC 8291)."""
