"""What officials and administrators see before they exempt places, or end an exemption."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hearing_state.actions import Context, permitted, require
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from hearing_state.territories.names import Kind
from hearing_state.territories.place import Place
from hearing_state.web.paging import Paged
from meetings.duties import exemption
from meetings.duties.exemption import SMALL, Exemption

SHOWN_MAX = 40


@dataclass(frozen=True, slots=True)
class AboutPlace:
    """One place. ``may``: whether this reader may exempt it, or end its exemption."""

    exemption: Exemption | None
    is_owed: bool
    may: bool


@dataclass(frozen=True, slots=True)
class AboutMany:
    """What one step would exempt; the first places by name."""

    total: int
    first: Sequence[Place]
    may: bool


async def exemptions(context: Context, page: int = 1) -> Paged[Exemption]:
    """Raises Forbidden, SignInNeeded."""
    require(context, "duty.see_exemptions")
    return await exemption.listed(context, page=page)


async def one(context: Context, place: Place | None) -> AboutPlace | None:
    """Raises Forbidden, SignInNeeded."""
    require(context, "duty.see_exemptions")
    if place is None:
        return None
    above = Subject(about=place.code, agencies=await exemption.superiors_of(context, [place.code]))
    return AboutPlace(
        exemption=await exemption.exemption_of(context, place.code),
        is_owed=await exemption.is_owed(context, place.code),
        may=permitted(context, "duty.exempt_place", above),
    )


async def many(context: Context, under: str | None, kinds: Sequence[Kind]) -> AboutMany | None:
    """Raises Forbidden, SignInNeeded."""
    require(context, "duty.see_exemptions")
    if not kinds:
        return None
    codes = await exemption.exemptible(context, under, kinds)
    above = Subject(about=under or "", agencies=await exemption.superiors_of(context, codes))
    first = await territories.places(context, codes[:SHOWN_MAX])
    return AboutMany(
        total=len(codes),
        first=[first[code] for code in codes[:SHOWN_MAX]],
        may=permitted(context, "duty.exempt_kinds", above),
    )


def kinds_named(words: Iterable[str]) -> tuple[Kind, ...]:
    """The small kinds among these words, in their order."""
    asked = set(words)
    return tuple(kind for kind in SMALL if kind.value in asked)
