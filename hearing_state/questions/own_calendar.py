"""An official's own last days under a secret address: what she took, and what nobody in her bodies has taken yet.

The address is made of its row's number by a keyed digest: no dump of the database holds it, and a new row is a new address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Post
from hearing_state.db import row, rows, value
from hearing_state.errors import NotFound
from hearing_state.ids import read_ticket, ticket
from hearing_state.permissions import VISITOR
from hearing_state.questions.lines import COLUMNS, FROM, lines
from hearing_state.questions.views import Line

PURPOSE = "calendar of last days"
ANSWERING = frozenset({Post.CLERK, Post.OFFICIAL, Post.HEAD})
SHOWN_MAX = 300
_OWN = f"""
SELECT {COLUMNS} {FROM} WHERE q.agency_id = ANY ($1::uuid[]) AND (q.taken_by IS NULL OR q.taken_by = $2)
   AND q.closed_at IS NULL AND c.due_on IS NOT NULL AND c.settled_on IS NULL ORDER BY c.due_on, q.id LIMIT {SHOWN_MAX}
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """``key``: the secret part of the address."""

    key: str
    made_at: datetime


async def opened(context: Context) -> Opened | None:
    """The reader's own address, if there is one. Raises Forbidden, SignInNeeded."""
    require(context, "question.see_desk")
    found = await row(
        "SELECT id, made_at FROM questions_calendar WHERE person_id = $1", context.actor.person_id
    )
    key = ticket(context.settings.secret_bytes, PURPOSE, found["id"]) if found else ""
    return Opened(key, found["made_at"]) if found else None


async def behind(context: Context, key: str) -> Sequence[Line]:
    """What its owner owes now. Titles only of what everybody may read: an address can get lost. Raises NotFound for an address that
    ended, or whose owner holds no such post any more.
    """
    number = read_ticket(context.settings.secret_bytes, PURPOSE, key)
    owner: UUID | None = await value("SELECT person_id FROM questions_calendar WHERE id = $1", number)
    posts = await agencies.appointments_of(context, owner) if owner else []
    bodies = sorted({each.agency_id for each in posts if each.role in ANSWERING})
    if not bodies:
        raise NotFound("question.calendar_ended")
    everybody = replace(
        context, actor=VISITOR
    )  # also where its owner opens it in a browser in which she is signed in
    return await lines(everybody, await rows(_OWN, bodies, owner))
