"""Interpretation over the real rows, the real sockets and real sound: a listener on Russian hears the interpreter, not the speaker."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from aiortc import RTCSessionDescription
from tortoise.context import _current_context

from hearing_state.actions import Context
from meetings.captions.actions.correct import Correct, correct
from meetings.captions.actions.write import Write, write
from meetings.crew.actions.accept import Accept, accept
from meetings.crew.actions.appoint import Appoint, appoint
from meetings.crew.actions.dismiss import Dismiss, dismiss
from meetings.crew.crew import Task
from meetings.crew.queries import serving
from meetings.floor.actions.enter import Enter, enter
from meetings.floor.actions.give_turn import GiveTurn, give_turn
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.floor.actions.raise_hand import RaiseHand, raise_hand
from meetings.interpretation.actions.mute import Mute, mute
from meetings.interpretation.actions.take import Take, take
from meetings.interpretation.channel import Channel
from meetings.live.carrying import Here
from meetings.live.floor_room import FloorRoom
from meetings.live.media import Media
from meetings.media.ears import Ears
from meetings.media.embedded import EmbeddedEngine, Place
from tests.agencies.country import QARAAUYL
from tests.meetings.live.paper import Client, LiveHall, live_hall
from tests.meetings.media.peers import QUIET, Person, Tone, loudness_of, until
from tests.meetings.world import signed_in
from tests.questions.world import person

SPEAKER, INTERPRETER = 440, 1250


@pytest.fixture
async def hall(own_database, settings, as_):
    media = Media(Here(lambda: EmbeddedEngine.start(Place(), QUIET)))
    floor = FloorRoom()
    async with live_hall(
        own_database, _current_context.get(), settings, as_, kept=floor, media=media
    ) as made:
        await open_floor(now(made, made.world.clerk), OpenFloor(meeting=made.meeting.ref))
        yield made


def now(hall: LiveHall, context: Context) -> Context:
    return replace(context, now=hall.clock.now())


async def appointed(hall: LiveHall, task: Task, *languages: str) -> Context:
    wish = Appoint(meeting=hall.meeting.ref, task=task, languages=languages, name="Динара С.")
    code = (await appoint(now(hall, hall.world.clerk), wish)).code
    dinara = now(hall, signed_in(hall.world.visitor, await person("Динара", "Сейітова")))
    await accept(dinara, Accept(meeting=hall.meeting.ref, code=code))
    return dinara


async def has_the_floor(hall: LiveHall) -> None:
    """Aigul."""
    aigul = hall.world.resident
    wish = Enter(meeting=hall.meeting.ref, place=QARAAUYL, language="kk", consent=True)
    await enter(now(hall, aigul), wish)
    await raise_hand(now(hall, aigul), RaiseHand(meeting=hall.meeting.ref))
    hall.clock.put(hall.clock.now() + timedelta(seconds=1))
    await give_turn(now(hall, hall.world.clerk), GiveTurn(meeting=hall.meeting.ref))


async def speaks_over(line: Client, hertz: float) -> Person:
    speaker = Person()
    speaker.connection.addTransceiver(Tone(hertz), direction="sendonly")
    await speaker.connection.setLocalDescription(await speaker.connection.createOffer())
    said = await line.asks("publish", offer=speaker.connection.localDescription.sdp)
    assert said["t"] == "answer", said
    await speaker.connection.setRemoteDescription(RTCSessionDescription(said["answer"], "answer"))
    return await speaker.connected()


async def listens_over(line: Client, language: str, **more: bool) -> Person:
    listener = Person()
    said = await line.asks("wish", step="sound", voices=2, pictures=0, language=language, **more)
    assert said["t"] == "offer", said
    await listener.connection.setRemoteDescription(RTCSessionDescription(said["offer"], "offer"))
    await listener.connection.setLocalDescription(await listener.connection.createAnswer())
    answer = listener.connection.localDescription.sdp
    assert (await line.asks("answer", seat=said["seat"], answer=answer))["t"] == "done"
    return await listener.connected()


async def is_told(line: Client, channel: str, heard: str) -> None:
    """The newest that the server said of her channel; waits for it."""
    said = [each for each in line.heard if each["t"] == "channel"]
    newest = said[-1] if said else await line.next("channel")
    while (newest["channel"], newest["heard"]) != (channel, heard):
        newest = await line.next("channel")


def hears(listener: Person, hertz: float, other: float) -> bool:
    last = [frames[-10:] for frames in listener.frames.values() if len(frames) >= 10]
    return any(loudness_of(each, hertz) > 0.8 for each in last) and not any(
        loudness_of(each, other) > 0.2 for each in last
    )


def forgets(listener: Person) -> None:
    for frames in listener.frames.values():
        frames.clear()


async def test_a_listener_on_russian_hears_the_interpreter_and_is_told_when_there_is_none(hall: LiveHall):
    dinara = await appointed(hall, Task.INTERPRETATION, "ru")
    booth: UUID = dinara.actor.person_id
    await has_the_floor(hall)
    async with (
        hall.inside(hall.world.aigul) as aigul,
        hall.inside(booth) as cabin,
        hall.inside(None) as guest,
    ):
        speaker = await speaks_over(aigul, SPEAKER)
        listener = await listens_over(guest, "ru")
        await is_told(guest, "ru", "floor")
        await until(lambda: hears(listener, SPEAKER, INTERPRETER))
        refused = await cabin.asks("publish", offer="v=0")
        assert refused["word"] == "live.no_floor"
        await take(now(hall, dinara), Take(meeting=hall.meeting.ref, channel=Channel.RU))
        seen = await cabin.sees(lambda state: state["mine"].get("booth"))
        assert seen["mine"]["booth"] == {"channel": "ru", "hears": "floor", "muted": False}
        assert (await guest.sees(lambda state: state["hall"]["channels"]["ru"]))["hall"]["channels"][
            "kk"
        ] is False
        interpreter = await speaks_over(cabin, INTERPRETER)
        await is_told(guest, "ru", "ru")
        forgets(listener)
        await until(lambda: hears(listener, INTERPRETER, SPEAKER))
        await mute(now(hall, dinara), Mute(meeting=hall.meeting.ref))
        await is_told(guest, "ru", "floor")
        forgets(listener)
        await until(lambda: hears(listener, SPEAKER, INTERPRETER))
        await mute(now(hall, dinara), Mute(meeting=hall.meeting.ref, muted=False))
        await is_told(guest, "ru", "ru")
        forgets(listener)
        await until(lambda: hears(listener, INTERPRETER, SPEAKER))
        (appointment,) = await serving(dinara, hall.meeting.id)
        await dismiss(
            now(hall, hall.world.clerk), Dismiss(meeting=hall.meeting.ref, appointment=appointment.id)
        )
        await is_told(guest, "ru", "floor")
        forgets(listener)
        await until(lambda: hears(listener, SPEAKER, INTERPRETER))
        for each in (speaker, listener, interpreter):
            await each.close()


async def test_who_wishes_the_floor_besides_gets_it_in_slots_of_its_own_without_a_new_offer(hall: LiveHall):
    dinara = await appointed(hall, Task.INTERPRETATION, "ru")
    await has_the_floor(hall)
    async with (
        hall.inside(hall.world.aigul) as aigul,
        hall.inside(dinara.actor.person_id) as cabin,
        hall.inside(None) as guest,
    ):
        welcome = next(each for each in guest.heard if each["t"] == "welcome")
        assert "with_floor" in welcome["knows"]
        speaker = await speaks_over(aigul, SPEAKER)
        await take(now(hall, dinara), Take(meeting=hall.meeting.ref, channel=Channel.RU))
        await cabin.sees(lambda state: state["mine"].get("booth"))
        interpreter = await speaks_over(cabin, INTERPRETER)
        listener = await listens_over(guest, "ru", with_floor=True)
        await until(lambda: by_section(listener) == [INTERPRETER, SPEAKER])
        said = await guest.asks("wish", step="sound", voices=2, pictures=0, language="ru")
        assert said["t"] == "done"
        forgets(listener)
        await until(lambda: hears(listener, INTERPRETER, SPEAKER))
        for each in (speaker, listener, interpreter):
            await each.close()


def by_section(listener: Person) -> list[int | None]:
    """Which tone comes in each section of sound, in their order."""
    last = [frames[-10:] for _mid, frames in sorted(listener.frames.items(), key=lambda each: int(each[0]))]
    return [
        next((hertz for hertz in (SPEAKER, INTERPRETER) if loudness_of(each, hertz) > 0.8), None)
        for each in last
    ]


async def test_the_chosen_channel_is_kept_through_a_cut(hall: LiveHall):
    async with hall.inside(None) as guest:
        listener = await listens_over(guest, "kk")
        seat = next(each for room in hall.foyer.rooms.values() for each in room.seats.values())
        token = next(each for each in guest.heard if each["t"] == "welcome")["token"]
        await guest.socket.close()
        await until(lambda: seat.line is None)
        async with hall.socket() as again:
            await again.say("resume", version=1, token=token)
            await again.next("welcome")
            assert seat.wish.language == "kk"
            said = await again.asks("rejoin")
            assert said["t"] == "offer"
            engine = hall.foyer.media.engine
            (room,) = engine.rooms.values()
            assert room._ears[said["seat"]] == Ears("kk")
        await listener.close()


async def test_a_caption_reaches_every_device_and_so_does_its_correction(hall: LiveHall):
    dinara = await appointed(hall, Task.CAPTIONS, "kk")
    async with hall.inside(hall.world.aigul) as aigul, hall.inside(None) as guest:
        number = await write(
            now(hall, dinara), Write(meeting=hall.meeting.ref, language="kk", text="Су кшан?")
        )
        for each in (aigul, guest):
            told = await each.next("caption")
            assert (told["n"], told["language"], told["text"]) == (number, "kk", "Су кшан?")
        await correct(now(hall, dinara), Correct(meeting=hall.meeting.ref, line=number, text="Су қашан?"))
        told = await guest.next("caption")
        assert (told["n"], told["text"]) == (number, "Су қашан?")
