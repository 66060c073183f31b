"""One question as this reader may see it: masks applied, a private one without content for strangers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, permitted
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.db import row, rows, value
from hearing_state.deadlines import queries as deadlines
from hearing_state.errors import NotFound
from hearing_state.files import queries as files
from hearing_state.people import queries as people
from hearing_state.permissions import Subject
from hearing_state.questions.models import AnswerPointRow, AnswerRow, PointRow, QuestionRow, RatingRow
from hearing_state.questions.question import LIFECYCLE, Kind, PointState, Screening, State
from hearing_state.questions.reasons import HIDING
from hearing_state.questions.sight import Sight, sight
from hearing_state.questions.views import (
    AnswerPointShown,
    AnswerShown,
    PointShown,
    Rating,
    Shown,
    Status,
)
from hearing_state.territories import queries as territories

# The verb of the lifecycle -> the action's row in the permission table.
_ACTIONS = {
    "screen": "question.screen", "cure": "question.cure", "terminate": "question.terminate", "take": "question.take",
    "redirect": "question.redirect", "split": "question.split", "extend": "question.extend",
    "save_draft": "question.save_answer_draft", "propose": "question.propose_answer", "return": "question.return",
    "answer": "question.answer", "note": "question.note", "refuse": "question.refuse", "rate": "question.rate",
    "correct": "question.correct_answer", "mark": "question.mark_unanswered", "follow_up": "question.follow_up",
    "withdraw": "question.withdraw",
}  # fmt: skip
_ALWAYS = ("mask", "add_internal_note", "ask_colleague", "follow")


async def shown(context: Context, ref: str) -> Shown:
    """Raises NotFound for a number that was never given."""
    found = await _one(ref)
    about = _subject(found)
    seen = sight(context, about, found.screening)
    clock = await deadlines.clock(context, found.clock_id)
    me = context.actor.person_id
    return Shown(
        ref=found.ref,
        kind=Kind(found.kind),
        state=State(found.state),
        screening=Screening(found.screening),
        hidden=HIDING.get(found.hidden_reason or ""),
        has_content=seen.content,
        language=found.language,
        asker=await _asker_name(context, found.asker_id, seen),
        place=await territories.place(context, found.place_code),
        agency=await agencies.agency(context, found.agency_id),
        channel=found.channel,
        registered_at=found.registered_at,
        registered_on=found.registered_on,
        clock_id=found.clock_id,
        standing=clock.standing,
        redirect_until_on=found.redirect_until_on,
        cure_until_on=found.cure_until_on,
        parent_ref=found.parent_ref,
        parts=await _parts(ref),
        points=await _points(found.id, seen),
        followers=await _followers(found.id),
        is_followed=me is not None and await _follows(found.id, me),
        is_asker=seen.is_asker,
        is_holder=seen.inner,
        may=_may(context, found, about),
        **(await _content(context, found, seen)),
    )


async def _content(context: Context, found: QuestionRow, seen: Sight) -> dict[str, Any]:
    """What a stranger to a private question gets nothing of."""
    if not seen.content:
        nothing = {"title": "", "text": "", "topic": "", "answers": (), "files": (), "ratings": ()}
        return nothing | {"original_title": None, "original_text": None}
    original = await _originals(found.id) if seen.original else {}
    return {
        "title": found.title,
        "text": found.text,
        "topic": found.topic,
        "original_title": original.get("title"),
        "original_text": original.get("text"),
        "answers": await _answers(context, found),
        "files": await files.attached(context, found.ref),
        "ratings": await _ratings(found.id),
    }


async def status(context: Context, ref: str) -> Status:
    """By a slip's number, without an account: how it stands. Raises NotFound."""
    found = await _one(ref.strip().upper())
    clock = await deadlines.clock(context, found.clock_id)
    return Status(
        ref=found.ref,
        state=State(found.state),
        agency=await agencies.agency(context, found.agency_id),
        registered_at=found.registered_at,
        registered_on=found.registered_on,
        standing=clock.standing,
        receiver_name=found.receiver_name,
        receiver_post=found.receiver_post,
        has_public_page=found.screening == Screening.PUBLISHED,
    )


