"""Secret addresses in letters of higher packages: made when a letter is written, so that no row keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hearing_state.actions import Context

Links = Callable[[Context, Mapping[str, Any]], Mapping[str, str]]
"""From the values of a letter to more of them; ``unsubscribe_url`` among them goes into the header too."""
_links: dict[str, Links] = {}


def register_links(template: str, links: Links) -> None:
    """ValueError where two packages make the links of one letter."""
    if _links.setdefault(template, links) is not links:
        raise ValueError(f"two packages make the links of {template}")


def links_of(context: Context, template: str, values: Mapping[str, Any]) -> dict[str, str]:
    """Nothing for most letters. In the language that is spoken now."""
    made = _links.get(template)
    return dict(made(context, values)) if made else {}
