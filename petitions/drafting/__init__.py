"""A petition from its first word to its filing, and the rules that it lives under."""
