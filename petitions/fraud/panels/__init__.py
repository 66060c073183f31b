"""What the fraud desk shows on a petition's page."""

from petitions.fraud.panels import corrections

PANELS = (corrections.OWN, corrections.ALL)
