"""Interpretation: sound in Kazakh, Russian and English beside the floor, chosen by each listener; interpreters who take turns."""
