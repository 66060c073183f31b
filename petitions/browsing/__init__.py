"""What everybody sees of petitions: the list and each one's page."""
