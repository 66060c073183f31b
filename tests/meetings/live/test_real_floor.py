"""The hall's sockets over the real queue: what the chair's desk and the plain page do reaches every device, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tortoise.context import _current_context

from hearing_state.actions import Context
from hearing_state.db import value
from meetings.floor.actions.enter import Enter, enter
from meetings.floor.actions.give_turn import GiveTurn, give_turn
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.floor.actions.raise_hand import RaiseHand, raise_hand
from meetings.live.floor_room import FloorRoom
from meetings.schedule.actions.finish import Finish, finish
from tests.agencies.country import QARAAUYL
from tests.meetings.live.paper import LiveHall, live_hall


@pytest.fixture
async def hall(own_database, settings, as_):
    async with live_hall(own_database, _current_context.get(), settings, as_, kept=FloorRoom()) as made:
        yield made


def now(hall: LiveHall, context: Context) -> Context:
    return replace(context, now=hall.clock.now())


async def opened(hall: LiveHall) -> None:
    await open_floor(now(hall, hall.world.clerk), OpenFloor(meeting=hall.meeting.ref))


async def comes_in(hall: LiveHall, who: Context) -> None:
    wish = Enter(meeting=hall.meeting.ref, place=QARAAUYL, language="kk", consent=True)
    await enter(now(hall, who), wish)


async def test_the_opening_of_the_queue_reaches_who_was_there_before(hall: LiveHall):
    async with hall.inside(hall.world.aigul) as aigul:
        assert "hands" not in aigul.heard[-1]["hall"]
        await opened(hall)
        assert (await aigul.sees(lambda state: "hands" in state["hall"]))["hall"]["hands"] == 0


async def test_a_hand_raised_on_the_plain_page_is_shown_on_her_device(hall: LiveHall):
    await opened(hall)
    await comes_in(hall, hall.world.resident)
    async with hall.inside(hall.world.aigul) as aigul:
        await raise_hand(now(hall, hall.world.resident), RaiseHand(meeting=hall.meeting.ref))
        seen = await aigul.sees(lambda state: state["mine"].get("hand"))
        assert (seen["mine"]["place"], seen["hall"]["queue"]) == (1, ["Айгүл С., Қараауыл ауылы"])


async def test_a_hand_raised_over_the_socket_stands_in_the_queue_and_gets_the_floor(hall: LiveHall):
    await opened(hall)
    await comes_in(hall, hall.world.resident)
    async with hall.inside(hall.world.aigul) as aigul, hall.inside(hall.world.daulet) as daulet:
        assert (await aigul.asks("hand", up=True, language="kk"))["t"] == "done"
        assert await value("SELECT count(*) FROM floor_hand WHERE lowered_at IS NULL") == 1
        hall.clock.put(hall.clock.now() + timedelta(minutes=1))
        await give_turn(now(hall, hall.world.clerk), GiveTurn(meeting=hall.meeting.ref))
        assert (await aigul.next("floor_given"))["over_at"] is not None
        seen = await daulet.sees(lambda state: state["hall"]["floor"].startswith("Айгүл"))
        assert seen["mine"].get("has_floor") is False


async def test_when_the_meeting_ends_without_a_queue_everybody_is_told(hall: LiveHall):
    async with hall.inside(hall.world.aigul) as aigul:
        hall.clock.put(hall.meeting.ends_at)
        await finish(now(hall, hall.world.clerk), Finish(meeting=hall.meeting.ref, attendance=2))
        assert (await aigul.next("bye"))["word"] == "live.meeting_over"
