"""What every HTTP surface needs. It translates; it decides nothing."""

from hearing_state.web.forms import Form, read_form
from hearing_state.web.offer import Command, Figures, HealthCheck, Manifest, Section
from hearing_state.web.page import Page, Panel, load_panels
from hearing_state.web.paging import Paged, page_number
from hearing_state.web.rendering import render, see_other, url
from hearing_state.web.request import browser_of, context_of, forget_cookie, remember_cookie

__all__ = [
    "Command",
    "Figures",
    "Form",
    "HealthCheck",
    "Manifest",
    "Page",
    "Paged",
    "Panel",
    "Section",
    "browser_of",
    "context_of",
    "forget_cookie",
    "load_panels",
    "page_number",
    "read_form",
    "remember_cookie",
    "render",
    "see_other",
    "url",
]
