"""What things are called and where their pages are. Higher packages register the kinds that are theirs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.errors import NotFound
from hearing_state.following.following import Kind, Thing
from hearing_state.i18n import local_name
from hearing_state.territories import queries as territories
from hearing_state.web.rendering import url, url_or_none


@dataclass(frozen=True, slots=True)
class Named:
    """``mark``: what events say of it (see news.py). ``page``: its path in the reader's language."""

    thing: Thing
    mark: str
    name: str
    page: str


Resolver = Callable[[Context, str], Awaitable[Named]]
"""From a key to the thing. Raises NotFound for what is not there or is not public."""


async def _place(context: Context, code: str) -> Named:
    found = await territories.place(context, code)
    return Named(
        Thing(Kind.PLACE, code), f"place:{found.code}", local_name(found), url("place.show", code=code)
    )


async def _body(context: Context, slug: str) -> Named:
    found = await agencies.by_slug(context, slug)
    return Named(
        Thing(Kind.BODY, slug), f"body:{found.slug}", local_name(found), url("agency.show", slug=slug)
    )


async def _topic(context: Context, key: str) -> Named:
    found = await agencies.topic(context, key)
    page = url_or_none("question.list", topic=key) or url("place.find")
    return Named(Thing(Kind.TOPIC, key), f"topic:{found.key}", local_name(found), page)


_resolvers: dict[Kind, Resolver] = {Kind.PLACE: _place, Kind.BODY: _body, Kind.TOPIC: _topic}


def register_followable(kind: Kind, resolver: Resolver) -> None:
    """ValueError where two packages name the same kind."""
    if _resolvers.setdefault(kind, resolver) is not resolver:
        raise ValueError(f"two packages say what a {kind} is")


async def named(context: Context, kind: str, key: str) -> Named:
    """Raises NotFound."""
    resolver = _resolvers.get(Kind(kind)) if kind in set(Kind) else None
    if resolver is None or not key:
        raise NotFound("following.thing_unknown")
    return await resolver(context, key)


async def of_marks(context: Context, marks: Iterable[str]) -> dict[str, Named]:
    """Those that are still there and public."""
    found = {}
    for mark in marks:
        kind, _colon, key = mark.partition(":")
        try:
            found[mark] = await named(context, kind, key)
        except NotFound:
            continue
    return found
