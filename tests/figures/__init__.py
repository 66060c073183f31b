"""Figures that cannot flatter."""
