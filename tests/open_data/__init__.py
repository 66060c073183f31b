"""Tests of the nightly files."""
