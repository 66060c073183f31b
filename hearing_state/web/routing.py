"""Finding the page of an address among hundreds.

Starlette asks one route after the other, each with its regular expression: with some four hundred routes that was nearly half of what a
request cost. Here only those are asked whose fixed segments agree with the address; the order among them, and all that is done for an
address that fits none, stay Starlette's.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute, Match, Route, Router
from starlette.types import Receive, Scope, Send

SEGMENTS = 3
"""How many of the first segments are looked at: ``/kk/console/meetings`` and ``/api/v1/questions`` have three that tell."""
_ANY = ""
_Key = tuple[str, ...]


class Finder:
    """Stands in front of a router whose routes are all known."""

    def __init__(self, router: Router) -> None:
        self._router = router
        self._patterns = [(route, _pattern(route)) for route in router.routes]
        self._fixed = [
            {pattern[at] for _route, pattern in self._patterns if pattern is not None}
            for at in range(SEGMENTS)
        ]
        self._found: dict[_Key, Sequence[BaseRoute]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            for route in self._candidates(scope["path"]):
                match, more = route.matches(scope)
                if match is Match.FULL:
                    scope.setdefault("router", self._router)
                    scope["route"] = route
                    scope.update(more)
                    await route.handle(scope, receive, send)
                    return
        await self._router.app(scope, receive, send)

    def _candidates(self, path: str) -> Sequence[BaseRoute]:
        """Bounded: a segment that stands in no route counts as any."""
        segments = path.split("/", SEGMENTS + 1)[1 : SEGMENTS + 1]
        segments += [_ANY] * (SEGMENTS - len(segments))
        key = tuple(
            segment if segment in fixed else _ANY
            for segment, fixed in zip(segments, self._fixed, strict=True)
        )
        if key not in self._found:
            self._found[key] = [
                route for route, pattern in self._patterns if pattern is None or _agrees(pattern, key)
            ]
        return self._found[key]


def _pattern(route: BaseRoute) -> _Key | None:
    """The fixed segments of a route's address, ``_ANY`` where it has a parameter; None for what must always be asked."""
    if not isinstance(route, Route):
        return None
    segments = route.path.split("/")[1 : SEGMENTS + 1]
    made: list[str] = []
    for segment in segments:
        if ":path}" in segment:  # takes the rest, slashes and all
            break
        made.append(_ANY if "{" in segment else segment)
    return tuple(made + [_ANY] * (SEGMENTS - len(made)))


def _agrees(pattern: _Key, key: _Key) -> bool:
    return all(fixed in (_ANY, segment) for fixed, segment in zip(pattern, key, strict=True))
