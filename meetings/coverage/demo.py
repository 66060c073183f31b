"""The demo's part of coverage: since when the record is whole, a place where nobody lives, tension that was declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Post
from hearing_state.agencies.demo import DISTRICT, OKRUG
from hearing_state.errors import Conflict
from hearing_state.permissions import Actor, Grant, Role
from meetings.coverage.actions.declare_tension import DeclareTension, declare_tension
from meetings.coverage.tension import TensionKind
from meetings.duties.actions.exempt_place import ExemptPlace, exempt_place
from meetings.duties.actions.set_record_start import SetRecordStart, set_record_start
from meetings.duties.exemption import Reason

RECORD_FROM = date(2026, 1, 1)
EMPTY_VILLAGE = "103243135"  # Жаңаарна
VILLAGE = "103230100"  # Қараауыл
REASON = "2026 жылғы 1 қаңтардан бергі кездесулер әкім аппараттарының есептерінен енгізілді."
SOURCE = "2021 жылғы халық санағы: тұрақты тұрғыны жоқ; аудандық комиссияның 2026 жылғы 12 ақпандағы актісі."
GROUNDS = "Ауылда үш апта бойы ауыз су тәулігіне екі сағат қана беріледі, тұрғындар аудан орталығына баруға жиналып жатыр."


async def load(context: Context, people: Mapping[str, UUID]) -> None:
    """May be called again. Runs before the demo's meetings."""
    administrator = await _as(context, people["administrator"], Post.ADMINISTRATOR)
    official = await _as(context, people["official"], Post.OFFICIAL)
    await set_record_start(administrator, SetRecordStart(from_on=RECORD_FROM, reason=REASON))
    okrug = await agencies.office_at(context, OKRUG)
    district = await agencies.office_at(context, DISTRICT)
    if okrug is None or district is None:
        return
    wish = ExemptPlace(place=EMPTY_VILLAGE, reason=Reason.UNINHABITED, source=SOURCE)
    tension = DeclareTension(
        agency=okrug.slug, place=VILLAGE, kind=TensionKind.ARISEN, topic="water_supply", grounds=GROUNDS
    )
    try:
        await exempt_place(official, wish)
        await declare_tension(official, tension)
    except Conflict:
        return  # told already


async def _as(context: Context, person_id: UUID, post: Post) -> Context:
    """A member of the demo's staff with the post that she holds."""
    held = await agencies.appointments_of(context, person_id)
    grants = frozenset(Grant(Role(each.role.value), each.agency_id) for each in held if each.role is post)
    return replace(context, actor=Actor(person_id, grants))
