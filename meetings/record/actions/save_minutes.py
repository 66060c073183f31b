"""What the secretary has typed so far. Nobody's words are written over unseen."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Fault, Invalid
from hearing_state.permissions import Subject
from meetings.record.minutes import LANGUAGES, LIFECYCLE, SECTION_MAX, Section, cleaned, field_of
from meetings.record.minutes_kept import hold_in_work
from meetings.schedule import lock
from meetings.schedule import queries as schedule


class SaveMinutes(Wish):
    """``revision``: of the text that the editor began with. ``pen``: the editor's own mark: each opened page has another,
    so that its second saving is known as its own, and another window's is not.
    """

    meeting: str = Field(max_length=20)
    revision: int = Field(ge=0)
    pen: str = Field(min_length=8, max_length=64)
    texts: dict[str, dict[str, str]]


class Saved(BaseModel):
    model_config = ConfigDict(frozen=True)

    revision: int


async def about(context: Context, wish: SaveMinutes) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("minutes.save", entry="minutes.saved", about=about, public=False)
async def save_minutes(context: Context, wish: SaveMinutes) -> Saved:
    """Raises Conflict where somebody else, or another window, has saved since."""
    meeting = await lock.hold(wish.meeting)
    row = await hold_in_work(meeting)
    row.state = LIFECYCLE.after(row.state, "save")
    texts = cleaned(wish.texts)
    faults = [
        Fault(field_of(language, section), "field_too_long", {"limit": SECTION_MAX})
        for language in LANGUAGES
        for section in Section
        if len(texts[language][section]) > SECTION_MAX
    ]
    if faults:
        raise Invalid.many(faults)
    if row.revision != wish.revision and row.pen != wish.pen:
        raise Conflict("minutes.saved_meanwhile", saved_at=row.saved_at)
    row.texts, row.revision, row.pen = texts, row.revision + 1, wish.pen
    row.saved_at, row.saved_by = context.now, context.actor.person_id
    await row.save()
    context.record("minutes.saved", meeting.ref, version=row.version)
    return Saved(revision=row.revision)
