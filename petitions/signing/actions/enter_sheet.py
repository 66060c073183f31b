"""A clerk enters a sheet of paper signatures, its scan beside it. A long one counts once a second person has seen it."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, value
from hearing_state.errors import Conflict
from hearing_state.files.actions.attach import Attach, attach
from hearing_state.ids import new_id
from hearing_state.people.proven import with_iin
from hearing_state.permissions import Subject
from petitions.drafting import queries as drafting
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import JOINABLE
from petitions.signing import sheet
from petitions.signing.actions.sign import scope_of
from petitions.signing.assurance import PAPER, is_enough
from petitions.signing.proofs import Content, sealed, statement_digest
from petitions.signing.sheets import file_about

LINES_LENGTH_MAX = 20_000
_SHEET = """
INSERT INTO signing_sheet (id, petition_id, number, file_id, lines, state, entered_by, entered_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (petition_id, number) DO NOTHING RETURNING id
"""
_LINE = """
INSERT INTO signing_proof (id, petition_id, person_id, kind, sheet_id, statement, sealed, state, next_at, made_at)
VALUES ($1, $2, $3, 'paper', $4, $5, $6, $7, $8, $9)
"""


class EnterSheet(Wish):
    """``number``: as it stands on the sheet. ``lines``: one signer each (see ``sheet``). ``file``: the scan, stored before."""

    petition: str = Field(max_length=43)
    number: str = Field(min_length=1, max_length=40)
    lines: str = Field(min_length=1, max_length=LINES_LENGTH_MAX, repr=False)
    file: UUID


class Entered(BaseModel):
    """``waits``: for a second person."""

    model_config = ConfigDict(frozen=True)

    sheet: UUID
    lines: int
    waits: bool


async def about(context: Context, wish: EnterSheet) -> Subject:
    return await drafting.subject(context, wish.petition)


@action("petition.enter_sheet", entry="petition.sheet_entered", about=about)
async def enter_sheet(context: Context, wish: EnterSheet) -> Entered:
    """Raises Invalid for lines that cannot be taken, Conflict for a number that was entered or a petition that is not open."""
    row = await PetitionRow.get(ref=wish.petition)
    if row.state not in JOINABLE:
        raise Conflict("petition.not_open")
    if not is_enough(PAPER, scope_of(row), context.today):
        raise Conflict("petition.proof_not_enough")
    lines = sheet.read(wish.lines)
    waits = len(lines) > sheet.limits().two_persons_above
    made = new_id()
    state, by = ("waiting" if waits else "counted"), context.actor.person_id
    taken = await value(_SHEET, made, row.id, wish.number, wish.file, len(lines), state, by, context.now)
    if taken is None:
        raise Conflict("petition.sheet_entered")
    await attach(context, Attach(file=wish.file, to=file_about(made)))
    for line in lines:
        await _enter_line(context, row, made, line, waits=waits)
    context.record("petition.sheet_entered", row.ref, number=wish.number, lines=len(lines), waits=waits)
    return Entered(sheet=made, lines=len(lines), waits=waits)


async def _enter_line(
    context: Context, row: PetitionRow, made: UUID, line: sheet.Line, *, waits: bool
) -> None:
    """The same IIN is the same person, on whatever sheet or screen she signs."""
    person_id, _is_new = await with_iin(context, line.iin, line.given_name, line.family_name, row.language)
    proof = new_id()
    box = sealed(context, proof, Content("", ""))
    digest = statement_digest(f"{made}:{person_id}")
    state, due = ("held", None) if waits else ("good", context.now)
    await execute(_LINE, proof, row.id, person_id, made, digest, box, state, due, context.now)
