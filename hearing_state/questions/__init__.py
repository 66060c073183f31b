"""Questions and answers: asked in a village, answered in public, by the legal day."""
