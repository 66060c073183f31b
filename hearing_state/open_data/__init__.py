"""Nightly files of everything public, for whoever wants to work figures out anew."""
