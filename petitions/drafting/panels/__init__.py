"""What the petition itself shows on its page beside its words."""

from petitions.drafting.panels import papers

PANELS = (papers.PANEL,)
