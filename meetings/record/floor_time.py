"""Who spoke how long: speeches summed by the kind of speaker, and the longest of them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from hearing_state.people.person import public_name_of


class SpeakerKind(StrEnum):
    HEAD = "head"
    OFFICIAL = "official"
    RESIDENT = "resident"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class Speech:
    """Somebody had the floor. Of a resident the name is kept only with consent, and then as the first name and an initial."""

    id: UUID
    kind: SpeakerKind
    label_kk: str
    label_ru: str
    speaker_name: str
    started_at: datetime
    ended_at: datetime | None
    item_id: UUID | None = None
    question_ref: str | None = None

    @property
    def name_kk(self) -> str:
        return self._with_name(self.label_kk)

    @property
    def name_ru(self) -> str:
        return self._with_name(self.label_ru)

    def _with_name(self, label: str) -> str:
        return f"{self.speaker_name}, {label}" if self.speaker_name else label

    @property
    def is_running(self) -> bool:
        return self.ended_at is None

    def seconds(self, now: datetime) -> int:
        return max(0, int(((self.ended_at or now) - self.started_at).total_seconds()))


@dataclass(frozen=True, slots=True)
class FloorTime:
    """How long speakers of one kind had the floor together; ``percent`` of all speeches."""

    kind: SpeakerKind
    seconds: int
    speeches: int
    percent: float


def floor_times(speeches: Sequence[Speech], now: datetime) -> list[FloorTime]:
    """By kind, in the fixed order of kinds; those who never spoke are left out."""
    whole = sum(each.seconds(now) for each in speeches)
    found = []
    for kind in SpeakerKind:
        own = [each.seconds(now) for each in speeches if each.kind is kind]
        if own:
            share = round(sum(own) * 100 / whole, 1) if whole else 0.0
            found.append(FloorTime(kind, sum(own), len(own), share))
    return found


def longest(speeches: Sequence[Speech], now: datetime) -> Speech | None:
    return max(speeches, key=lambda each: each.seconds(now), default=None)


def shortened(name: str) -> str:
    """A resident's name as the public may read it, whatever was typed.

    >>> shortened("  Айгүл  Сәтбаева ")
    'Айгүл С.'
    """
    given, _space, family = " ".join(name.split()).partition(" ")
    return public_name_of(given, family) if given else ""
