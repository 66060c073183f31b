"""The draft of the decision is put before the public, three working days before comments are taken (90-5(2))."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines import queries as deadlines
from hearing_state.errors import Conflict, Fault, Invalid
from hearing_state.permissions import Subject
from petitions.considering.discussion import TEXT_MAX, TEXT_MIN, first_day, next_number
from petitions.considering.models import DiscussionRow, StepRow
from petitions.drafting import held, queries
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import STATE_LANGUAGE

WHERE_MIN, WHERE_MAX = 10, 2_000


class AnnounceDiscussion(Wish):
    """``text``: the draft in the petition's language. ``text_kk``: in Kazakh, where that is another. ``where``: how and where it is
    talked over besides this page. The draft is public at once; comments are taken from ``opens_on`` to the end of ``closes_on``.
    """

    petition: str = Field(max_length=20)
    text: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)
    text_kk: str = Field("", max_length=TEXT_MAX)
    where: str = Field(min_length=WHERE_MIN, max_length=WHERE_MAX)
    opens_on: date
    closes_on: date


class Announced(BaseModel):
    model_config = ConfigDict(frozen=True)

    number: int


async def about(context: Context, wish: AnnounceDiscussion) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.announce_discussion", entry="petition.discussion_announced", about=about)
async def announce_discussion(context: Context, wish: AnnounceDiscussion) -> Announced:
    """Raises Invalid without three working days' notice, past the petition's own term or without Kazakh; Conflict while the summary of
    an earlier discussion is owed.
    """
    row = await held.hold(wish.petition)
    held.step(row, "take_step")
    await _must_fit(context, row, wish)
    if await DiscussionRow.exists(petition_id=row.id, summarised_at=None):
        raise Conflict("petition.summary_owed")
    await row.save(update_fields=["state"])
    number = await next_number(row.id)
    in_kazakh = row.language == STATE_LANGUAGE
    await DiscussionRow.create(
        petition_id=row.id, number=number, language=row.language, text=wish.text, text_kk="" if in_kazakh else wish.text_kk,
        opens_on=wish.opens_on, closes_on=wish.closes_on, announced_at=context.now,
    )  # fmt: skip
    await StepRow.create(
        petition_id=row.id, kind="discussion", taken_on=wish.opens_on, text=wish.where, made_at=context.now
    )
    digest = sha256(f"{wish.text}\n{wish.text_kk}".encode()).hexdigest()
    await held.happened(
        context, row, "discussion_announced", number=number, opens_on=wish.opens_on, closes_on=wish.closes_on, draft=digest
    )  # fmt: skip
    return Announced(number=number)


async def _must_fit(context: Context, row: PetitionRow, wish: AnnounceDiscussion) -> None:
    first = await first_day(context)
    term = deadlines.main_clock(await deadlines.clocks_of(context, row.ref))
    faults = []
    if row.language != STATE_LANGUAGE and len(wish.text_kk) < TEXT_MIN:
        faults.append(Fault("text_kk", "petition.draft_in_kazakh", {"limit": TEXT_MIN}))
    if first is not None and wish.opens_on < first:
        faults.append(Fault("opens_on", "petition.notice_too_short", {"day": first}))
    if wish.closes_on < wish.opens_on:
        faults.append(Fault("closes_on", "petition.discussion_days"))
    elif term is not None and term.due_on is not None and wish.closes_on >= term.due_on:
        faults.append(Fault("closes_on", "petition.discussion_past_term", {"day": term.due_on}))
    if faults:
        raise Invalid.many(faults)
