"""Residents and officials: contacts, sign-in by steps of assurance, sessions, and as little about them as will do."""
