"""Where news comes from: each package registers what of its own readers can follow."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context


@dataclass(frozen=True, slots=True)
class Item:
    """One event as a letter tells it, in its reader's language. ``path``: its page without the language."""

    said: str
    title: str
    path: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class NewsSource:
    """``sql``: the events that happened after $1 and not after $2, public ones only, as ``event_id, happened_at``, what they
    concern as ``question`` (a number or null), ``place`` (a code or null), ``body`` (a slug), ``topic`` (a key or null), and
    ``told``: the people who get a letter of their own about it. ``items``: what still may be told of events when a letter is written.
    """

    name: str
    sql: str
    items: Callable[[Context, Sequence[UUID]], Awaitable[Mapping[UUID, Item]]]


MARKS = """
unnest(ARRAY[
   'question:' || e.question, 'topic:' || e.topic, 'body:' || e.body, 'place:' || e.place,
   'place:' || rpad(left(e.place, 6), 9, '0'), 'place:' || rpad(left(e.place, 4), 9, '0'), 'place:' || rpad(left(e.place, 2), 9, '0')
 ])
"""
"""What an event ``e`` of a source is followed by: itself, its topic, body and place, and all places above that."""
_sources: dict[str, NewsSource] = {}


def register_news(source: NewsSource) -> None:
    """ValueError where two packages tell the same news."""
    if _sources.setdefault(source.name, source) is not source:
        raise ValueError(f"two sources of news are called {source.name}")


def sources() -> Sequence[NewsSource]:
    return [_sources[name] for name in sorted(_sources)]


def source(name: str) -> NewsSource | None:
    return _sources.get(name)
