"""What the address of the calendar asks for, checked. What names no place or body is not found; the rest is overlooked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency, Topic
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from hearing_state.web import context_of
from meetings.schedule import wording
from meetings.schedule.filters import AHEAD, MODE_GROUPS, TEXT_MAX, Filters
from meetings.schedule.listing import midnight, next_month

VIEWS = ("month", "list")
FIRST_YEAR = 2022
YEARS_AHEAD = 2
"""Calendars of years further on are not approved yet; robots need not look for them."""


@dataclass(frozen=True)
class Asked:
    """``month``: its first day. ``day``: one day of the list. ``state``: of the list; a month shows all."""

    view: str
    month: date
    day: date | None
    place: Place | None
    agency: Agency | None
    topic: str
    language: str
    mode: str
    state: str
    text: str

    def having(self, **changed: Any) -> dict[str, Any]:
        """The query of this calendar with something changed: filters are links."""
        kept = {
            "view": self.view if self.view == "list" else "",
            "month": f"{self.month:%Y-%m}" if self.view == "month" else "",
            "day": self.day.isoformat() if self.day else "",
            "place": self.place.code if self.place else "",
            "body": self.agency.slug if self.agency else "",
            "topic": self.topic,
            "language": self.language,
            "mode": self.mode,
            "state": self.state if self.view == "list" and self.state != AHEAD else "",
            "q": self.text,
        }
        return {**kept, **changed}

    def filters(self) -> Filters:
        """Of what is asked for; a month bounds itself, a day shows whatever stands in it."""
        return Filters(
            place=self.place.code if self.place else "",
            agency=self.agency.id if self.agency else None,
            topic=self.topic,
            language=self.language,
            mode=self.mode,
            state="" if self.view == "month" or self.day or self.state == "all" else self.state,
            text=self.text,
            from_at=midnight(self.day) if self.day else None,
            until_at=midnight(date.fromordinal(self.day.toordinal() + 1)) if self.day else None,
        )

    @property
    def is_narrowed(self) -> bool:
        return any((self.place, self.agency, self.topic, self.language, self.mode, self.text))

    @property
    def month_before(self) -> date | None:
        before = date.fromordinal(self.month.toordinal() - 1).replace(day=1)
        return before if before.year >= FIRST_YEAR else None

    def month_after(self, today: date) -> date | None:
        after = next_month(self.month)
        return after if after.year <= today.year + YEARS_AHEAD else None


async def asked_of(request: Request, topics: Sequence[Topic]) -> Asked:
    """Raises NotFound."""
    context, asked = context_of(request), request.query_params
    code, slug = asked.get("place", ""), asked.get("body", "")
    day = _day(asked.get("day", ""), context)
    text = " ".join(asked.get("q", "").split())[:TEXT_MAX]
    month = _day(f"{asked.get('month', '')}-01", context)
    # Whoever looks for words, or for one day, wants a list.
    view = "list" if day or asked.get("view") == "list" or (text and not month) else "month"
    return Asked(
        view=view,
        month=month or context.today.replace(day=1),
        day=day,
        place=await territories.place(context, code) if code else None,
        agency=await agencies.by_slug(context, slug) if slug else None,
        topic=_one_of((each.key for each in topics), asked.get("topic")),
        language=_one_of((value for value, _name in wording.language_options()), asked.get("language")),
        mode=_one_of(MODE_GROUPS, asked.get("mode")),
        state=_one_of((value for value, _name in wording.state_options()), asked.get("state")) or AHEAD,
        text=text,
    )


def _one_of(known: Iterable[str], asked: str | None) -> str:
    return next((each for each in known if each == asked), "")


def _day(text: str, context: Context) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= context.today.year + YEARS_AHEAD else None
