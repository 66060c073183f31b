"""The signatures that one invalidation struck, one by one: for whoever objects alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, permitted
from hearing_state.db import row as one_row
from hearing_state.db import rows, value
from hearing_state.errors import NotFound
from hearing_state.web import Paged
from hearing_state.web.paging import PAGE_SIZE
from petitions.drafting.models import PetitionRow
from petitions.fraud import queries
from petitions.fraud.models import InvalidationRow

STRUCK = ("invalid", "stays")
"""As a target: found invalid by this invalidation, and not given back."""
_OF = """
  FROM fraud_target t JOIN signing_signature s ON s.id = t.signature_id
 WHERE t.invalidation_id = $1 AND t.state IN ('invalid', 'stays', 'restored') AND ($2 = '' OR s.receipt = $2)
"""
_LISTED = f"""
SELECT s.receipt, s.shown_name, s.signed_at, s.proof, t.state, s.state AS signature_state, t.reason {_OF}
 ORDER BY s.signed_at, s.id LIMIT {PAGE_SIZE} OFFSET $3
"""
_TARGET = """
SELECT t.id, t.state, t.signature_id, s.signer, s.state AS signature_state
  FROM fraud_target t JOIN signing_signature s ON s.id = t.signature_id WHERE t.invalidation_id = $1 AND s.receipt = $2
"""
_ALONE = """
SELECT i.number, t.reason FROM fraud_target t JOIN fraud_invalidation i ON i.id = t.invalidation_id
 WHERE i.petition_id = $1 AND t.reason <> '' ORDER BY t.invalidation_id, t.step
"""


@dataclass(frozen=True, slots=True)
class Struck:
    """One signature, as the list of signers shows it, with its receipt. ``state``: of the target; ``signature_state``: what it is now;
    ``reason``: why it alone counts again.
    """

    receipt: str
    shown_name: str
    signed_at: datetime
    proof: str
    state: str
    signature_state: str
    reason: str

    @property
    def is_struck(self) -> bool:
        return self.state in STRUCK and self.signature_state == "invalid"


@dataclass(frozen=True, slots=True)
class Listed:
    """``may``: whether this person may give one of them back."""

    petition: PetitionRow
    row: InvalidationRow
    page: Paged[Struck]
    may: bool


async def listed(context: Context, ref: str, number: int, receipt: str = "", page: int = 1) -> Listed:
    """All that were struck, also those given back since; with a receipt that one or none. Raises Forbidden, NotFound."""
    shown = await queries.invalidation(context, ref, number)
    may = permitted(context, "petition.restore_signature", await queries.subject(context, ref, number))
    total = int(await value(f"SELECT count(*)::int {_OF}", shown.row.id, receipt) or 0)
    found = await rows(_LISTED, shown.row.id, receipt, (page - 1) * PAGE_SIZE)
    return Listed(shown.petition, shown.row, Paged([Struck(**each) for each in found], page, total), may)


async def one(context: Context, ref: str, number: int, receipt: str) -> tuple[Listed, Struck]:
    """Raises Forbidden, NotFound."""
    found = await listed(context, ref, number, receipt)
    if not receipt or not found.page.items:
        raise NotFound("petition.no_such_signature")
    return found, found.page.items[0]


async def target(invalidation_id: UUID, receipt: str) -> dict[str, Any]:
    """For a change. Raises NotFound."""
    found = await one_row(_TARGET, invalidation_id, receipt)
    if found is None:
        raise NotFound("petition.no_such_signature")
    return {**found, "signer": bytes(found["signer"])}


async def reasons_alone(context: Context, petition_id: UUID) -> dict[int, list[str]]:
    """For everybody: why single signatures count again, by the number of the invalidation."""
    del context
    told: dict[int, list[str]] = {}
    for each in await rows(_ALONE, petition_id):
        told.setdefault(each["number"], []).append(each["reason"])
    return told
