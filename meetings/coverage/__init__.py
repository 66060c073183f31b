"""Which place and which office was met last, is met next, or waits too long."""
