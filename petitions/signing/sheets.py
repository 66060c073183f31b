"""Paper sheets as the clerks' pages and the actions read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context, require
from hearing_state.db import row, rows
from hearing_state.errors import NotFound, Problem
from hearing_state.files.visibility import StoredFile
from hearing_state.permissions import Subject
from petitions.drafting import queries as drafting
from petitions.drafting.models import PetitionRow

LETTER = "PS"
_COLUMNS = """
SELECT s.id, s.number, s.lines, s.state, s.file_id, s.entered_by, s.entered_at, s.confirmed_by, s.reason, p.ref,
       (SELECT count(*)::int FROM signing_proof l WHERE l.sheet_id = s.id AND l.state = 'used' AND l.reason = '') AS counted,
       (SELECT count(*)::int FROM signing_proof l WHERE l.sheet_id = s.id AND l.state = 'used' AND l.reason <> '') AS known
  FROM signing_sheet s JOIN drafting_petition p ON p.id = s.petition_id
"""
_ONE = f"{_COLUMNS} WHERE s.id = $1"
_OF = f"{_COLUMNS} WHERE s.petition_id = $1 ORDER BY s.entered_at DESC, s.id DESC LIMIT 200"
_DUE = "SELECT id FROM signing_proof WHERE sheet_id = $1 AND state = 'good' ORDER BY id"
_OPEN = """
SELECT p.id FROM drafting_petition p WHERE p.state IN ('gathering', 'public', 'reached') AND NOT p.is_hidden AND ($1::uuid[] IS NULL OR p.agency_id = ANY ($1))
 ORDER BY p.filed_at DESC LIMIT 100
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """``counted``: lines that brought a signature. ``known``: whose signer had signed before."""

    id: UUID
    number: str
    lines: int
    state: str
    file_id: UUID
    entered_by: UUID | None
    entered_at: datetime
    confirmed_by: UUID | None
    reason: str
    ref: str
    counted: int
    known: int


@dataclass(frozen=True, slots=True)
class Case:
    """A petition with its sheets, for whoever may enter some."""

    petition: PetitionRow
    sheets: tuple[Sheet, ...]


def file_about(sheet_id: UUID) -> str:
    return f"{LETTER}-{sheet_id}"


async def sheet(sheet_id: UUID) -> Sheet:
    """Raises NotFound."""
    found = await row(_ONE, sheet_id)
    if found is None:
        raise NotFound("petition.no_such_sheet")
    return Sheet(**found)


async def subject(context: Context, sheet_id: UUID) -> Subject:
    """A sheet as something to act on: who entered it has acted. Raises NotFound."""
    found = await sheet(sheet_id)
    petition = await drafting.subject(context, found.ref)
    acted = frozenset({found.entered_by}) if found.entered_by else frozenset()
    return Subject(petition.about, petition.owner, petition.agencies, acted, petition.state)


async def case(context: Context, ref: str) -> Case:
    """Raises NotFound, Forbidden."""
    require(context, "petition.see_sheets", await drafting.subject(context, ref))
    petition = await PetitionRow.get(ref=ref)
    return Case(petition, tuple(Sheet(**each) for each in await rows(_OF, petition.id)))


async def open_petitions(context: Context) -> list[PetitionRow]:
    """Those for which this person may enter sheets: all, or her own bodies'."""
    require(context, "petition.see_sheets", Subject(agencies=context.actor.agencies))
    bodies = None if "moderator" in context.actor.roles else list(context.actor.agencies)
    found = [each["id"] for each in await rows(_OPEN, bodies)]
    return await PetitionRow.filter(id__in=found).order_by("-filed_at")


async def due(sheet_id: UUID) -> list[UUID]:
    """Its lines that are to be counted."""
    return [each["id"] for each in await rows(_DUE, sheet_id)]


async def may_see_scan(context: Context, file: StoredFile) -> bool:
    """Names and IINs stand on a scan: only who may enter sheets of that petition sees it."""
    try:
        sheet_id = UUID((file.attached_to or "").partition("-")[2])
        require(context, "petition.see_sheets", await subject(context, sheet_id))
    except (Problem, ValueError):
        return False
    return True
