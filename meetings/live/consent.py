"""Who agreed to be heard and recorded, by their names on the wire: for processes in which nobody's seat is."""

from __future__ import annotations

from hearing_state.actions import Context
from hearing_state.db import rows
from meetings.live.floor_room import FloorRoom
from meetings.live.queries import name_in

# Of all her devices the one that came in last says it.
_SAID = """
SELECT DISTINCT ON (coalesce(person_id::text, seat)) person_id, seat, agrees FROM live_ticket
 WHERE meeting_id = $1 AND kind = 'resume' ORDER BY coalesce(person_id::text, seat), made_at DESC, id DESC
"""


async def agreed_in(context: Context, ref: str) -> frozenset[str]:
    """What they said in the hall last; before that, what they said when they came in. Raises NotFound for no such meeting."""
    view = await FloorRoom().look(context, ref)
    agreed = set()
    for each in await rows(_SAID, view.meeting.id):
        said = view.agrees(each["person_id"])
        if said or (said is None and each["agrees"]):
            agreed.add(name_in(context, view.meeting.id, each["person_id"], each["seat"]))
    return frozenset(agreed)
