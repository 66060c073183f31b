"""A meeting is recorded from the hall itself: real sound in, its recording with chapters out, and nobody in it who did not agree."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from tortoise.context import _current_context

from hearing_state.actions import Context
from hearing_state.db import rows, value
from hearing_state.main.hall import rooms_of
from hearing_state.main.house import OpenHouse
from hearing_state.main.recording import open_recording
from meetings.commitments.actions.make import Make, make
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.live.carrying import Here
from meetings.live.floor_room import FloorRoom
from meetings.live.media import Media
from meetings.media.embedded import EmbeddedEngine, Place
from meetings.media.recording.shelf import read_listing
from meetings.record.actions.set_agenda import SetAgenda, set_agenda
from meetings.record.actions.start_item import StartItem, start_item
from meetings.recording.queries import folder_of, standing_of
from meetings.recording.standing import Told, told
from meetings.recording.tasks import forget_old, join_ended
from meetings.replay import queries as replay
from meetings.replay.actions.publish import Publish, publish
from meetings.replay.chapters import ChapterKind
from meetings.schedule.actions.finish import Finish, finish
from tests.meetings.live.paper import LiveHall, live_hall
from tests.meetings.live.test_interpretation import has_the_floor, listens_over, now, speaks_over
from tests.meetings.media.peers import QUIET, Tone, speaks, until
from tests.meetings.media.recording.test_joining import RATE, heard_in, tone
from tests.meetings.world import later

SPEAKER, STRANGER = 440, 1250
PROMISE = "Көше шамдарын қарашаға дейін жөндейміз."


@pytest.fixture
async def hall(own_database, settings, as_) -> AsyncIterator[LiveHall]:
    media = Media(Here(lambda: EmbeddedEngine.start(Place(), QUIET)))
    here = _current_context.get()
    async with live_hall(own_database, here, settings, as_, kept=FloorRoom(), media=media, runs=True) as made:
        house = OpenHouse(made.settings, made.clock, here)
        async with open_recording(house, lambda: rooms_of(made.foyer), lambda: made.foyer.media.engine):
            await open_floor(now(made, made.world.clerk), OpenFloor(meeting=made.meeting.ref))
            yield made


async def tells(hall: LiveHall, wanted: Told) -> None:
    async with asyncio.timeout(20):
        while told(await standing_of(hall.meeting.id)) is not wanted:
            await asyncio.sleep(0.05)


async def begins_an_item(hall: LiveHall) -> None:
    items = ({"kind": "report", "title_kk": "Есеп", "title_ru": "Отчёт", "minutes": 15}, {"kind": "questions", "title_kk": "Сұрақтар", "title_ru": "Вопросы", "minutes": 75})  # fmt: skip
    await set_agenda(now(hall, hall.world.clerk), SetAgenda(meeting=hall.meeting.ref, items=items))
    await start_item(now(hall, hall.world.clerk), StartItem(meeting=hall.meeting.ref, item=2))


async def promises(hall: LiveHall) -> None:
    wish = Make(
        meeting=hall.meeting.ref, agency=hall.world.okrug.slug, quote=PROMISE, language="kk",
        translation_ru="Починим уличные фонари до ноября.", due_on=(hall.clock.now() + timedelta(days=30)).date(),
    )  # fmt: skip
    await make(now(hall, hall.world.clerk), wish)


async def dies_while_joining(folder: Path) -> None:
    """The process that joins is killed in the middle."""
    joining = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "meetings.recording.joiner", str(folder), "0", env=os.environ
    )
    await until(lambda: (folder / "sound.webm.part").exists() or joining.returncode is not None)
    joining.kill()
    assert await joining.wait() != 0


async def joins(context: Context) -> None:
    """As the timetable does, each minute anew."""
    async with asyncio.timeout(60):
        while await value("SELECT count(*) FROM recording_run WHERE done_at IS NULL"):
            await join_ended(context, context.now)


async def test_the_replay_has_who_agreed_with_chapters_and_nothing_of_who_did_not(hall: LiveHall):
    ref, folder = hall.meeting.ref, folder_of(hall.settings.data_dir, hall.meeting.ref)
    async with hall.inside(hall.world.aigul) as aigul, hall.inside(None) as guest:
        assert told(await standing_of(hall.meeting.id)) is Told.WAITING
        listener = await listens_over(guest, "kk")
        await tells(hall, Told.RUNNING)
        await begins_an_item(hall)
        await has_the_floor(hall)
        await aigul.next("floor_given")
        speaker = await speaks_over(aigul, SPEAKER)
        engine = hall.foyer.media.engine
        await engine.give_floor(ref, "stranger")
        stranger = await speaks(engine, ref, "stranger", Tone(STRANGER))
        await promises(hall)
        await until(lambda: len(read_listing(folder).pieces) >= 1)
        assert (await engine.room_stats(ref)).publishers["stranger"]["sound"] > 0
        await join_ended(now(hall, hall.world.system), hall.clock.now())
        assert await replay.recording_of(hall.meeting.id) is None
        await finish(now(hall, hall.world.clerk), Finish(meeting=ref, attendance=2))
        await until(lambda: read_listing(folder).is_closed)
        for each in (listener, speaker, stranger):
            await each.close()

    await dies_while_joining(folder)
    system = now(hall, hall.world.system)
    await joins(system)
    await join_ended(system, system.now)
    (taken,) = await rows("SELECT folder, files, gaps FROM replay_recording")
    assert taken["folder"] == folder.name
    assert json.loads(taken["gaps"]) == []
    assert {each["name"] for each in json.loads(taken["files"])} == {"sound.webm", "sound.m4a"}
    assert await value("SELECT count(*) FROM ledger_entry WHERE kind = 'replay.taken'") == 1
    assert not [each for each in read_listing(folder).pieces if (folder / each.file).exists()]

    await publish(now(hall, hall.world.head), Publish(meeting=ref))
    shown = await replay.shown(hall.world.visitor, ref)
    kinds = {each.kind for each in shown.chapters}
    assert kinds == {ChapterKind.ITEM, ChapterKind.SPEECH, ChapterKind.COMMITMENT}
    spoke = next(each for each in shown.chapters if each.kind is ChapterKind.SPEECH)
    _file, path = await replay.file(hall.world.visitor, ref, "sound.webm")
    samples = heard_in(path)
    first = np.flatnonzero(np.abs(samples) > 1_000)[0] / RATE
    assert spoke.second == pytest.approx(first, abs=3)
    said = samples[int((first + 0.5) * RATE) : int((first + 3.5) * RATE)]
    assert tone(said, SPEAKER) > 0.95
    assert tone(said, STRANGER) < 0.001

    await forget_old(system, system.now)
    assert path.exists()
    years_later = later(system, days=1826)
    await forget_old(years_later, years_later.now)
    assert not folder.exists()
    assert (await replay.shown(hall.world.visitor, ref)).recording is None
