"""Who wished the floor under the interpreter gets both: hers in the first slot and nobody else's, the floor in the others. On every engine."""

from __future__ import annotations

import asyncio
import math
import struct
from typing import Any

import pytest

from meetings.media.channels import FLOOR
from meetings.media.ears import Ears
from meetings.media.engine import SlotWish
from tests.meetings.media.engines import KINDS, started
from tests.meetings.media.peers import Person, Tone, listens, loudness_of, speaks, until

THREE = SlotWish(voices=3, pictures=0)
HEAD, RESIDENT, RUSSIAN = 440, 700, 1250
SAME_DECIBELS = 3.0
"""Forwarded is not mixed: each stream comes as loud as it was spoken. How quiet the floor is, the listener's device says."""


class PaperSlot:
    def __init__(self) -> None:
        self.wanted: Any = None

    def show(self, source: Any, *, at_once: bool = False) -> None:
        self.wanted = source


def filled(ears: Ears, slots: list[PaperSlot], interpreter: str | None, *floor: str) -> list[str | None]:
    ears.fill(slots, interpreter, floor)  # type: ignore[arg-type]
    return [each.wanted for each in slots]


def test_the_first_slot_is_the_interpreters_alone_and_a_voice_of_the_floor_keeps_its_own():
    slots, ears = [PaperSlot() for _ in range(3)], Ears("ru", with_floor=True)
    assert filled(ears, slots, None, "head", "aigul", "daulet") == [None, "head", "aigul"]
    assert filled(ears, slots, "dinara", "aigul") == ["dinara", None, "aigul"]
    assert filled(ears, slots, "dinara", "head", "aigul") == ["dinara", "head", "aigul"]
    assert filled(ears, slots, None, "daulet") == [None, "daulet", None]


def test_with_one_slot_or_on_the_floor_it_is_not_heeded():
    for ears, number in (
        (Ears("ru", with_floor=True), 1),
        (Ears(FLOOR, with_floor=True), 2),
        (Ears("ru"), 2),
    ):
        slots = [PaperSlot() for _ in range(number)]
        assert filled(ears, slots, None, "head")[0] == "head"
    assert filled(Ears("ru", with_floor=True), [PaperSlot()], "dinara", "head") == ["dinara"]
    assert filled(Ears("ru"), [PaperSlot(), PaperSlot()], "dinara", "head") == ["dinara", None]


@pytest.fixture(params=KINDS)
async def media(request, tmp_path):
    async with started(request.param, tmp_path) as engine:
        yield engine


async def test_the_interpreter_and_the_floor_come_apart_and_as_loud_as_they_were_spoken(media):
    await media.open_room("m")
    people = await on_the_stage(media)
    aigul = await listens(media, "m", "aigul", THREE)
    await media.listen_to(aigul.seat, "ru", with_floor=True)
    await comes_apart(aigul, {RUSSIAN}, {HEAD, RESIDENT})
    loud = {next(iter(tones(frames))): decibels(frames) for frames in await listened(aigul)}
    assert max(loud.values()) - min(loud.values()) < SAME_DECIBELS
    await closed(*people, aigul)


async def test_while_she_is_muted_or_gone_the_floor_goes_on_and_her_slot_is_empty(media):
    await media.open_room("m")
    people = await on_the_stage(media)
    aigul = await listens(media, "m", "aigul", THREE)
    await media.listen_to(aigul.seat, "ru", with_floor=True)
    await comes_apart(aigul, {RUSSIAN}, {HEAD, RESIDENT})
    await media.interpret("m", "dinara", "ru", muted=True)
    await comes_apart(aigul, set(), {HEAD, RESIDENT})
    await media.interpret("m", "dinara", "ru")
    await comes_apart(aigul, {RUSSIAN}, {HEAD, RESIDENT})
    await media.end_floor("m", "dinara")
    await comes_apart(aigul, set(), {HEAD, RESIDENT})
    await closed(*people, aigul)


async def test_who_does_not_say_it_hears_the_interpreter_alone_and_may_change_her_mind_without_an_offer(
    media,
):
    await media.open_room("m")
    people = await on_the_stage(media)
    old, aigul = [await listens(media, "m", name, THREE) for name in ("john", "aigul")]
    await media.listen_to(old.seat, "ru")
    await media.listen_to(aigul.seat, "ru", with_floor=True)
    await comes(old, {RUSSIAN})
    await comes_apart(aigul, {RUSSIAN}, {HEAD, RESIDENT})
    await media.listen_to(aigul.seat, "ru")
    await comes(aigul, {RUSSIAN})
    await media.listen_to(aigul.seat, "ru", with_floor=True)
    await comes_apart(aigul, {RUSSIAN}, {HEAD, RESIDENT})
    await media.listen_to(aigul.seat, FLOOR, with_floor=True)
    await comes(aigul, {HEAD, RESIDENT})
    await closed(*people, old, aigul)


async def on_the_stage(media: Any) -> list[Person]:
    """Two who have the floor, and an interpreter into Russian."""
    made = []
    for name, hertz in (("head", HEAD), ("resident", RESIDENT)):
        await media.give_floor("m", name)
        made.append(await speaks(media, "m", name, Tone(hertz)))
    await media.give_floor("m", "dinara")
    await media.interpret("m", "dinara", "ru")
    made.append(await speaks(media, "m", "dinara", Tone(RUSSIAN)))
    return made


async def listened(person: Person) -> list[list[Any]]:
    """While half a second came in one of her slots: by slot the end of what came, nothing where nothing went on coming."""
    for frames in person.frames.values():
        frames.clear()
    await until(lambda: any(len(frames) >= 25 for frames in person.frames.values()))
    slots = [person.frames[mid] for mid in sorted(person.frames, key=int)]
    return [frames[-10:] if len(frames) >= 10 else [] for frames in slots]


def tones(frames: list[Any]) -> set[int]:
    return {each for each in (HEAD, RESIDENT, RUSSIAN) if frames and loudness_of(frames, each) > 0.8}


async def comes_apart(person: Person, hers: set[int], floor: set[int]) -> None:
    """In the first slot, and in the others together. Something comes in one of them in every case."""
    async with asyncio.timeout(30):
        found: list[set[int]] = []
        while found != [hers, floor]:
            first, *others = [tones(frames) for frames in await listened(person)]
            found = [first, set().union(*others)]


async def comes(person: Person, wanted: set[int]) -> None:
    """In all slots together, these and no others."""
    async with asyncio.timeout(30):
        while set().union(*(tones(frames) for frames in await listened(person))) != wanted:
            pass


def decibels(frames: list[Any]) -> float:
    """Of the whole sound, below full scale."""
    samples: list[int] = []
    for frame in frames:
        raw = bytes(frame.planes[0])[: frame.samples * 2 * len(frame.layout.channels)]
        samples += [each[0] for each in struct.iter_unpack("<" + "h" * len(frame.layout.channels), raw)]
    return 20 * math.log10(math.sqrt(sum(each * each for each in samples) / len(samples)) / 32_768)


async def closed(*people: Person) -> None:
    for each in people:
        await each.close()
