"""A meeting's secretary, its head, and what they write down."""

from __future__ import annotations

import pytest

from hearing_state.db import execute, value
from tests.meetings.record.room import Room, room
from tests.questions.console.office import AtWork, at_work


@pytest.fixture
async def here(db, as_) -> Room:
    await stand_ins()
    return await room(as_)


@pytest.fixture
async def of_demo(db, as_) -> Room:
    """Without an akim of its own: the demo's staff brings one."""
    await stand_ins()
    return await room(as_, with_akim=False)


@pytest.fixture
async def office(client, of_demo: Room) -> AtWork:
    return await at_work(client, of_demo.world)


async def stand_ins() -> None:
    if await value("SELECT to_regclass('asking_question')") is None:
        await execute(
            "create table asking_question (id uuid primary key, ref text, meeting_id uuid, asker_id uuid, text text, folded text, language text,"
            " topic text, place_code text, is_guest boolean, turn int, channel text, is_named boolean, is_first_time boolean, screening text,"
            " state text, asked_at timestamptz, asked_moment_at timestamptz, answered_at timestamptz, answer_kk text, answer_ru text,"
            " taken_at timestamptz, taken_ref text)"
        )
