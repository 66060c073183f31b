"""From a clock to the thing that it belongs to, where a higher package offers a page for it."""

from __future__ import annotations

from hearing_state.web.rendering import url_or_none

# The page of each kind of reference, and how that page calls it in its address.
_PAGES = {
    "Q": ("question.show", "ref"),
    "P": ("petition.show", "petition"),
    "M": ("meeting.show", "meeting"),
    "C": ("commitment.show", "commitment"),
}


def page_of(about: str) -> str | None:
    """The page of the thing with this public reference."""
    name, parameter = _PAGES.get(about.partition("-")[0], ("", ""))
    return url_or_none(name, **{parameter: about}) if name else None
