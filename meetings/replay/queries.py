"""Reading recordings: published ones are everybody's, the others their office's.

recording_of   as it stands, for the room itself    shown   the page of everybody    file   one file on disk    desk   before its office
outdated   what is kept no longer    captions_of   what was said, to read beside it
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows
from hearing_state.errors import NotFound
from meetings.captions import queries as captions
from meetings.captions import webvtt
from meetings.commitments import queries as commitments
from meetings.record import queries as records
from meetings.record.queries import Surroundings
from meetings.record.raised import questions_of
from meetings.record.recorded import Recorded, recorded
from meetings.record.sight import own_meeting
from meetings.replay.chapters import Chapter, ChapterKind, Marked, chapters
from meetings.replay.keeping import oldest
from meetings.replay.recording import File, Gap, Recording, State
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

FOLDER = "recordings"
CAPTIONS_LATE = timedelta(seconds=3)
"""By how much somebody types after what she hears."""
_ONE = """
SELECT id, state, folder, begun_at, seconds, files, gaps, reason, decided_at FROM replay_recording WHERE meeting_id = $1
"""
_OUTDATED = "SELECT meeting_id, folder FROM replay_recording WHERE made_at < $1 ORDER BY made_at LIMIT 100"


@dataclass(frozen=True, slots=True)
class Shown:
    """``recording``: None while the public has none; ``why_withdrawn``: what its office says about one that there was.

    ``captions``: language to number of lines.
    """

    meeting: Meeting
    around: Surroundings
    recording: Recording | None
    chapters: Sequence[Chapter]
    why_withdrawn: str = ""
    captions: Mapping[str, int] = field(default_factory=dict)


async def recording_of(meeting_id: UUID) -> Recording | None:
    found = await row(_ONE, meeting_id)
    if found is None:
        return None
    return Recording(
        **{
            **found,
            "state": State(found["state"]),
            "files": [File(each["name"], each["sha256"]) for each in json.loads(found["files"])],
            "gaps": [Gap(*each) for each in json.loads(found["gaps"])],
        }
    )


async def shown(context: Context, ref: str) -> Shown:
    """Raises NotFound for no such meeting."""
    meeting = await schedule.meeting(context, ref)
    found = await recording_of(meeting.id)
    if found is None or not found.is_published:
        why = found.reason if found and found.state is State.WITHDRAWN else ""
        return Shown(meeting, await records.about_of(context, meeting), None, [], why)
    marked = await _marked(context, meeting)
    around = await records.about_of(context, meeting)
    told = await captions.counted(meeting.id)
    return Shown(meeting, around, found, chapters(marked, found.begun_at, found.seconds), captions=told)


async def captions_of(context: Context, ref: str, language: str) -> str:
    """The captions of a published recording as WebVTT. Raises NotFound."""
    meeting = await schedule.meeting(context, ref)
    found = await recording_of(meeting.id)
    lines = await captions.of_meeting(meeting.id, language) if found and found.is_published else []
    if found is None or not lines:
        raise NotFound("replay.not_found")
    return webvtt.whole(lines, found.begun_at, found.seconds, CAPTIONS_LATE)


async def file(context: Context, ref: str, name: str) -> tuple[File, Path]:
    """A file of a published recording and where it lies. Raises NotFound."""
    meeting = await schedule.meeting(context, ref)
    found = await recording_of(meeting.id)
    one = found.file(name) if found and found.is_published else None
    if found is None or one is None:
        raise NotFound("replay.not_found")
    path = context.settings.data_dir / FOLDER / found.folder / one.name
    if not path.is_file():
        raise NotFound("replay.not_found")
    return one, path


async def outdated(context: Context) -> Sequence[tuple[str, str]]:
    """Meeting and folder of each recording that is kept no longer."""
    found = await rows(_OUTDATED, oldest(context.now))
    meetings = await schedule.meetings(context, [each["meeting_id"] for each in found])
    return [
        (meetings[each["meeting_id"]].ref, each["folder"]) for each in found if each["meeting_id"] in meetings
    ]


async def desk(context: Context, ref: str) -> tuple[Meeting, Recording | None]:
    """For the meeting's own office and the auditor. Raises NotFound."""
    meeting = await own_meeting(context, ref)
    return meeting, await recording_of(meeting.id)


async def _marked(context: Context, meeting: Meeting) -> list[Marked]:
    found = list(_of_course(context, await recorded(context, meeting)))
    found += [
        Marked(ChapterKind.QUESTION, each.asked_moment_at, each.text, each.ref)
        for each in await questions_of(context, meeting.id)
        if each.asked_moment_at and each.text
    ]
    for line in await commitments.of_meeting(context, meeting.id):
        promise = line.commitment
        found.append(
            Marked(
                ChapterKind.COMMITMENT, promise.said_at, promise.words_in(context.locale).text, promise.ref
            )
        )
    return found


def _of_course(context: Context, found: Recorded) -> Iterator[Marked]:
    in_kazakh = context.locale == "kk"
    for item in found.items:
        if item.started_at:
            yield Marked(ChapterKind.ITEM, item.started_at, item.title_kk if in_kazakh else item.title_ru)
    for speech in found.speeches:
        yield Marked(ChapterKind.SPEECH, speech.started_at, speech.name_kk if in_kazakh else speech.name_ru)
