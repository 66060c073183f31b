"""Petitions to a legal threshold. Nothing is built yet; see README."""
