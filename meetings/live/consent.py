"""Who agreed to be heard and recorded, by their names on the wire: for processes in which nobody's seat is."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from hearing_state.db import rows
from meetings.floor.queries import consents

# Of all her devices the one that came in last says it.
_SAID = """
SELECT DISTINCT ON (name) name, person_id, agrees FROM live_ticket
 WHERE meeting_id = $1 AND name = ANY ($2::text[]) AND kind = 'resume' ORDER BY name, made_at DESC, id DESC
"""


async def agreed(meeting: UUID, names: Collection[str]) -> frozenset[str]:
    """Those of ``names`` who did: by what they said in the hall; before that, by what they said when they came in."""
    found = await rows(_SAID, meeting, list(names)) if names else []
    said = await consents(meeting, [each["person_id"] for each in found if each["person_id"]])
    return frozenset(each["name"] for each in found if said.get(each["person_id"], each["agrees"]))
