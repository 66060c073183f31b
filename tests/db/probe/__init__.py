"""A package with one table, for the tests of the schema steps."""
