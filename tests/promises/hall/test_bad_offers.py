"""H10: a bad offer harms only itself. Nothing of it is left behind, and the people in the room go on hearing.

Twenty thousand of them: ``HS_BAD_OFFERS=20000 pytest tests/promises/hall/test_bad_offers.py``.
"""

import asyncio
import contextlib
import os
import random

import pytest
from aiortc import RTCSessionDescription

from hearing_state.errors import Invalid
from meetings.media.engine import SlotWish
from tests.meetings.media.bad_offers import CHANGES
from tests.meetings.media.offers import CHROME, mutated
from tests.meetings.media.peers import Colour, Person, Tone, engine, listens, speaks, until
from tests.meetings.media.ugly import left

OFFERS = int(os.environ.get("HS_BAD_OFFERS", "400"))
WORDS = {"media.offer_unusable", "media.no_common_codec", "media.offer_too_long"}


@pytest.fixture
async def hall(caplog):
    """A meeting in which the head speaks and Saule listens; at the end both still do, and nothing else is there."""
    unhandled = []
    loop = asyncio.get_running_loop()
    before = loop.get_exception_handler()
    loop.set_exception_handler(lambda _loop, context: unhandled.append(context))
    async with engine() as media:
        await media.open_room("m")
        for person in ("head", "stranger"):
            await media.give_floor("m", person)
        head = await speaks(media, "m", "head", Tone(440))
        ear = await listens(media, "m", "saule", SlotWish(1, 0))
        await until(lambda: len(ear.packets) > 5)
        held = left()
        yield media
        await until(lambda: all(now <= then for now, then in zip(left(), held, strict=True)))
        assert (await media.node_stats()).seats == 2
        assert len(media.node.mux.by_name) == 2
        assert set(media.rooms["m"].publishers) == {"head"}
        heard = len(ear.packets)
        await until(lambda: len(ear.packets) > heard + 10)
        assert await _tried(media, CHROME) == ""  # and a good one is answered
        for each in (head, ear):
            await each.close()
    loop.set_exception_handler(before)
    assert unhandled == []
    assert not [each for each in caplog.records if each.levelname == "ERROR"]


async def _tried(media, offer):
    """The word of its refusal; empty when it was answered."""
    try:
        joined = await media.publish("m", "stranger", offer)
    except Invalid as refusal:
        return refusal.reason
    await media.leave(joined.seat)
    return ""


async def test_every_known_bad_offer_is_refused_in_our_words_or_answered(hall):
    words = {name: await _tried(hall, change(CHROME)) for name, change in CHANGES.items()}
    assert set(words.values()) <= {"", *WORDS}
    assert sum(bool(each) for each in words.values()) > len(words) // 2
    for name in (
        "nothing",
        "data only (OpenVidu)",
        "an empty name (Janus)",
        "keys in the open (SDES)",
        "no role",
    ):
        assert words[name] or name.startswith("keys"), name


async def test_offers_changed_by_chance_are_refused_or_answered(hall):
    chosen = random.Random(11)
    person = Person()
    for track in (Tone(440), Colour(50)):
        person.connection.addTransceiver(track, direction="sendonly")
    offers = [CHROME, (await person.connection.createOffer()).sdp]
    await person.close()
    words = [await _tried(hall, mutated(offers[number % 2], chosen)) for number in range(OFFERS)]
    assert 0.02 < words.count("") / OFFERS < 0.95
    assert set(words) - {""} == {"media.offer_unusable", "media.no_common_codec"}


async def test_bad_answers_of_a_listener_end_her_own_seat_at_most(hall):
    chosen = random.Random(12)
    for number in range(OFFERS // 8):
        person = Person()
        joined = await hall.subscribe("m", "ghost", SlotWish(1, 1))
        await person.connection.setRemoteDescription(RTCSessionDescription(joined.description, "offer"))
        answer = (await person.connection.createAnswer()).sdp
        change = list(CHANGES.values())[number] if number < len(CHANGES) and number % 2 else None
        given = mutated(answer, chosen) if change is None else change(answer)
        with contextlib.suppress(Invalid):
            await hall.accept(joined.seat, given)
        await hall.leave(joined.seat)
        await person.close()
