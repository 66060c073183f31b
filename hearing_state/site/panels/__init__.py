"""What the site's frame shows on other packages' pages."""

from hearing_state.site.panels.check import PANELS

__all__ = ["PANELS"]
