"""The office puts together questions that ask the same, in one language or two: one line of the order, one answer to all."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.permissions import Subject
from meetings.asking import held
from meetings.asking.ahead import BUNDLE_MAX, Origin, State, next_lead
from meetings.asking.models import AheadRow, BundleRow, SplitRow
from meetings.asking.outcome import Done, done
from meetings.schedule import lock
from meetings.schedule import queries as schedule


class Bundle(Wish):
    """``lead``: the one that speaks for all; the earliest, unless it is said. ``likeness``: in percent, where the machine proposed it."""

    meeting: str = Field(max_length=20)
    questions: tuple[str, ...] = Field(min_length=2, max_length=BUNDLE_MAX)
    lead: str = Field("", max_length=20)
    likeness: int | None = Field(None, ge=0, le=100)


async def about(context: Context, wish: Bundle) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("asking.bundle", entry="asking.bundled", about=about)
async def bundle(context: Context, wish: Bundle) -> Done:
    """Bundles that are named by one of their questions become one."""
    meeting = await lock.hold(wish.meeting)
    named = await AheadRow.filter(ref__in=list(wish.questions), meeting_id=meeting.id)
    if len(named) != len(set(wish.questions)):
        raise NotFound("ahead.not_found")
    members = {each.id: each for row in named for each in await held.line_of(row)}
    rows = sorted(members.values(), key=lambda each: (each.asked_at, each.ref))
    await _must_fit(context, rows)
    lead = _lead(wish, rows)
    made = await BundleRow.create(
        meeting_id=meeting.id,
        lead_id=lead.id,
        origin=(Origin.HUMAN if wish.likeness is None else Origin.MACHINE).value,
        likeness=wish.likeness,
        made_by=context.actor.person_id,
        made_at=context.now,
    )
    await AheadRow.filter(id__in=list(members)).update(bundle_id=made.id)
    refs = [each.ref for each in rows]
    held.happened(context, "bundled", lead, meeting, questions=refs, origin=made.origin)
    return done(lead)


async def _must_fit(context: Context, rows: Sequence[AheadRow]) -> None:
    """Raises Conflict for what has no place in the order or was taken out by its asker, Forbidden for one's own question."""
    if not 1 < len(rows) <= BUNDLE_MAX:
        raise Invalid("ahead.bundle_size", field="questions", maximum=BUNDLE_MAX)
    if any(each.asker_id is not None and each.asker_id == context.actor.person_id for each in rows):
        raise Forbidden()
    for each in rows:
        held.must_be_public(each)
        if each.state != State.ASKED:
            raise Conflict("ahead.not_in_this_state")
    if await SplitRow.filter(question_id__in=[each.id for each in rows]).exists():
        raise Conflict("ahead.split_off_stays")


def _lead(wish: Bundle, rows: Sequence[AheadRow]) -> AheadRow:
    if wish.lead:
        found = next((each for each in rows if each.ref == wish.lead), None)
        if found is None:
            raise Invalid("question.not_on_the_list", field="lead")
        return found
    first = next_lead([(each.asked_at, each.ref, each.id) for each in rows])
    return next(each for each in rows if each.id == first)
