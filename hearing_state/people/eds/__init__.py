"""Electronic signatures (EDS): whether somebody really signed exactly these words, and who she is by her certificate."""
