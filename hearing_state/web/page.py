"""A page as data: where it is, what answers, and the one action or query that it leads to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action, Context

Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Page:
    """One route. ``reads`` names its query, ``acts`` its action; exactly one of them is given.

    ``is_threshold``: a page of the workplace for those who are not in it yet, its sign-in.
    ``fresh_seconds``: how long visitors may be shown the same copy; 0: never (see kept.py). Only for what everybody sees alike.
    """

    name: str
    path: str
    method: str
    handler: Handler
    reads: Callable[..., Any] | None = None
    acts: Action[Any, Any] | None = None
    is_localized: bool = True
    body_bytes_max: int = 256 * 1024
    is_threshold: bool = False
    fresh_seconds: int = 0

    def __post_init__(self) -> None:
        if (self.reads is None) == (self.acts is None):
            raise ValueError(f"page {self.name}: exactly one of reads and acts")
        if (self.method == "POST") != (self.acts is not None):
            raise ValueError(f"page {self.name}: only a POST acts, and a POST acts")

    @classmethod
    def get(
        cls,
        name: str,
        path: str,
        handler: Handler,
        *,
        reads: Callable[..., Any],
        localized: bool = True,
        fresh_seconds: int = 0,
    ) -> Page:
        return cls(
            name, path, "GET", handler, reads=reads, is_localized=localized, fresh_seconds=fresh_seconds
        )

    @classmethod
    def post(
        cls,
        name: str,
        path: str,
        handler: Handler,
        *,
        acts: Action[Any, Any],
        body_bytes_max: int = 256 * 1024,
    ) -> Page:
        return cls(name, path, "POST", handler, acts=acts, body_bytes_max=body_bytes_max)


@dataclass(frozen=True)
class Panel:
    """What one package shows on another's page (a place, the home page, a desk): nothing, or a template with values."""

    slot: str
    order: int
    template: str
    load: Callable[[Context, Any], Awaitable[Mapping[str, Any] | None]]


@dataclass(frozen=True)
class LoadedPanel:
    template: str
    values: Mapping[str, Any]


PANELS: list[Panel] = []
"""All packages' panels, filled once by the composition root."""


async def load_panels(context: Context, slot: str, thing: Any = None) -> list[LoadedPanel]:
    """The panels of a slot that have something to say, in order."""
    loaded = []
    for panel in sorted((p for p in PANELS if p.slot == slot), key=lambda p: p.order):
        values = await panel.load(context, thing)
        if values is not None:
            loaded.append(LoadedPanel(panel.template, values))
    return loaded
