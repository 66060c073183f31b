"""From a clock to the thing that it belongs to, where a higher package offers a page for it."""

from __future__ import annotations

from hearing_state.web.rendering import url_or_none

_PAGES = {"Q": "question.show", "P": "petition.show", "C": "commitment.show", "M": "meeting.show"}


def page_of(about: str) -> str | None:
    """The page of the thing with this public reference."""
    name = _PAGES.get(about.partition("-")[0])
    return url_or_none(name, ref=about) if name else None
