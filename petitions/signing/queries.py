"""Reading counts and one's own signature. Totals are as far as the counter has come, and say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows, value
from hearing_state.errors import NotFound
from hearing_state.people import queries as people
from hearing_state.web.paging import PAGE_SIZE, Paged
from petitions.drafting.models import PetitionRow
from petitions.signing.actions.sign import Signed
from petitions.signing.proofs import Content, opened
from petitions.signing.signer import signer_of

NAMES_MAX = 20
# Nothing waits for the counter: the total is that of this very moment.
_COUNTED = """
SELECT coalesce(t.total, 0) AS total,
       CASE WHEN EXISTS (SELECT 1 FROM signing_change c WHERE c.petition_id = $1) THEN coalesce(t.counted_at, $3) ELSE $2 END AS counted_at
  FROM (SELECT 1) one LEFT JOIN signing_total t ON t.petition_id = $1
"""
_TOTALS = "SELECT petition_id, total FROM signing_total WHERE petition_id = ANY ($1::uuid[])"
_BY_PLACE = """
SELECT place_code, sum(net)::int AS n FROM signing_share WHERE petition_id = $1 GROUP BY 1 HAVING sum(net) > 0 ORDER BY 2 DESC, 1
"""
_BY_PROOF = (
    "SELECT proof, sum(net)::int AS n FROM signing_share WHERE petition_id = $1 GROUP BY 1 ORDER BY 2 DESC"
)
_BY_DAY = "SELECT on_day AS day, net AS n FROM signing_day WHERE petition_id = $1 ORDER BY 1"
_NAMES = """
SELECT shown_name, place_code, CASE WHEN comment_state = 'published' THEN comment ELSE '' END AS comment,
       signed_at FROM signing_signature WHERE petition_id = $1 AND state = 'valid' ORDER BY signed_at DESC LIMIT $2
"""
_SAID = """
SELECT shown_name, place_code, comment, signed_at FROM signing_signature
 WHERE petition_id = $1 AND state = 'valid' AND comment_state = 'published' ORDER BY signed_at DESC, id DESC LIMIT $2 OFFSET $3
"""
_SAID_COUNT = "SELECT count(*)::int FROM signing_signature WHERE petition_id = $1 AND state = 'valid' AND comment_state = 'published'"
_OWN = "SELECT receipt, signed_at, comment, comment_state, proof FROM signing_signature WHERE petition_id = $1 AND signer = $2 AND state = 'valid'"
_SIGNED = """
SELECT s.petition_id, s.receipt, s.signed_at FROM signing_signature s WHERE s.person_id = $1 AND s.state = 'valid' ORDER BY s.signed_at DESC LIMIT 100
"""
_SIGNED_BY = """
SELECT p.ref FROM signing_signature s JOIN drafting_petition p ON p.id = s.petition_id WHERE s.person_id = $1 AND s.state <> 'withdrawn' ORDER BY p.ref
"""
_WAITING = """
SELECT s.id, s.comment, s.signed_at, p.ref, p.title, p.language FROM signing_signature s JOIN drafting_petition p ON p.id = s.petition_id
 WHERE s.comment_state = 'waiting' AND s.state = 'valid' ORDER BY s.signed_at LIMIT 50
"""
_PROOF = """
SELECT s.id, p.link AS key, s.petition_id, s.person_id, s.kind, s.state, s.reason, s.made_at, s.sealed
  FROM signing_proof s JOIN drafting_petition p ON p.id = s.petition_id WHERE s.id = $1 AND s.sealed IS NOT NULL
"""
_DUE = "SELECT id FROM signing_proof WHERE state IN ('waiting', 'good') AND next_at <= $1 ORDER BY next_at LIMIT $2"
_LATEST = """
SELECT state, reason, made_at FROM signing_proof WHERE petition_id = $1 AND person_id = $2 AND kind = 'eds' AND state IN ('waiting', 'good', 'refused')
 ORDER BY made_at DESC LIMIT 1
