"""A person is forgotten: what her entries committed to can never be opened again, and every proof still holds.

The tree keeps commitments; salts and what was written down lie apart and go.
"""

from __future__ import annotations

from uuid import UUID

from hearing_state.db import execute

_SALTS = """
DELETE FROM ledger_opening o USING ledger_entry e
 WHERE o.entry_id = e.id AND (e.about IN ($1::text, 'person:' || $1::text) OR e.act_id = ANY($2::uuid[]))
"""
_WORDS = """
UPDATE ledger_entry SET facts = '{}'::jsonb, about = CASE WHEN about IN ($1::text, 'person:' || $1::text) THEN '' ELSE about END
 WHERE (about IN ($1::text, 'person:' || $1::text) OR act_id = ANY($2::uuid[])) AND (number IS NOT NULL OR NOT is_public)
"""


async def forget(person_id: UUID, acts: list[UUID]) -> int:
    """Inside the transaction that erases the person; ``acts``: what she did, as the auditor's table has it. How many salts went.

    What waits for its number is not touched: it holds nothing of a person that would not be committed to.
    """
    gone = await execute(_SALTS, str(person_id), acts)
    await execute(_WORDS, str(person_id), acts)
    return gone
