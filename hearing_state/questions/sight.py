"""Who may see what of a question. What a person may not see is not found, or is shown without content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from hearing_state.actions import Context, permitted
from hearing_state.db import row, rows
from hearing_state.errors import NotFound
from hearing_state.files.visibility import StoredFile
from hearing_state.permissions import Role, Subject
from hearing_state.questions.question import Screening

_SUBJECT = "SELECT id, ref, agency_id, asker_id, state, screening FROM questions_question WHERE ref = $1"
NOT_PRIVATE = "SELECT ref FROM questions_question WHERE ref = ANY($1::text[]) AND screening <> 'private'"
"""Those whose number, place and clock anybody may know for ever."""
_PARTS = "SELECT ref, agency_id, asker_id, screening, state FROM questions_question WHERE ref = $1 OR parent_ref = $1"


@dataclass(frozen=True, slots=True)
class Sight:
    """What this reader may do with one question's content. ``original``: without masks; ``inner``: notes and drafts. ``outsider``: it is
    private, and the reader is neither its asker nor of the body that works on it: each such reading is recorded (readings.py).
    """

    content: bool
    original: bool
    inner: bool
    is_asker: bool
    outsider: bool


async def subject(context: Context, ref: str) -> Subject:
    """The question as something to act on. Raises NotFound."""
    del context
    found = await row(_SUBJECT, ref)
    if found is None:
        raise NotFound("question.not_found")
    return subject_of(found)


async def subject_of_proposal(context: Context, ref: str) -> Subject:
    """With whoever wrote the answer that waits for a second person among those who have acted."""
    return await _acted(context, ref, "SELECT d.written_by FROM questions_answer_draft d JOIN questions_question q"
                        " ON q.id = d.question_id WHERE q.ref = $1 AND d.proposed_at IS NOT NULL")  # fmt: skip


async def subject_of_correction(context: Context, ref: str) -> Subject:
    """With the author of the version in force among those who have acted."""
    return await _acted(context, ref, "SELECT a.written_by FROM questions_answer a JOIN questions_question q"
                        " ON q.id = a.question_id WHERE q.ref = $1 ORDER BY a.version DESC LIMIT 1")  # fmt: skip


async def _acted(context: Context, ref: str, sql: str) -> Subject:
    plain = await subject(context, ref)
    acted = frozenset(each["written_by"] for each in await rows(sql, ref))
    return Subject(plain.about, plain.owner, plain.agencies, acted, plain.state)


def subject_of(found: Mapping[str, object]) -> Subject:
    owner, agency = found["asker_id"], found["agency_id"]
    return Subject(
        about=str(found["ref"]),
        owner=owner if isinstance(owner, UUID) else None,
        agencies=frozenset({agency} if isinstance(agency, UUID) else ()),
        state=str(found["state"]),
    )


def sight(context: Context, about: Subject, screening: str) -> Sight:
    """Published content is for everybody; the rest for the asker, the holders and, while it waits, moderators."""
    private = permitted(context, "question.see_private", about)
    waiting = screening != Screening.PRIVATE and permitted(context, "question.see_waiting", about)
    is_asker = context.actor.person_id is not None and about.owner == context.actor.person_id
    return Sight(
        content=screening == Screening.PUBLISHED or private or waiting,
        original=private or waiting,
        inner=permitted(context, "question.see_inner", about),
        is_asker=is_asker,
        outsider=screening == Screening.PRIVATE
        and private
        and not is_asker
        and not _works_on(context, about),
    )


def _works_on(context: Context, about: Subject) -> bool:
    """The body's own people, and the house itself."""
    own = context.actor.agencies_as(Role.CLERK, Role.OFFICIAL, Role.HEAD)
    return Role.SYSTEM in context.actor.roles or bool(own & about.agencies)


async def may_see_file(context: Context, file: StoredFile) -> bool:
    """A file of a question, of its answer (``Q-2026-000017:answer:1``), also for those who hold a part of it."""
    ref = (file.attached_to or "").partition(":")[0]
    return any(_shows_file(context, ref, each) for each in await rows(_PARTS, ref))


async def is_read_by_outsider(context: Context, ref: str) -> bool:
    """Whether this reader sees a private question as an outsider: then that is to be recorded."""
    found = await row(_SUBJECT, ref)
    return found is not None and sight(context, subject_of(found), str(found["screening"])).outsider


def _shows_file(context: Context, ref: str, found: dict[str, object]) -> bool:
    """That a part is read by everybody does not open the whole that it was split from."""
    seen = sight(context, subject_of(found), str(found["screening"]))
    return seen.content if found["ref"] == ref else seen.original