async def _one(ref: str) -> QuestionRow:
    found = await QuestionRow.get_or_none(ref=ref)
    if found is None:
        raise NotFound("question.not_found")
    return found


def _subject(found: QuestionRow) -> Subject:
    return Subject(found.ref, found.asker_id, frozenset({found.agency_id}), state=found.state)


async def _originals(question_id: UUID) -> dict[str, str]:
    """What stood there before anything was masked, by part."""
    sql = "SELECT DISTINCT ON (part) part, before FROM questions_mask WHERE question_id = $1 ORDER BY part, masked_at, id"
    return {each["part"]: each["before"] for each in await rows(sql, question_id)}


async def _asker_name(context: Context, asker_id: UUID | None, seen: Sight) -> str:
    """The full name for the holders and the asker, first name and initial for everybody else, nothing for strangers."""
    if asker_id is None or not seen.content:
        return ""
    try:
        person = await people.person(context, asker_id)
    except NotFound:
        return ""
    return person.full_name if seen.inner or seen.is_asker else person.public_name


async def _parts(ref: str) -> list[str]:
    found = await rows("SELECT ref FROM questions_question WHERE parent_ref = $1 ORDER BY ref", ref)
    return [each["ref"] for each in found]


async def _points(question_id: UUID, seen: Sight) -> list[PointShown]:
    found = await PointRow.filter(question_id=question_id).order_by("number")
    return [
        PointShown(each.number, each.text if seen.content else "", PointState(each.state), each.into_ref)
        for each in found
    ]


async def _answers(context: Context, question: QuestionRow) -> Sequence[AnswerShown]:
    found = await AnswerRow.filter(question_id=question.id).order_by("-version")
    said: dict[UUID, list[AnswerPointShown]] = {}
    for each in await AnswerPointRow.filter(answer_id__in=[a.id for a in found]).order_by("number"):
        shown_point = AnswerPointShown(each.number, each.outcome, each.text, each.ground)
        said.setdefault(each.answer_id, []).append(shown_point)
    bodies = await agencies.agencies(context, {each.agency_id for each in found})
    newest = found[0].version if found else 0
    return [
        await _answer(context, question.ref, each, bodies[each.agency_id], said.get(each.id, []), newest)
        for each in found
    ]


async def _answer(
    context: Context, ref: str, each: AnswerRow, body: Agency, said: list[AnswerPointShown], newest: int
) -> AnswerShown:
    return AnswerShown(
        id=each.id,
        version=each.version,
        language=each.language,
        agency=body,
        text=each.text,
        law=each.law,
        complaint=each.complaint,
        reason=each.reason,
        digest=each.digest,
        published_at=each.published_at,
        is_second_round=each.is_second_round,
        is_in_force=each.version == newest,
        points=said,
        files=await files.attached(context, f"{ref}:answer:{each.version}"),
    )


async def _ratings(question_id: UUID) -> list[Rating]:
    found = await RatingRow.filter(question_id=question_id).order_by("rated_at")
    return [Rating(each.stars, each.remark, each.is_second_round, each.rated_at) for each in found]


async def _followers(question_id: UUID) -> int:
    return int(await value("SELECT count(*)::int FROM questions_follow WHERE question_id = $1", question_id))


async def _follows(question_id: UUID, person_id: UUID) -> bool:
    sql = "SELECT 1 FROM questions_follow WHERE question_id = $1 AND person_id = $2"
    return await row(sql, question_id, person_id) is not None


def _may(context: Context, found: QuestionRow, about: Subject) -> frozenset[str]:
    """Verbs for the page's buttons; the actions ask again."""
    verbs = {
        verb
        for verb in LIFECYCLE.verbs_from(found.state)
        if _permitted(context, _ACTIONS.get(verb, ""), about)
    }
    if context.today > found.redirect_until_on:
        verbs -= {"redirect", "split"}
    if found.screening == Screening.PRIVATE:
        verbs -= {"screen"}
    verbs |= {verb for verb in _ALWAYS if _permitted(context, f"question.{verb}", about)}
    publicity = "make_private" if found.is_public else "make_public"
    return frozenset(verbs | ({publicity} if _permitted(context, f"question.{publicity}", about) else set()))


def _permitted(context: Context, action: str, about: Subject) -> bool:
    return bool(action) and permitted(context, action, about)
