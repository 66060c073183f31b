"""A body that owes answers, the posts in it, the topics it is competent for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class AgencyKind(StrEnum):
    OBLAST_AKIM = "oblast_akim"
    DISTRICT_AKIM = "district_akim"
    OKRUG_AKIM = "okrug_akim"
    MINISTRY = "ministry"
    OTHER = "other"


class Tier(StrEnum):
    """The floors of government at which a topic is decided, lowest first."""

    OKRUG = "okrug"
    DISTRICT = "district"
    OBLAST = "oblast"
    CENTRAL = "central"


class Post(StrEnum):
    """What somebody does in a body; the word is also the role that it gives."""

    CLERK = "clerk"
    OFFICIAL = "official"
    HEAD = "head"
    MODERATOR = "moderator"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"


_TIERS = tuple(Tier)
_TIER_OF = {
    AgencyKind.OKRUG_AKIM: Tier.OKRUG,
    AgencyKind.DISTRICT_AKIM: Tier.DISTRICT,
    AgencyKind.OBLAST_AKIM: Tier.OBLAST,
    AgencyKind.MINISTRY: Tier.CENTRAL,
    AgencyKind.OTHER: Tier.CENTRAL,
}
AKIMS = frozenset({AgencyKind.OBLAST_AKIM, AgencyKind.DISTRICT_AKIM, AgencyKind.OKRUG_AKIM})


def reaches(tier: Tier, wanted: Tier) -> bool:
    """Whether a body of the first tier stands as high as the second, or higher."""
    return _TIERS.index(tier) >= _TIERS.index(wanted)


@dataclass(frozen=True, slots=True)
class Agency:
    """A body. A dissolved one stays readable; its successor holds what it held."""

    id: UUID
    slug: str
    kind: AgencyKind
    name_kk: str
    name_ru: str
    name_en: str
    place_code: str | None
    is_central: bool
    needs_second_person: bool
    founded_on: date
    dissolved_on: date | None = None
    successor_id: UUID | None = None

    @property
    def tier(self) -> Tier:
        return _TIER_OF[self.kind]

    @property
    def is_dissolved(self) -> bool:
        return self.dissolved_on is not None


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person in a post. ``until_on`` is the last day in office; heads may be known by name only."""

    id: UUID
    agency_id: UUID
    person_id: UUID | None
    holder_name: str
    role: Post
    post_kk: str
    post_ru: str
    post_en: str
    from_on: date
    until_on: date | None

    def is_running_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)

    @property
    def name_kk(self) -> str:
        return self.post_kk

    @property
    def name_ru(self) -> str:
        return self.post_ru

    @property
    def name_en(self) -> str:
        return self.post_en


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    name_kk: str
    name_ru: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Remit:
    """At which tier a topic is decided, and which ministry leads it. ``certainty``: Q, N, C or M (from memory)."""

    topic: Topic
    tier: Tier
    ministry_id: UUID | None
    from_on: date
    until_on: date | None
    certainty: str
    source: str


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that the body bore until that day."""

    name_kk: str
    name_ru: str
    name_en: str
    until_on: date


@dataclass(frozen=True, slots=True)
class Governing:
    """A body above a place, with the person who heads it now."""

    agency: Agency
    head: Appointment | None
