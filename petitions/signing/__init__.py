"""Signatures: one person, one signature; counted by a job, never by the signing itself."""
