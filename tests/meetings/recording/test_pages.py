"""Everybody in the hall reads that it is recorded; whoever chairs sees when the recording fails."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import UUID

import httpx2
import pytest

from hearing_state.db import execute
from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from meetings.media.limits import RoomLimits
from meetings.media.recording.recorder import Recorder
from meetings.media.room import Room
from meetings.recording.keeper import Keeper
from meetings.recording.queries import folder_of
from meetings.schedule.actions.finish import Finish, finish
from tests.meetings.floor.gathering import Gathering, gathering
from tests.meetings.media.peers import until


@pytest.fixture
async def here(db, as_) -> Gathering:
    return await gathering(as_)


async def can() -> bool:
    return True


async def cannot() -> bool:
    """Of an engine that cannot keep what it forwards, as `Capabilities.keeps` would say."""
    return False


async def kept_for_a_moment(here: Gathering, can_keep: Callable[[], Awaitable[bool]] = can) -> None:
    """A media server whose room is open, until the keeper has looked twice."""
    looked: list[UUID] = []

    async def is_here(meeting: UUID) -> bool:
        looked.append(meeting)
        return True

    rooms = {here.meeting.ref: Room(here.meeting.ref, RoomLimits())}
    keeper = Keeper(lambda: here.now(here.world.system), lambda: rooms, Recorder, can_keep, is_here)
    await until(lambda: len(looked) == 2)
    await keeper.close()


async def test_the_chair_reads_how_the_recording_goes_and_the_hall_that_there_is_one(
    client: httpx2.AsyncClient, here: Gathering, settings
):
    client.clock.put(here.chair.now)
    client.cookies.set("hs_session", await open_session(here.chair, here.world.akim, Step.PASSWORD_TOTP, ""))

    async def desk() -> str:
        return (await client.get(f"/ru/console/meetings/{here.meeting.ref}/hall")).text

    async def hall() -> str:
        return (await client.get(f"/ru/meetings/{here.meeting.ref}/hall")).text

    assert "Запись начнётся, когда появится звук" in await desk()
    assert "Эта встреча записывается." in await hall()

    await kept_for_a_moment(here, cannot)
    page = await desk()
    assert "её медиасервер не умеет сохранять" in page
    assert "hs-notice--warning" in page
    assert "Эта встреча не записывается." in await hall()

    folder: Path = folder_of(settings.data_dir, here.meeting.ref)
    folder.parent.mkdir(parents=True)
    folder.write_bytes(b"a file where the folder should be")
    await kept_for_a_moment(here)
    assert "Сбой записи" in await desk()

    folder.unlink()
    await kept_for_a_moment(here)
    page = await desk()
    assert "Встреча записывается: звук и изображение тех, кто дал согласие." in page
    assert "hs-notice--warning" not in page
    assert "Эта встреча записывается." in await hall()

    await execute("UPDATE recording_run SET heard_at = heard_at - interval '7 seconds'")
    assert "Запись прервалась." in await desk()

    await finish(here.chair, Finish(meeting=here.meeting.ref))
    client.clock.put(here.chair.now)
    assert "Запись прервалась." not in await desk()
    assert "Эта встреча записывается." not in await hall()
