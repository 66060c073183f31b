"""What follows when something happened to a question: letters to the asker, the followers and the colleagues."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.ids import is_reference
from hearing_state.jobs.listeners import Listener, Told, job
from hearing_state.notifications.actions.notify import Notify, notify
from hearing_state.questions.actions.reassign import Reassign, reassign
from hearing_state.questions.ladder import MISSED, climbed
from hearing_state.questions.models import ConsultationRow, EventRow, FollowRow, QuestionRow
from hearing_state.questions.question import Screening

# Event -> the letter to the asker that the law owes.
LETTERS = {
    "question.registered": "question_registered",
    "question.redirected": "question_redirected",
    "question.split": "question_split",
    "question.extended": "question_extended",
    "question.returned": "question_returned",
    "question.answered": "question_answered",
    "question.corrected": "question_corrected",
    "question.noted": "question_noted",
    "question.terminated": "question_terminated",
    "question.refused": "question_refused",
}
# What followers are told of.
NEWS = (
    "question.redirected", "question.split", "question.extended", "question.answered", "question.corrected",
    "question.noted", "question.terminated", "question.refused",
)  # fmt: skip


def _letter_of(event: str, template: str) -> Listener:
    async def run(context: Context, told: Told) -> None:
        row = await QuestionRow.get_or_none(ref=told.about)
        if row is not None and row.asker_id is not None:
            values = await _values(context, row, told)
            wish = Notify(
                person_id=row.asker_id, template=template, about=row.ref, event=str(told.id), values=values
            )
            await by_law(context, notify, wish)

    return job(event, name=f"questions.tell_the_asker_{event.partition('.')[2]}")(run)


def _news_of(event: str) -> Listener:
    async def run(context: Context, told: Told) -> None:
        row = await QuestionRow.get_or_none(ref=told.about)
        if row is None or row.screening != Screening.PUBLISHED:
            return
        values = await _values(context, row, told)
        for follow in await FollowRow.filter(question_id=row.id).order_by("id"):
            if follow.person_id != row.asker_id:
                wish = Notify(
                    person_id=follow.person_id,
                    template="question_news",
                    about=row.ref,
                    event=str(told.id),
                    values=values,
                )
                await by_law(context, notify, wish)

    return job(event, name=f"questions.tell_the_followers_{event.partition('.')[2]}")(run)


async def _values(context: Context, row: QuestionRow, told: Told) -> dict[str, Any]:
    """What a letter may say; the rest is read on the page."""
    body = await agencies.agency(context, row.agency_id)
    values: dict[str, Any] = {"ref": row.ref, "title": row.title, "url": _url(context, row)} | _named(
        "body", body
    )
    if told.payload.get("to_agency") and told.payload.get("agency"):
        values |= _named("from_body", await agencies.agency(context, UUID(told.payload["agency"])))
    if told.payload.get("due_on") or told.payload.get("cure_until_on"):
        values["due_on"] = told.payload.get("due_on") or told.payload["cure_until_on"]
    if told.payload.get("meeting"):
        values["meeting"] = told.payload["meeting"]
    happened = await EventRow.filter(
        question_id=row.id, kind=told.event.partition(".")[2], happened_at=told.at
    ).first()
    return values | ({"reason": happened.reason} if happened and happened.reason else {})


def _named(stem: str, body: Agency) -> dict[str, str]:
    return {f"{stem}_kk": body.name_kk, f"{stem}_ru": body.name_ru, f"{stem}_en": body.name_en}


def _url(context: Context, row: QuestionRow) -> str:
    return f"{context.settings.site_url.rstrip('/')}/{row.language}/questions/{row.ref}"


@job("question.colleague_asked")
async def tell_the_colleague(context: Context, told: Told) -> None:
    row = await QuestionRow.get(ref=told.about)
    for asked in await ConsultationRow.filter(question_id=row.id, asked_at=told.at):
        wish = Notify(
            person_id=asked.colleague_id,
            template="consultation_asked",
            about=row.ref,
            event=str(asked.id),
            values={"ref": row.ref, "url": _url(context, row)},
        )
        await by_law(context, notify, wish)


@job("deadline.missed")
async def tell_of_silence(context: Context, told: Told) -> None:
    """Silence at the end of the term is an event (APPC 91(2)): the asker learns it, and everybody on the ladder."""
    await _of_a_due_day(context, told, "question_overdue", "deadline_missed", MISSED)


@job("deadline.near")
async def tell_of_a_near_day(context: Context, told: Told) -> None:
    await _of_a_due_day(context, told, None, "deadline_near", str(told.payload.get("when")))


async def _of_a_due_day(context: Context, told: Told, to_asker: str | None, to_desk: str, rung: str) -> None:
    row = await QuestionRow.get_or_none(ref=told.about) if is_reference(told.about, "Q") else None
    if row is None or told.payload.get("kind") != "duty":
        return
    values = await _values(context, row, told)
    readers = [(each, to_desk) for each in await climbed(context, row, rung)]
    if to_asker is not None and row.asker_id is not None:
        readers.append((row.asker_id, to_asker))
    for person_id, template in readers:
        wish = Notify(
            person_id=person_id, template=template, about=row.ref, event=str(told.id), values=values
        )
        await by_law(context, notify, wish)


@job("agency.succeeded")
async def hand_over(context: Context, told: Told) -> None:
    """No question is orphaned when a body ends."""
    old, heir = UUID(told.payload["agency_id"]), UUID(told.payload["successor_id"])
    await by_law(context, reassign, Reassign(from_agency=old, to_agency=heir))


LISTENERS: tuple[Listener, ...] = (
    *(_letter_of(event, template) for event, template in LETTERS.items()),
    *(_news_of(event) for event in NEWS),
    tell_the_colleague,
    tell_of_silence,
    tell_of_a_near_day,
    hand_over,
)
