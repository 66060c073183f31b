"""The promise as something to act on. Reading it is everybody's."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row
from hearing_state.errors import NotFound
from hearing_state.permissions import Subject
from meetings.commitments import asked

_ONE = """
SELECT c.ref, c.state, c.agency_id, c.made_by, c.question_ref, m.agency_id AS meeting_agency_id
  FROM commitments_commitment c JOIN schedule_meeting m ON m.id = c.meeting_id WHERE c.ref = $1
"""


@dataclass(frozen=True, slots=True)
class Holders:
    """Who has to do with a promise."""

    ref: str
    state: str
    agency_id: UUID
    made_by: UUID | None
    question_ref: str | None
    meeting_agency_id: UUID

    @property
    def of_owner(self) -> Subject:
        """Held by the owner's office."""
        return Subject(about=self.ref, agencies=frozenset({self.agency_id}), state=self.state)

    @property
    def of_words(self) -> Subject:
        """The words themselves: of the office that held the meeting and of the owner's; whoever wrote them down has acted."""
        return Subject(
            about=self.ref,
            agencies=frozenset({self.agency_id, self.meeting_agency_id}),
            acted_by=frozenset({self.made_by} if self.made_by else ()),
            state=self.state,
        )

    async def of_asker(self, context: Context) -> Subject:
        """Owned by this reader where she had asked what the promise answers."""
        me = context.actor.person_id
        owner = me if me is not None and me in await asked.askers_of(self.question_ref) else None
        return Subject(about=self.ref, owner=owner, state=self.state)


async def subject(context: Context, ref: str) -> Subject:
    """Raises NotFound."""
    del context
    return (await _holders(ref)).of_owner


async def subject_of_words(context: Context, ref: str) -> Subject:
    """Raises NotFound."""
    del context
    return (await _holders(ref)).of_words


async def subject_of_asker(context: Context, ref: str) -> Subject:
    """Raises NotFound."""
    return await (await _holders(ref)).of_asker(context)


async def _holders(ref: str) -> Holders:
    found = await row(_ONE, ref)
    if found is None:
        raise NotFound("commitment.not_found")
    return Holders(**found)
