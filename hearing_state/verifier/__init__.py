"""Checks the house's public log from outside. Imports the standard library and ``cryptography`` only; shares no code with the writer."""
