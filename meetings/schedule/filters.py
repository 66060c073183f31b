"""Which meetings somebody wants to see, as conditions of SQL on ``schedule_meeting m``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hearing_state.agencies.queries import patterns_of
from hearing_state.deadlines.board import prefix_of
from hearing_state.ids import is_reference
from hearing_state.territories.place import parents_of
from meetings.schedule.meeting import LETTER, MINUTES_MAX, Mode

TEXT_MAX = 100
AHEAD = "ahead"
STATE_GROUPS: Mapping[str, str] = {
    AHEAD: "m.state IN ('planned', 'announced', 'live') AND m.ends_at > ? AND m.starts_at > ?",
    "held": "m.state IN ('held', 'recorded')",
    "cancelled": "m.state = 'cancelled'",
    "unconfirmed": "m.state IN ('planned', 'announced') AND m.ends_at <= ? AND m.starts_at < ?",
}
"""``ahead`` holds what goes on now, ``unconfirmed`` what is over and was not written down as held. Bounds of
the hour let the index pass over the years that cannot hold it; held ones have an index of their own."""
MODE_GROUPS: Mapping[str, tuple[Mode, ...]] = {
    "online": (Mode.ONLINE, Mode.HYBRID),
    "hall": (Mode.HALL, Mode.HYBRID),
}
"""What somebody can come to: a hybrid meeting by both ways."""
_LONGEST = timedelta(minutes=MINUTES_MAX)


@dataclass(frozen=True, slots=True)
class Filters:
    """``place``: its own meetings, those of everything above it, of the country, and of all that lies under it.
    ``state``: one of ``STATE_GROUPS``. ``from_at`` and ``until_at`` bound the hour of beginning, the second exclusive.
    """

    place: str = ""
    agency: UUID | None = None
    topic: str = ""
    language: str = ""
    mode: str = ""
    state: str = ""
    text: str = ""
    from_at: datetime | None = None
    until_at: datetime | None = None


@dataclass
class Where:
    """Conditions with their parameters; a ``?`` becomes the parameter's number."""

    parts: list[str] = field(default_factory=lambda: ["true"])
    params: list[Any] = field(default_factory=list)

    def add(self, condition: str, *params: Any) -> None:
        for param in params:
            self.params.append(param)
            condition = condition.replace("?", f"${len(self.params)}", 1)
        self.parts.append(condition)

    def __str__(self) -> str:
        return " AND ".join(f"({each})" for each in self.parts)


def where_of(wanted: Filters, now: datetime, params: list[Any] | None = None) -> Where:
    """``params``: those of another part of the same statement, after which these are numbered."""
    where = Where(params=params if params is not None else [])
    if wanted.place:
        concerning(where, wanted.place)
    if wanted.agency:
        where.add("m.agency_id = ?", wanted.agency)
    if wanted.topic:
        where.add("m.topic = ?", wanted.topic)
    if wanted.language:
        spoken = [wanted.language]
        where.add("m.languages @> ?::text[] OR m.interpretation @> ?::text[]", spoken, spoken)
    if wanted.mode in MODE_GROUPS:
        where.add("m.mode = ANY (?::text[])", [each.value for each in MODE_GROUPS[wanted.mode]])
    if wanted.from_at:
        where.add("m.starts_at >= ?", wanted.from_at)
    if wanted.until_at:
        where.add("m.starts_at < ?", wanted.until_at)
    _add_state(where, wanted.state, now)
    _add_text(where, wanted.text)
    return where


def concerning(where: Where, place: str) -> None:
    """Up the tree by arithmetic: codes of which there is no place have no meetings either."""
    under = prefix_of(place)
    where.add(
        'm.place_code COLLATE "C" = ANY (?::text[]) OR m.place_code COLLATE "C" BETWEEN ? AND ? OR m.place_code IS NULL',
        list(parents_of(place)),
        under.ljust(9, "0"),
        under.ljust(9, "9"),
    )


def _add_state(where: Where, state: str, now: datetime) -> None:
    bounds = {
        AHEAD: (now, now - _LONGEST),
        "held": (),
        "cancelled": (),
        "unconfirmed": (now, now),
    }
    if state in STATE_GROUPS:
        where.add(STATE_GROUPS[state], *bounds[state])


def _add_text(where: Where, text: str) -> None:
    """All words, by the beginning of each, in plain sounding; or the number of one meeting."""
    text = text.strip()[:TEXT_MAX]
    if is_reference(text.upper(), LETTER):
        where.add("m.ref = ?", text.upper())
    elif text:
        # One condition a word: the index of letters does not know LIKE ALL. What has no letters is found nowhere.
        for pattern in patterns_of(text) or ["\x01"]:
            where.add("m.folded LIKE ?", pattern)
