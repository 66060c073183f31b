"""Somebody hands in an electronic signature under the exact words. All that needs nobody else is checked; it is kept, whatever comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import row as one_row
from hearing_state.db import value
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.ids import new_id
from hearing_state.people.eds import check
from petitions.drafting import queries as drafting
from petitions.drafting.petition import JOINABLE
from petitions.signing import statement
from petitions.signing.actions.sign import COMMENT_MAX, about, check_place, scope_of
from petitions.signing.assurance import EDS, is_enough
from petitions.signing.proofs import Content, sealed, statement_digest

CMS_MAX = 100_000
"""Of base64: 64 KiB with room for line breaks."""
ASKED_FIRST_WITHIN = timedelta(minutes=1)
"""The page asks the authorities at once; where it cannot, the timetable does from then on."""
_KEEP = """
INSERT INTO signing_proof (id, petition_id, person_id, kind, statement, sealed, state, next_at, made_at)
VALUES ($1, $2, $3, 'eds', $4, $5, 'waiting', $6, $7) ON CONFLICT (petition_id, statement) DO NOTHING RETURNING id
"""
_KEPT = "SELECT id, state FROM signing_proof WHERE petition_id = $1 AND statement = $2"


class HandIn(Wish):
    """``made_at``: the moment that stands in the words. ``cms``: the signature, base64. ``place``, ``comment``: as when signing."""

    petition: str = Field(max_length=43)
    made_at: datetime
    cms: str = Field("", max_length=CMS_MAX, repr=False)
    consent: bool = False
    place: str = Field("", pattern=r"^(\d{9})?$")
    comment: str = Field("", max_length=COMMENT_MAX, repr=False)


class HandedIn(BaseModel):
    model_config = ConfigDict(frozen=True)

    proof: UUID


@action("petition.hand_in", entry="petition.proof_handed_in", about=about, public=False)
async def hand_in(context: Context, wish: HandIn) -> HandedIn:
    """The same signature twice is kept once. Raises Invalid for a signature that does not do, Conflict where the petition is not open."""
    row = await drafting.by_key(context, wish.petition)
    if row.state not in JOINABLE:
        raise Conflict("petition.not_open")
    if not is_enough(EDS, scope_of(row), context.today):
        raise Conflict("petition.proof_not_enough")
    if not wish.consent:
        raise Invalid("petition.consent_to_sign", field="consent")
    await check_place(context, wish.place)
    person_id = context.actor.person_id
    if person_id is None:
        raise Forbidden()
    if wish.made_at.tzinfo is None or not statement.is_in_time(wish.made_at, context.now):
        raise Invalid("petition.words_too_old", field="cms")
    words = await statement.words(context, row, person_id, wish.made_at)
    check.hold(context.settings, wish.cms, words.encode(), context.now)
    proof = await _kept(context, row.id, person_id, Content(words, wish.cms, wish.place, wish.comment))
    context.record("petition.proof_handed_in", row.ref)
    return HandedIn(proof=proof)


async def _kept(context: Context, petition_id: UUID, person_id: UUID, content: Content) -> UUID:
    proof, digest = new_id(), statement_digest(content.words)
    due = context.now + ASKED_FIRST_WITHIN
    box = sealed(context, proof, content)
    made = await value(_KEEP, proof, petition_id, person_id, digest, box, due, context.now)
    if made is not None:
        return proof
    known = await one_row(_KEPT, petition_id, digest)
    if known is None or known["state"] in {"refused", "withdrawn"}:
        raise Conflict("petition.proof_gone")
    return UUID(str(known["id"]))
