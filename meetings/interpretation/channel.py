"""The sound channels of a hall and who speaks into them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Channel(StrEnum):
    """``floor`` is what is said in the hall itself; each other one is a language, whatever is spoken on the floor."""

    FLOOR = "floor"
    KK = "kk"
    RU = "ru"
    EN = "en"


SPOKEN = (Channel.KK, Channel.RU, Channel.EN)


@dataclass(frozen=True, slots=True)
class Booth:
    """Somebody has the microphone of a channel. ``hears``: what she interprets from, the floor or another interpreter (relay).

    ``offered_at``: since when another interpreter may take over without asking.
    """

    channel: Channel
    person_id: UUID
    hears: Channel
    began_at: datetime
    is_muted: bool = False
    offered_at: datetime | None = None

    @property
    def is_heard(self) -> bool:
        return not self.is_muted


@dataclass(frozen=True, slots=True)
class Served:
    """A channel as a listener is told of it. Where nobody interprets, the floor is heard on it, and this says so."""

    channel: Channel
    is_interpreted: bool


def served(booths: Iterable[Booth]) -> list[Served]:
    heard = {each.channel for each in booths if each.is_heard}
    return [Served(each, each is Channel.FLOOR or each in heard) for each in Channel]


def goes_round(channel: Channel, hears: Channel, others: Mapping[Channel, Channel]) -> bool:
    """Whether an interpreter of ``channel`` would in the end interpret herself. ``others``: channel to what its interpreter hears.

    >>> goes_round(Channel.KK, Channel.RU, {Channel.RU: Channel.KK})
    True
    >>> goes_round(Channel.KK, Channel.RU, {Channel.RU: Channel.FLOOR})
    False
    """
    seen = {channel}
    while hears is not Channel.FLOOR:
        if hears in seen:
            return True
        seen.add(hears)
        hears = others.get(hears, Channel.FLOOR)
    return False
