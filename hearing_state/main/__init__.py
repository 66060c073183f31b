"""The composition root: which packages there are, and one thin module for each process."""
