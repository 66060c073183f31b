"""News about places, bodies, topics and questions by e-mail, merged into digests; with an account or without one."""
