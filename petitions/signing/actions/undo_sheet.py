"""A sheet is taken back, with a reason: its lines count no more, until the petition is sent. Who had signed otherwise stays a signer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, rows
from hearing_state.db import row as one_row
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from petitions.drafting import held as petitions
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import SIGNATURE_HELD
from petitions.signing import sheets
from petitions.signing.actions.sign import note
from petitions.signing.assurance import EDS, PAPER
from petitions.signing.proofs import SIGNED_BEFORE, WAS
from petitions.signing.signer import signer_of

REASON_MIN, REASON_MAX = 10, 300
_UNDO = """
UPDATE signing_sheet SET state = 'undone', undone_by = $2, undone_at = $3, reason = $4 WHERE id = $1 AND state IN ('waiting', 'counted')
"""
# With whom else she is one, and whether she has handed in an electronic signature besides.
_LINES = """
SELECT s.id, s.state, s.reason, coalesce(p.one_with, p.id) AS human, EXISTS (
  SELECT 1 FROM signing_proof e JOIN people_person a ON a.id = e.person_id
   WHERE e.petition_id = s.petition_id AND e.kind = 'eds' AND e.state = 'used' AND coalesce(a.one_with, a.id) = coalesce(p.one_with, p.id)
) AS has_eds FROM signing_proof s JOIN people_person p ON p.id = s.person_id WHERE s.sheet_id = $1 ORDER BY s.id FOR UPDATE OF s
"""
_DROP = "UPDATE signing_proof SET state = 'withdrawn', sealed = NULL, next_at = NULL WHERE sheet_id = $1"
_GO = """
UPDATE signing_signature SET state = 'withdrawn', person_id = NULL, shown_name = '', block = NULL, changed_at = $3
 WHERE petition_id = $1 AND signer = $2 AND state = 'valid' AND proof = 'paper' RETURNING place_code, receipt
"""
_STAY = """
UPDATE signing_signature SET proof = $4, changed_at = $3
 WHERE petition_id = $1 AND signer = $2 AND state = 'valid' AND proof = 'paper' RETURNING place_code, receipt
"""


class UndoSheet(Wish):
    sheet: UUID
    reason: str = Field(min_length=REASON_MIN, max_length=REASON_MAX)


async def about(context: Context, wish: UndoSheet) -> Subject:
    return await sheets.subject(context, wish.sheet)


@action("petition.undo_sheet", entry="petition.sheet_undone", about=about)
async def undo_sheet(context: Context, wish: UndoSheet) -> int:
    """How many signatures went. Raises Conflict once the petition was sent, or for a sheet that was undone before."""
    found = await sheets.sheet(wish.sheet)
    row = await PetitionRow.get(ref=found.ref)
    if row.state not in SIGNATURE_HELD:
        raise Conflict("petition.sent_already")
    if not await execute(_UNDO, wish.sheet, context.actor.person_id, context.now, wish.reason):
        raise Conflict("petition.sheet_not_waiting")
    gone = 0
    for line in await rows(_LINES, wish.sheet):
        if line["state"] == "used":
            gone += await _take_back(context, row, line)
    await execute(_DROP, wish.sheet)
    if gone:
        await petitions.a_name_left(context, row)
    context.record("petition.sheet_undone", row.ref, number=found.number, lines=found.lines, signatures=gone)
    return gone


async def _take_back(context: Context, row: PetitionRow, line: dict[str, Any]) -> int:
    """Only what this line brought about: a signature, or that one counts as given on paper."""
    if line["reason"] == SIGNED_BEFORE:
        return 0
    digest = signer_of(context, row.id, line["human"])
    instead = EDS if line["has_eds"] else str(line["reason"]).removeprefix(WAS)
    statement = (
        (_STAY, row.id, digest, context.now, instead) if instead else (_GO, row.id, digest, context.now)
    )
    changed = await one_row(*statement)
    if changed is None:
        return 0
    await note(context, row, changed["place_code"], PAPER, -1)
    if instead:
        await note(context, row, changed["place_code"], instead, 1)
        return 0
    context.record("petition.unsigned", row.ref, receipt=changed["receipt"])
    return 1
