"""A long list taken away part by part: the newest first, each part from where the last one ended. Keys grow with time (ids.new_id),
so nothing is left out or told twice while others write.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from starlette.requests import Request

from hearing_state.errors import Invalid
from hearing_state.web.rendering import url
from hearing_state.web.request import context_of

PART_SIZE = 500
Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Part(Generic[Line]):
    """``following``: after which key the next part begins; None at the end."""

    lines: Sequence[Line]
    following: UUID | None


def part_of(found: Sequence[Line], key: Callable[[Line], UUID], size: int) -> Part[Line]:
    """Of what was found when one more than ``size`` was asked for."""
    return Part(found[:size], key(found[size - 1]) if len(found) > size else None)


def after_in(request: Request) -> UUID | None:
    """Where the address says to go on. Raises Invalid for what we never said."""
    said = request.query_params.get("after", "")
    try:
        return UUID(said) if said else None
    except ValueError:
        raise Invalid("field_not_understood", field="after") from None


def next_address(request: Request, part: Part[Any], name: str, **asked: Any) -> str:
    """Where the next part is; empty at the end."""
    if part.following is None:
        return ""
    return f"{context_of(request).settings.site_url.rstrip('/')}{url(name, **asked, after=part.following)}"
