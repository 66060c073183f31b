"""A live meeting for those who only listen and look on, and the same files again after it."""
