"""A person's whole way, in a real browser against the whole house in one process."""
