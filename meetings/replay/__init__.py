"""Watching and listening to a meeting after it: its joined recording, published by its office, with chapters."""
