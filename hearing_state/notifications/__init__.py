"""Letters to people: words, preferences, delivery log, carriers."""
