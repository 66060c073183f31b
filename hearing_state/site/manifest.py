"""What the public site's frame offers the application."""

from hearing_state.site.pages import help as help_pages
from hearing_state.site.pages import home, installed, log, log_browse, robots, search
from hearing_state.site.panels import PANELS
from hearing_state.web.offer import Manifest

MANIFEST = Manifest(
    name="site",
    package="hearing_state.site",
    has_models=False,
    pages=(
        *home.PAGES,
        *search.PAGES,
        *help_pages.PAGES,
        *robots.PAGES,
        *log.PAGES,
        *log_browse.PAGES,
        *installed.PAGES,
    ),
    panels=PANELS,
)
