"""One question as this reader may see it: masks applied, a private one without content for strangers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, permitted
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.agencies.sql_values import read_agencies, read_agency, read_topic
from hearing_state.db import rows
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.sql_values import read_clock
from hearing_state.errors import NotFound
from hearing_state.files.sql_values import read_attached
from hearing_state.files.visibility import StoredFile
from hearing_state.ledger.reading import read_lines
from hearing_state.people.sql_values import read_name
from hearing_state.permissions import Subject
from hearing_state.questions.happened import public_events
from hearing_state.questions.lru_cache import LruCache
from hearing_state.questions.models import QuestionRow
from hearing_state.questions.question import LIFECYCLE, Kind, PointState, Screening, State
from hearing_state.questions.reasons import HIDING
from hearing_state.questions.sight import Sight, sight, subject_of
from hearing_state.questions.views import (
    AnswerPointShown,
    AnswerShown,
    PointShown,
    Rating,
    Shown,
    Status,
    Told,
)
from hearing_state.questions.whole import whole
from hearing_state.territories.sql_values import read_place

# The verb of the lifecycle -> the action's row in the permission table.
_ACTIONS = {
    "screen": "question.screen", "cure": "question.cure", "terminate": "question.terminate", "take": "question.take",
    "redirect": "question.redirect", "split": "question.split", "extend": "question.extend",
    "save_draft": "question.save_answer_draft", "propose": "question.propose_answer", "return": "question.return",
    "answer": "question.answer", "note": "question.note", "refuse": "question.refuse", "rate": "question.rate",
    "correct": "question.correct_answer", "mark": "question.mark_unanswered", "follow_up": "question.follow_up",
    "withdraw": "question.withdraw",
}  # fmt: skip
_VISITORS = Sight(content=True, original=False, inner=False, is_asker=False, outsider=False)
"""What everybody sees who has no part in a published question."""
_KEPT: LruCache[str, tuple[tuple[Mapping[str, Any], date], Told]] = LruCache(500)
_ALWAYS = ("mask", "add_internal_note", "ask_colleague", "follow")


async def shown(context: Context, ref: str) -> Shown:
    """Raises NotFound for a number that was never given."""
    return (await told(context, ref)).shown


async def told(context: Context, ref: str) -> Told:
    """With what stands around it on its page. Raises NotFound for a number that was never given.

    What every visitor sees is put together once, as long as the database says the very same and the day is the same: what was
    changed, masked or hidden shows at once, and of what only some may see nothing is kept.
    """
    read = await whole(ref, context.actor.person_id)
    found = read.found
    about = subject_of(found)
    seen = sight(context, about, found["screening"])
    if seen == _VISITORS:
        made = _KEPT.get(ref)
        if made is None or made[0] != (found, context.today):
            made = (found, context.today), await _told(context, found, seen)
            _KEPT.put(ref, made)
        plain = made[1]
        mine = replace(plain.shown, is_followed=read.is_followed, may=_may(context, found, about))
        return replace(plain, shown=mine, plain=plain.shown)
    all_of_it = await _told(context, found, seen)
    mine = replace(all_of_it.shown, is_followed=read.is_followed, may=_may(context, found, about))
    return replace(all_of_it, shown=mine)


async def _told(context: Context, found: Mapping[str, Any], seen: Sight) -> Told:
    """But for what is each reader's own."""
    bodies = read_agencies(found["bodies"])
    return Told(
        shown=await _shown(context, found, seen, bodies),
        events=public_events(found["events"], bodies, seen),
        bodies=bodies,
        superior=read_agency(found["superior"]),
        topic=read_topic(found["topic_named"]) if seen.content else None,
    )


