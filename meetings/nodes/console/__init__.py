"""The console's page of the media nodes."""

from hearing_state.i18n import _l
from hearing_state.web import Section
from meetings.nodes.console import nodes

CONSOLE = nodes.PAGES
SECTIONS = (Section(88, "node.list", _l("Media servers"), "node.see"),)
