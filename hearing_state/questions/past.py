"""What happened to a question: for the public without names and without a stranger's view into a private one; for the
holders all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.db import row
from hearing_state.errors import NotFound
from hearing_state.people import queries as people
from hearing_state.questions.inner_views import ConsultationShown, EditLock, History, MaskShown, NoteShown
from hearing_state.questions.models import (
    AnswerDraftRow,
    ConsultationRow,
    EditLockRow,
    EventRow,
    MaskRow,
    NoteRow,
)
from hearing_state.questions.showing import told
from hearing_state.questions.sight import subject_of
from hearing_state.questions.views import AnswerDraft, AnswerPointShown, Happened

_ONE = "SELECT id, ref, agency_id, asker_id, state, screening FROM questions_question WHERE ref = $1"


async def timeline(context: Context, ref: str) -> Sequence[Happened]:
    """The public events, oldest first. Raises NotFound."""
    return (await told(context, ref)).events


async def history(context: Context, ref: str) -> History:
    """Everything, with names. Raises NotFound, Forbidden."""
    found = await _one(ref)
    require(context, "question.see_inner", subject_of(found))
    events = await EventRow.filter(question_id=found["id"]).order_by("happened_at", "id")
    bodies = await _bodies(context, events)
    notes = await NoteRow.filter(question_id=found["id"]).order_by("written_at", "id")
    asked = await ConsultationRow.filter(question_id=found["id"]).order_by("asked_at", "id")
    masks = await MaskRow.filter(question_id=found["id"]).order_by("masked_at", "id")
    draft = await AnswerDraftRow.get_or_none(question_id=found["id"])
    lock = await EditLockRow.get_or_none(question_id=found["id"], expires_at__gt=context.now)
    names = await _names(context, events, notes, asked, masks, [draft] if draft else [])
    return History(
        events=[_full(each, bodies, names) for each in events],
        notes=[NoteShown(names.get(each.author_id, ""), each.text, each.written_at) for each in notes],
        consultations=[_consultation(context, each, names) for each in asked],
        masks=[
            MaskShown(m.part, m.before, m.fragment, m.reason, names.get(m.masked_by, ""), m.masked_at)
            for m in masks
        ],
        draft=_draft(context, draft, names) if draft else None,
        lock=EditLock(lock.name, lock.person_id == context.actor.person_id, lock.expires_at)
        if lock
        else None,
    )


async def _one(ref: str) -> dict[str, Any]:
    found = await row(_ONE, ref)
    if found is None:
        raise NotFound("question.not_found")
    return found


async def _bodies(context: Context, events: Iterable[EventRow]) -> dict[UUID, Agency]:
    return await agencies.agencies(context, {each.agency_id for each in events if each.agency_id})


def _full(each: EventRow, bodies: dict[UUID, Agency], names: dict[UUID, str]) -> Happened:
    return Happened(
        kind=each.kind,
        happened_at=each.happened_at,
        role=each.role,
        agency=bodies.get(each.agency_id) if each.agency_id else None,
        name_kk=each.post_kk,
        name_ru=each.post_ru,
        name_en=each.post_en,
        reason=each.reason,
        facts=each.facts,
        is_public=each.is_public,
        actor=names.get(each.actor_id, "") if each.actor_id else "",
    )


async def _names(context: Context, *groups: Iterable[Any]) -> dict[UUID, str]:
    columns = ("actor_id", "author_id", "asked_by", "colleague_id", "masked_by", "written_by")
    found = {getattr(each, column, None) for group in groups for each in group for column in columns}
    return await people.names_of(context, [each for each in found if each is not None])


def _consultation(context: Context, each: ConsultationRow, names: dict[UUID, str]) -> ConsultationShown:
    return ConsultationShown(
        id=each.id,
        asked_by=names.get(each.asked_by, ""),
        colleague=names.get(each.colleague_id, ""),
        is_mine_to_answer=each.advised_at is None and each.colleague_id == context.actor.person_id,
        text=each.text,
        asked_at=each.asked_at,
        advice=each.advice,
        advised_at=each.advised_at,
    )


def _draft(context: Context, draft: AnswerDraftRow, names: dict[UUID, str]) -> AnswerDraft:
    points = [
        AnswerPointShown(int(str(p["number"])), str(p["outcome"]), str(p["text"]), str(p["ground"]))
        for p in draft.points
    ]
    return AnswerDraft(
        language=draft.language,
        text=draft.text,
        law=draft.law,
        complaint=draft.complaint,
        points=points,
        written_by=names.get(draft.written_by, ""),
        is_mine=draft.written_by == context.actor.person_id,
        saved_at=draft.saved_at,
        proposed_at=draft.proposed_at,
        remark=draft.remark,
    )
