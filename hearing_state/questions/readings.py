"""Who has read a private question without being its asker or of the body that works on it: recorded before it is shown, and told to the asker.

Only for such readers is anything asked or written; whoever reads what everybody reads, or what is her own, costs nothing. While the house
takes no changes such a reading cannot be recorded, and then nothing is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.db import rows, value
from hearing_state.files.visibility import StoredFile
from hearing_state.people import queries as people
from hearing_state.questions.actions.record_reading import RecordReading, Surface, hour_of, record_reading
from hearing_state.questions.sight import is_read_by_outsider
from hearing_state.questions.views import Line, Shown
from hearing_state.retention import RETENTION
from hearing_state.web.paging import PAGE_SIZE, Paged

_IS_RECORDED = """
SELECT 1 FROM questions_reading r JOIN questions_question q ON q.id = r.question_id
 WHERE q.ref = $1 AND r.reader_id = $2 AND r.hour_at = $3 AND $4 = ANY (r.surfaces)
"""
_OF_ONE = """
SELECT r.role, r.agency_id, r.read_at FROM questions_reading r JOIN questions_question q ON q.id = r.question_id
 WHERE q.ref = $1 ORDER BY r.read_at DESC, r.id DESC LIMIT $2
"""
_COUNT = "SELECT count(*)::int FROM questions_reading"
_ALL = f"""
SELECT q.ref, r.role, r.reader_id, r.agency_id, r.surfaces, r.read_at FROM questions_reading r JOIN questions_question q ON q.id = r.question_id
 ORDER BY r.read_at DESC, r.id DESC LIMIT {PAGE_SIZE} OFFSET $1
"""
SHOWN_TO_ASKER = 50


@dataclass(frozen=True, slots=True)
class Reading:
    """For the asker: in which role, from which office, when. No name: the office answers for its people."""

    role: str
    agency: Agency | None
    read_at: datetime


@dataclass(frozen=True, slots=True)
class ReadingListed:
    """For those who watch over it. ``name`` is empty once the reader is known no more."""

    ref: str
    role: str
    name: str
    agency: Agency | None
    surfaces: Sequence[str]
    read_at: datetime


async def note(context: Context, shown: Shown, surface: Surface) -> None:
    """Before the page is made. Raises Unavailable while nothing can be recorded."""
    if shown.is_outsider:
        await _record(context, shown.ref, surface)


async def note_lines(context: Context, lines: Sequence[Line]) -> None:
    """Titles in a list say what was asked, too."""
    for each in lines:
        if each.is_outsider and each.title:
            await _record(context, each.ref, "search")


async def note_file(context: Context, file: StoredFile) -> None:
    """Before a file that belongs to a question is handed out."""
    ref = (file.attached_to or "").partition(":")[0]
    if await is_read_by_outsider(context, ref):
        await _record(context, ref, "file")


async def note_reasons(context: Context, ref: str) -> None:
    """Before the reasons that the body wrote into its clock are shown."""
    if await is_read_by_outsider(context, ref):
        await _record(context, ref, "term")


async def _record(context: Context, ref: str, surface: Surface) -> None:
    if not await value(_IS_RECORDED, ref, context.actor.person_id, hour_of(context.now), surface):
        await record_reading(context, RecordReading(question=ref, surface=surface))


async def of_question(context: Context, shown: Shown) -> list[Reading]:
    """The latest ones, for the asker alone; empty for everybody else."""
    if not shown.is_asker:
        return []
    found = await rows(_OF_ONE, shown.ref, SHOWN_TO_ASKER)
    bodies = await _bodies(context, [each["agency_id"] for each in found])
    return [Reading(each["role"], bodies.get(each["agency_id"]), each["read_at"]) for each in found]


async def listed(context: Context, number: int = 1) -> Paged[ReadingListed]:
    """All of them, the latest first. Raises Forbidden."""
    require(context, "question.see_readings")
    total = int(await value(_COUNT) or 0)
    found = await rows(_ALL, (number - 1) * PAGE_SIZE)
    bodies = await _bodies(context, [each["agency_id"] for each in found])
    names = await people.names_of(context, [each["reader_id"] for each in found])
    lines = [
        ReadingListed(
            each["ref"], each["role"], names.get(each["reader_id"], ""), bodies.get(each["agency_id"]), each["surfaces"], each["read_at"]
        )
        for each in found
    ]  # fmt: skip
    return Paged(lines, number, total)


def days_kept() -> int:
    return RETENTION.days("questions_reading", "reader_id")


async def _bodies(context: Context, ids: Sequence[UUID | None]) -> dict[UUID | None, Agency]:
    found = await agencies.agencies(context, {each for each in ids if each is not None})
    return dict(found.items())
