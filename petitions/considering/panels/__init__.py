"""What the consideration shows on a petition's page."""

from petitions.considering.panels import course

PANELS = (course.DECISION, course.STEPS)
