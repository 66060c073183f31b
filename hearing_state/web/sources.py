"""Where the same can be had for programs, feed readers and calendars: every package registers its own lists; the page of open data
and the pages of places and bodies lead to them. Nothing here knows about questions or petitions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hearing_state.i18n import gettext
from hearing_state.web.rendering import url, url_or_none

Form = Literal["CSV", "JSON", "Atom", "ICS"]
MEDIA_TYPES: dict[Form, str] = {
    "CSV": "text/csv",
    "JSON": "application/json",
    "Atom": "application/atom+xml",
    "ICS": "text/calendar",
}


@dataclass(frozen=True, slots=True)
class Source:
    """``title``: English, said in the reader's language. ``page``: the route's name. ``place`` and ``body``: by which of its
    parameters it is narrowed to a place's code, to a body's slug; empty where it is not. ``is_whole``: there is one of everything.
    """

    title: str
    form: Form
    page: str
    place: str = ""
    body: str = ""
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    form: Form
    address: str

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.form]


_sources: dict[str, Source] = {}


def register_sources(*sources: Source) -> None:
    """ValueError where two packages describe the same page."""
    for each in sources:
        if _sources.setdefault(each.page, each) is not each:
            raise ValueError(f"two packages offer the list {each.page}")


def of_everything() -> list[Link]:
    """What there is of the whole house."""
    return [_link(each, url(each.page)) for each in _offered() if each.is_whole]


def of_place(code: str) -> list[Link]:
    return [_link(each, url(each.page, **{each.place: code})) for each in _offered() if each.place]


def of_body(slug: str) -> list[Link]:
    return [_link(each, url(each.page, **{each.body: slug})) for each in _offered() if each.body]


def _offered() -> list[Source]:
    """A smaller house has fewer of them."""
    return [each for each in _sources.values() if url_or_none(each.page, code="", slug="")]


def _link(source: Source, address: str) -> Link:
    return Link(gettext(source.title), source.form, address)
