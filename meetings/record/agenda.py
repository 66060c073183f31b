"""The agenda of a meeting: its items in order, when each is planned, how much of the time the report takes. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from hearing_state.errors import Fault

ITEMS_MAX = 20
ITEM_MINUTES_MAX = 240


class ItemKind(StrEnum):
    OPENING = "opening"
    REPORT = "report"
    QUESTIONS = "questions"
    POLL = "poll"
    BREAK = "break"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Item:
    """One item: planned in minutes, and the instants at which it really began and ended."""

    number: int
    kind: ItemKind
    title_kk: str
    title_ru: str
    minutes: int
    id: UUID | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def name_kk(self) -> str:
        return self.title_kk

    @property
    def name_ru(self) -> str:
        return self.title_ru

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.ended_at is None

    def seconds(self, now: datetime) -> int | None:
        """How long it took, up to now while it runs; None where nobody measured it."""
        if self.started_at is None:
            return None
        return max(0, int(((self.ended_at or now) - self.started_at).total_seconds()))


@dataclass(frozen=True, slots=True)
class Slot:
    """An item with its planned hour."""

    item: Item
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class Share:
    """The report's part of a time, in seconds; breaks are no part of the time."""

    report: int
    whole: int
    limit_percent: int

    @property
    def percent(self) -> float:
        return round(self.report * 100 / self.whole, 1) if self.whole else 0.0

    @property
    def is_over(self) -> bool:
        return self.report * 100 > self.limit_percent * self.whole

    @property
    def longest(self) -> int:
        """The longest report that leaves the rest to questions, in whole minutes."""
        return self.whole * self.limit_percent // 100 // 60


def slots(starts_at: datetime, items: Sequence[Item]) -> Iterator[Slot]:
    """The items with their planned hours, one after the other from the beginning of the meeting."""
    at = starts_at
    for item in items:
        until = at + timedelta(minutes=item.minutes)
        yield Slot(item, at, until)
        at = until


def planned_share(items: Sequence[Item], limit_percent: int) -> Share:
    """How much of the planned time the report takes."""
    return Share(
        report=60 * sum(each.minutes for each in items if each.kind is ItemKind.REPORT),
        whole=60 * sum(each.minutes for each in items if each.kind is not ItemKind.BREAK),
        limit_percent=limit_percent,
    )


def actual_share(
    items: Sequence[Item], started_at: datetime | None, ended_at: datetime | None, limit_percent: int
) -> Share | None:
    """How much of the time the report really took; None where it was not measured."""
    reports = [each for each in items if each.kind is ItemKind.REPORT]
    if started_at is None or ended_at is None or any(each.started_at is None for each in reports):
        return None
    if not any(each.started_at for each in items):
        return None
    breaks = sum(each.seconds(ended_at) or 0 for each in items if each.kind is ItemKind.BREAK)
    return Share(
        report=sum(each.seconds(ended_at) or 0 for each in reports),
        whole=max(0, int((ended_at - started_at).total_seconds()) - breaks),
        limit_percent=limit_percent,
    )


def faults_of(items: Sequence[Item], meeting_minutes: int, limit_percent: int) -> list[Fault]:
    """What keeps the items from being an agenda of this meeting."""
    planned = sum(each.minutes for each in items)
    share = planned_share(items, limit_percent)
    found = []
    if share.is_over:
        said: dict[str, object] = {
            "percent": limit_percent,
            "longest": share.longest,
            "report": share.report // 60,
        }
        found.append(Fault("items", "agenda.report_too_long", said))
    if not any(each.kind is ItemKind.QUESTIONS for each in items):
        found.append(Fault("items", "agenda.no_questions"))
    if planned > meeting_minutes:
        found.append(Fault("items", "agenda.too_long", {"planned": planned, "meeting": meeting_minutes}))
    elif planned < meeting_minutes:
        left = meeting_minutes - planned
        found.append(Fault("items", "agenda.too_short", {"left": left, "meeting": meeting_minutes}))
    return found


def running(items: Sequence[Item]) -> Item | None:
    return next((each for each in items if each.is_running), None)


def upcoming(items: Sequence[Item]) -> Item | None:
    """The first item that has not begun."""
    return next((each for each in items if each.started_at is None), None)
