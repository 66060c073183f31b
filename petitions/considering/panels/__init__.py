"""What the consideration shows on a petition's page."""

from petitions.considering.panels import course, openness

PANELS = (course.DECISION, course.STEPS, openness.MEMBERS, openness.DISCUSSIONS, openness.INVITATION)
