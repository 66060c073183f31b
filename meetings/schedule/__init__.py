"""Meetings in the calendar: announced, moved, cancelled, registered for, held."""