"""
_BY_RECEIPT = "SELECT signed_at, state FROM signing_signature WHERE petition_id = $1 AND receipt = $2"


@dataclass(frozen=True, slots=True)
class Counted:
    """``counted_at``: the counter has come so far."""

    total: int
    counted_at: datetime


@dataclass(frozen=True, slots=True)
class Signer:
    shown_name: str
    place_code: str
    comment: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Own:
    receipt: str
    signed_at: datetime
    comment: str
    comment_state: str
    proof: str


@dataclass(frozen=True, slots=True)
class KeptProof:
    """What was handed in. ``key``: how its petition is found."""

    id: UUID
    key: str
    petition_id: UUID
    person_id: UUID | None
    kind: str
    state: str
    reason: str
    made_at: datetime
    content: Content


@dataclass(frozen=True, slots=True)
class WaitingComment:
    id: UUID
    comment: str
    signed_at: datetime
    ref: str
    title: str
    language: str


async def counted(context: Context, petition: PetitionRow) -> Counted:
    found = await row(_COUNTED, petition.id, context.now, petition.filed_at)
    return Counted(found["total"], found["counted_at"]) if found else Counted(0, context.now)


async def totals(context: Context, ids: Iterable[UUID]) -> dict[UUID, int]:
    del context
    return {each["petition_id"]: each["total"] for each in await rows(_TOTALS, list(ids))}


async def by_place(context: Context, petition_id: UUID) -> list[tuple[str, int]]:
    """(code of the oblast or empty, signatures), most first."""
    del context
    return [(each["place_code"], each["n"]) for each in await rows(_BY_PLACE, petition_id)]


async def by_proof(context: Context, petition_id: UUID) -> list[tuple[str, int]]:
    del context
    return [(each["proof"], each["n"]) for each in await rows(_BY_PROOF, petition_id)]


async def by_day(context: Context, petition_id: UUID) -> list[tuple[date, int]]:
    """(day in Kazakhstan, signatures that came less those that went), oldest first."""
    del context
    return [(each["day"], each["n"]) for each in await rows(_BY_DAY, petition_id)]


async def signers(context: Context, petition_id: UUID) -> list[Signer]:
    """The latest ones, as everybody may see them: first name and one letter, comments that were read."""
    del context
    return [
        Signer(each["shown_name"], each["place_code"], each["comment"], each["signed_at"])
        for each in await rows(_NAMES, petition_id, NAMES_MAX)
    ]


async def comments(context: Context, petition_id: UUID, page: int) -> Paged[Signer]:
    """What signers said, as far as it was read; the latest first."""
    del context
    total = int(await value(_SAID_COUNT, petition_id))
    found = await rows(_SAID, petition_id, PAGE_SIZE, (page - 1) * PAGE_SIZE)
    return Paged([Signer(**each) for each in found], page, total, PAGE_SIZE)


async def own(context: Context, petition_id: UUID) -> Own | None:
    """The reader's own signature."""
    if context.actor.human is None:
        return None
    found = await row(_OWN, petition_id, signer_of(context, petition_id, context.actor.human))
    return Own(**found) if found else None


async def signed(context: Context) -> list[tuple[UUID, str, datetime]]:
    """What the reader has signed: (petition, receipt, when), latest first."""
    found = await rows(_SIGNED, context.actor.person_id)
    return [(each["petition_id"], each["receipt"], each["signed_at"]) for each in found]


async def signed_by(context: Context, account: UUID) -> list[str]:
    """The numbers of what was signed by this account, also of what was found invalid."""
    del context
    return [each["ref"] for each in await rows(_SIGNED_BY, account)]


async def waiting_comments(context: Context) -> list[WaitingComment]:
    del context
    return [WaitingComment(**each) for each in await rows(_WAITING)]


async def is_waiting(context: Context) -> bool:
    """Whether the counter has anything to do."""
    del context
    return bool(await value("SELECT EXISTS (SELECT 1 FROM signing_change)"))


async def by_receipt(context: Context, petition_id: UUID, receipt: str) -> tuple[datetime, str] | None:
    """Whether an entry with this receipt stands under the petition: (when, state)."""
    del context
    found = await row(_BY_RECEIPT, petition_id, receipt)
    return (found["signed_at"], found["state"]) if found else None


async def proof(context: Context, proof_id: UUID) -> KeptProof:
    """For the house itself, which brings it to its end. Raises NotFound."""
    found = await row(_PROOF, proof_id)
    if found is None:
        raise NotFound("petition.proof_gone")
    box = found.pop("sealed")
    return KeptProof(**found, content=opened(context, proof_id, box))


async def due_proofs(context: Context, most: int) -> list[UUID]:
    """Which are to be asked about again."""
    return [each["id"] for each in await rows(_DUE, context.now, most)]


async def standing(context: Context, kept: KeptProof) -> Signed | str:
    """The signature that this proof, or one before it, brought about; else the state of the proof."""
    if kept.person_id is not None:
        human = await people.human(context, kept.person_id)
        found = await row(_OWN, kept.petition_id, signer_of(context, kept.petition_id, human))
        ref = await value("SELECT ref FROM drafting_petition WHERE id = $1", kept.petition_id)
        if found is not None:
            return Signed(ref=str(ref), receipt=found["receipt"], is_new=False)
    return (await proof(context, kept.id)).state


async def latest_proof(context: Context, petition_id: UUID) -> tuple[str, str, datetime] | None:
    """What became of the reader's own last electronic signature that did not count (yet): (state, reason, when)."""
    found = await row(_LATEST, petition_id, context.actor.person_id)
    return (found["state"], found["reason"], found["made_at"]) if found else None
