"""Whom a petition goes to: a central body or an akim's office, and by which line of the law's table its votes are counted.

Maslikhats stand in the table of thresholds; the register of bodies has none yet, so none can be chosen.
"""

from __future__ import annotations

from dataclasses import dataclass

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import AKIMS, Agency, AgencyKind
from hearing_state.errors import Invalid, NotFound
from petitions.drafting.thresholds import Competence

_COMPETENCE = {
    AgencyKind.MINISTRY: Competence.GOVERNMENT,
    AgencyKind.OTHER: Competence.GOVERNMENT,
    AgencyKind.OBLAST_AKIM: Competence.UPPER_AKIMAT,
    AgencyKind.DISTRICT_AKIM: Competence.LOWER_AKIMAT,
    AgencyKind.OKRUG_AKIM: Competence.LOWER_AKIMAT,
}
CENTRAL = "central"


@dataclass(frozen=True, slots=True)
class Addressee:
    """``place_code``: whose population counts; none for a central body."""

    agency: Agency
    competence: Competence
    place_code: str | None

    @property
    def rule(self) -> str:
        """The term for its decision (90-5(1))."""
        return "petition.central" if self.place_code is None else "petition.local"


def addressee_of(agency: Agency) -> Addressee:
    return Addressee(agency, _COMPETENCE[agency.kind], agency.place_code if agency.kind in AKIMS else None)


async def addressee(context: Context, slug: str) -> Addressee:
    """Raises Invalid for a body that is unknown or gone."""
    try:
        found = await agencies.by_slug(context, slug)
    except NotFound as missing:
        raise Invalid("petition.choose_body", field="agency") from missing
    if found.is_dissolved:
        raise Invalid("petition.choose_body", field="agency")
    return addressee_of(found)


async def offered(context: Context, place: str, topic: str) -> list[Agency]:
    """The akims' offices over the place, nearest first, and the ministry that leads the topic. Empty for an unknown place."""
    try:
        bodies = [each.agency for each in await agencies.governing(context, place)]
        remit = await agencies.remit_of(context, topic)
    except NotFound:
        return []
    if remit is not None and remit.ministry_id is not None:
        bodies.append(await agencies.successor(context, remit.ministry_id))
    return bodies
