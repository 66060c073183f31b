"""Many petitions at once become somebody's work, or nobody's again. One step, which may be taken back as one."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Post
from hearing_state.db import execute, rows
from hearing_state.errors import Conflict, Forbidden, Invalid
from petitions.checking.desk import bounds
from petitions.checking.models import AssignmentRow, BatchRow
from petitions.drafting.authorised import operator_of

# In one order, so that two steps for the same petitions wait for each other.
_HELD = """
SELECT p.id, a.person_id FROM drafting_petition p LEFT JOIN checking_assignment a ON a.petition_id = p.id
 WHERE p.ref = ANY ($1::text[]) AND p.state = 'checking' ORDER BY p.id FOR NO KEY UPDATE OF p
"""
_PUT = """
INSERT INTO checking_assignment (petition_id, person_id, batch_id, assigned_at) SELECT each, $2, $3, $4 FROM unnest($1::uuid[]) each
ON CONFLICT (petition_id) DO UPDATE SET person_id = $2, batch_id = $3, assigned_at = $4
"""
KEPT_FOR = timedelta(days=1)


class Assign(Wish):
    """``petitions``: their numbers. ``to``: a moderator; nobody: it is put back."""

    petitions: tuple[str, ...] = Field(min_length=1, max_length=500)
    to: UUID | None = None


class Assigned(BaseModel):
    """``petitions``: how many; those that were decided meanwhile are left out."""

    model_config = ConfigDict(frozen=True)

    batch: UUID
    petitions: int


@action("petition.assign", entry="petition.checks_assigned", public=False)
async def assign(context: Context, wish: Assign) -> Assigned:
    """Raises Invalid for more than may be chosen at once or somebody who does not check, Conflict where none of them waits any more."""
    me = context.actor.person_id
    if me is None:
        raise Forbidden()
    if len(wish.petitions) > bounds().bulk_max:
        raise Invalid("petition.too_many_chosen", field="petitions", maximum=bounds().bulk_max)
    if wish.to not in (None, me) and wish.to not in await colleagues(context):
        raise Invalid("petition.no_such_moderator", field="to")
    found = await rows(_HELD, list(wish.petitions))
    if not found:
        raise Conflict("petition.not_in_this_state")
    earlier = {str(each["id"]): str(each["person_id"]) if each["person_id"] else None for each in found}
    batch = await BatchRow.create(made_by=me, to_id=wish.to, earlier=earlier, made_at=context.now)
    ids = [each["id"] for each in found]
    if wish.to is None:
        await AssignmentRow.filter(petition_id__in=ids).delete()
    else:
        await execute(_PUT, ids, wish.to, batch.id, context.now)
    await BatchRow.filter(made_at__lt=context.now - KEPT_FOR).delete()
    context.record("petition.checks_assigned", "petitions", petitions=len(ids))
    return Assigned(batch=batch.id, petitions=len(ids))


async def colleagues(context: Context) -> dict[UUID, str]:
    """Moderators of the authorised body today: person -> name as it is appointed."""
    body = await operator_of(context)
    staff = await agencies.staff(context, body) if body else []
    return {
        each.person_id: each.holder_name for each in staff if each.role == Post.MODERATOR and each.person_id
    }
