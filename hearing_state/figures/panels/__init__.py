"""What figures tell on the pages of others."""

from hearing_state.figures.panels import body

PANELS = (body.PANEL,)
