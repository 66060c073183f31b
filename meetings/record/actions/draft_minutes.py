"""The minutes are drafted from the record, in Kazakh and in Russian at once; chosen sections can be filled anew."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.drafting import drafted
from meetings.record.minutes import LANGUAGES, LIFECYCLE, Section, State, Texts, cleaned
from meetings.record.models import MinutesRow
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State as MeetingState


class DraftMinutes(Wish):
    """``sections``: of a draft that is there already; whatever was typed into them is lost."""

    meeting: str = Field(max_length=20)
    sections: tuple[Section, ...] = ()


async def about(context: Context, wish: DraftMinutes) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("minutes.draft", entry="minutes.drafted", about=about, public=False)
async def draft_minutes(context: Context, wish: DraftMinutes) -> None:
    """Raises Conflict before the meeting is over, or where the draft is there and no section is named."""
    meeting = await lock.hold(wish.meeting)
    row = await MinutesRow.filter(meeting_id=meeting.id).exclude(state=State.PUBLISHED.value).first()
    if row is None:
        held.must_be(meeting, MeetingState.HELD)
        await begin(context, meeting.id, 1, await drafted(context, meeting))
        held.happened(context, meeting, "minutes.drafted", version=1)
        return
    if not wish.sections:
        raise Conflict("minutes.drafted_already")
    row.state = LIFECYCLE.after(row.state, "save")
    fresh = await drafted(context, meeting)
    row.texts = {
        language: {
            **row.texts[language],
            **{section.value: fresh[language][section] for section in wish.sections},
        }
        for language in LANGUAGES
    }
    row.revision, row.pen = row.revision + 1, ""
    row.saved_at, row.saved_by = context.now, context.actor.person_id
    await row.save()
    held.happened(context, meeting, "minutes.drafted", version=row.version)


async def begin(context: Context, meeting_id: object, version: int, texts: Texts, reason: str = "") -> None:
    """A version begins its life."""
    await MinutesRow.create(
        meeting_id=meeting_id,
        version=version,
        state=State.DRAFTED.value,
        texts=cleaned(texts),
        issues=[],
        revision=1,
        reason=reason,
        created_at=context.now,
        saved_at=context.now,
        saved_by=context.actor.person_id,
    )