async def _shown(
    context: Context, found: Mapping[str, Any], seen: Sight, bodies: Mapping[UUID, Agency]
) -> Shown:
    clock = await read_clock(found["clock"], found["calendar"], context.today)
    return Shown(
        ref=found["ref"],
        kind=Kind(found["kind"]),
        state=State(found["state"]),
        screening=Screening(found["screening"]),
        hidden=HIDING.get(found["hidden_reason"] or ""),
        has_content=seen.content,
        language=found["language"],
        asker=read_name(found["asker"], in_full=seen.inner or seen.is_asker) if seen.content else "",
        place=read_place(found["place"]),
        agency=bodies[found["agency_id"]],
        channel=found["channel"],
        registered_at=found["registered_at"],
        registered_on=found["registered_on"],
        clock_id=found["clock_id"],
        standing=clock.standing,
        reminded=clock.reminded,
        redirect_until_on=found["redirect_until_on"],
        cure_until_on=found["cure_until_on"],
        parent_ref=found["parent_ref"],
        parts=found["parts"],
        points=[_point(each, seen) for each in found["points"]],
        followers=found["followers"],
        is_followed=False,
        is_asker=seen.is_asker,
        is_holder=seen.inner,
        is_outsider=seen.outsider,
        may=frozenset(),
        log_lines=read_lines(found["lines"]),
        **(await _content(found, seen, bodies)),
    )


async def _content(found: Mapping[str, Any], seen: Sight, bodies: Mapping[UUID, Agency]) -> dict[str, Any]:
    """What a stranger to a private question gets nothing of."""
    if not seen.content:
        nothing = {"title": "", "text": "", "topic": "", "answers": (), "files": (), "ratings": ()}
        return nothing | {"original_title": None, "original_text": None}
    original = await _originals(found["id"]) if seen.original else {}
    ref = found["ref"]
    # Whoever sees the question's content sees what is attached to it (may_see_file says the same of each file alone).
    attached = read_attached(found["files"])
    newest = found["answers"][0][1] if found["answers"] else 0
    return {
        "title": found["title"],
        "text": found["text"],
        "topic": found["topic"],
        "original_title": original.get("title"),
        "original_text": original.get("text"),
        "answers": [
            _answer(each, bodies, attached.get(_about_answer(ref, each[1]), ()), newest)
            for each in found["answers"]
        ],
        "files": attached.get(ref, ()),
        "ratings": [Rating(*each) for each in found["ratings"]],
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


async def _originals(question_id: UUID) -> dict[str, str]:
    """What stood there before anything was masked, by part."""
    sql = "SELECT DISTINCT ON (part) part, before FROM questions_mask WHERE question_id = $1 ORDER BY part, masked_at, id"
    return {each["part"]: each["before"] for each in await rows(sql, question_id)}


def _point(found: Sequence[Any], seen: Sight) -> PointShown:
    number, text, state, into_ref = found
    return PointShown(number, text if seen.content else "", PointState(state), into_ref)


def _about_answer(ref: str, version: int) -> str:
    """What files of an answer are attached to."""
    return f"{ref}:answer:{version}"


def _answer(
    found: Sequence[Any], bodies: Mapping[UUID, Agency], papers: Sequence[StoredFile], newest: int
) -> AnswerShown:
    id_, version, language, agency_id, text, law, complaint, reason, digest, published_at, is_second, said = (
        found
    )
    return AnswerShown(
        id=id_,
        version=version,
        language=language,
        agency=bodies[agency_id],
        text=text,
        law=law,
        complaint=complaint,
        reason=reason,
        digest=digest,
        published_at=published_at,
        is_second_round=is_second,
        is_in_force=version == newest,
        points=[AnswerPointShown(*each) for each in said],
        files=papers,
    )


def _may(context: Context, found: Mapping[str, Any], about: Subject) -> frozenset[str]:
    """Verbs for the page's buttons; the actions ask again."""
    verbs = {
        verb
        for verb in LIFECYCLE.verbs_from(found["state"])
        if _permitted(context, _ACTIONS.get(verb, ""), about)
    }
    if context.today > found["redirect_until_on"]:
        verbs -= {"redirect", "split"}
    if found["screening"] == Screening.PRIVATE:
        verbs -= {"screen"}
    verbs |= {verb for verb in _ALWAYS if _permitted(context, f"question.{verb}", about)}
    publicity = "make_private" if found["is_public"] else "make_public"
    return frozenset(verbs | ({publicity} if _permitted(context, f"question.{publicity}", about) else set()))


def _permitted(context: Context, action: str, about: Subject) -> bool:
    return bool(action) and permitted(context, action, about)
