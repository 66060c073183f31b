"""H4: when the turn ended the server stops forwarding within half a second, whatever the speaker's device does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from aiortc import RTCSessionDescription
from tortoise.context import _current_context

from hearing_state.actions import Context
from meetings.floor.actions.end_turn import EndTurn, end_turn
from meetings.floor.actions.enter import Enter, enter
from meetings.floor.actions.give_turn import GiveTurn, give_turn
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.floor.actions.raise_hand import RaiseHand, raise_hand
from meetings.live.carrying import Here
from meetings.live.floor_room import FloorRoom
from meetings.live.media import Media
from tests.agencies.country import QARAAUYL
from tests.meetings.live.paper import Client, LiveHall, live_hall
from tests.meetings.media.peers import Person, Tone, engine, loudness_of, until

SOON_SECONDS = 0.5
HERTZ = 440


@pytest.fixture
async def hall(own_database, settings, as_):
    async with engine() as media:

        async def started() -> Any:
            return media

        database = _current_context.get()
        async with live_hall(
            own_database, database, settings, as_, Media(Here(started)), FloorRoom()
        ) as made:
            yield made


def now(hall: LiveHall, context: Context) -> Context:
    return replace(context, now=hall.clock.now())


async def has_the_floor(hall: LiveHall) -> None:
    resident = now(hall, hall.world.resident)
    await open_floor(now(hall, hall.world.clerk), OpenFloor(meeting=hall.meeting.ref))
    await enter(resident, Enter(meeting=hall.meeting.ref, place=QARAAUYL, language="kk", consent=True))
    await raise_hand(resident, RaiseHand(meeting=hall.meeting.ref))
    await give_turn(now(hall, hall.world.clerk), GiveTurn(meeting=hall.meeting.ref))


async def speaks_over(line: Client) -> Person:
    """Her device publishes a tone, and never stops by itself."""
    person = Person()
    person.connection.addTransceiver(Tone(HERTZ), direction="sendonly")
    await person.connection.setLocalDescription(await person.connection.createOffer())
    answer = await line.asks("publish", offer=person.connection.localDescription.sdp, sound="full")
    assert answer["t"] == "answer", answer
    await person.connection.setRemoteDescription(RTCSessionDescription(answer["answer"], "answer"))
    return await person.connected()


async def listens_over(line: Client) -> Person:
    person = Person()
    offer = await line.asks("wish", step="sound", voices=1, pictures=0)
    assert offer["t"] == "offer", offer
    await person.connection.setRemoteDescription(RTCSessionDescription(offer["offer"], "offer"))
    person.listen_to_wire()
    await person.connection.setLocalDescription(await person.connection.createAnswer())
    await line.say("answer", seat=offer["seat"], answer=person.connection.localDescription.sdp)
    return await person.connected()


def hears(person: Person) -> Callable[[], bool]:
    def enough() -> bool:
        frames = [each for of_mid in person.frames.values() for each in of_mid][-25:]
        return len(frames) == 25 and loudness_of(frames, HERTZ) > 0.5

    return enough


async def test_a_turn_that_ended_is_not_heard_though_the_device_goes_on_sending(hall: LiveHall):
    async with hall.inside(hall.world.aigul) as aigul, hall.inside(hall.world.daulet) as daulet:
        await has_the_floor(hall)
        await aigul.next("floor_given")
        speaker, listener = await speaks_over(aigul), await listens_over(daulet)
        try:
            await until(hears(listener))
            hall.clock.put(hall.clock.now() + timedelta(seconds=20))
            await end_turn(now(hall, hall.world.clerk), EndTurn(meeting=hall.meeting.ref))
            await asyncio.sleep(SOON_SECONDS)  # the promise itself: by then nothing of hers goes out
            silent_at, sent_at = len(listener.packets), await sent(speaker)
            await aigul.next("floor_ended")
            await goes_on(speaker, sent_at + 50)
            assert len(listener.packets) == silent_at
        finally:
            await speaker.close()
            await listener.close()


async def test_who_takes_her_consent_back_is_not_heard_though_she_has_the_floor(hall: LiveHall):
    async with hall.inside(hall.world.aigul) as aigul, hall.inside(hall.world.daulet) as daulet:
        await has_the_floor(hall)
        await aigul.next("floor_given")
        speaker, listener = await speaks_over(aigul), await listens_over(daulet)
        try:
            await until(hears(listener))
            wish = Enter(meeting=hall.meeting.ref, place=QARAAUYL, language="kk", consent=False)
            await enter(now(hall, hall.world.resident), wish)
            await asyncio.sleep(SOON_SECONDS)  # the promise itself: by then nothing of hers goes out
            silent_at, sent_at = len(listener.packets), await sent(speaker)
            assert (await aigul.sees(lambda state: not state["mine"]["recorded"]))["mine"]["has_floor"]
            await goes_on(speaker, sent_at + 50)
            assert len(listener.packets) == silent_at
            offer = speaker.connection.localDescription.sdp
            assert (await aigul.asks("publish", offer=offer, sound="full"))["word"] == "live.no_consent"
        finally:
            await speaker.close()
            await listener.close()


async def sent(person: Person) -> int:
    stats = await person.connection.getSenders()[0].getStats()
    return next(each.packetsSent for each in stats.values() if each.type == "outbound-rtp")


async def goes_on(person: Person, packets: int) -> None:
    """Her device sends so many packets more, unless the server cut its line: then it cannot."""
    async with asyncio.timeout(30):
        while person.connection.connectionState != "closed" and await sent(person) < packets:
            await asyncio.sleep(0.05)
    await asyncio.sleep(SOON_SECONDS)  # what might still be under way arrives
