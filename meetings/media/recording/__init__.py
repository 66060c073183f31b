"""Recording of a meeting without re-encoding: short closed files, and a list that says what is missing."""
