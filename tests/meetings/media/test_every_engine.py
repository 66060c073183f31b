"""What a meeting may rely on, whichever media engine carries it. Real aiortc peers, real sound and pictures."""

import asyncio
from dataclasses import replace

import pytest

from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound, Unavailable
from meetings.media.engine import SlotWish
from meetings.media.limits import DESCRIPTION_BYTES, NodeLimits, RoomLimits
from tests.meetings.media.engines import KINDS, started
from tests.meetings.media.peers import QUIET, Colour, Tone, listens, loudness_of, speaks, until

SOUND = SlotWish(voices=1, pictures=0)


@pytest.fixture(params=KINDS)
async def media(request, tmp_path):
    async with started(request.param, tmp_path) as engine:
        yield engine


async def closed(*people):
    for each in people:
        await each.close()


async def test_a_resident_hears_and_sees_the_head(media):
    await media.open_room("m")
    await media.open_room("m")
    await media.give_floor("m", "head")
    head = await speaks(media, "m", "head", Tone(440), Colour(200), codec="VP8")
    aigul = await listens(media, "m", "aigul")
    await until(lambda: len(aigul.frames.get("0", [])) > 40 and len(aigul.frames.get("1", [])) > 8)
    assert loudness_of(aigul.frames["0"][-20:], 440) > 0.8
    assert bytes(aigul.frames["1"][-1].planes[0])[0] > 170
    await closed(head, aigul)


async def test_when_end_floor_returns_nothing_goes_out_though_she_goes_on_sending(media):
    await media.open_room("m")
    await media.give_floor("m", "aigul")
    aigul = await speaks(media, "m", "aigul", Tone(440))
    saule = await listens(media, "m", "saule", SOUND)
    await until(lambda: len(saule.packets) > 20)
    await media.end_floor("m", "aigul")
    await asyncio.sleep(0.15)  # what was on the way
    count = len(saule.packets)
    await asyncio.sleep(0.5)
    assert len(saule.packets) == count
    await media.give_floor("m", "aigul")
    again = aigul
    if aigul.connection.connectionState != "connected":
        again = await speaks(media, "m", "aigul", Tone(440))
    await until(lambda: len(saule.packets) > count + 15)
    await closed(again, saule)


async def test_who_has_no_floor_cannot_publish_and_a_full_stage_says_so(media):
    await media.open_room("m", RoomLimits(publishers=1))
    with pytest.raises(Forbidden) as refusal:
        await speaks(media, "m", "aigul", Tone(440))
    assert refusal.value.reason == "media.not_on_stage"
    await media.give_floor("m", "head")
    with pytest.raises(Conflict) as full:
        await media.give_floor("m", "aigul")
    assert full.value.values == {"most": 1}
    with pytest.raises(NotFound):
        await media.give_floor("another", "aigul")
    with pytest.raises(NotFound):
        await media.accept("no seat", "v=0")
    assert (await media.node_stats()).seats == 0


async def test_a_bad_or_too_long_offer_is_refused_and_leaves_no_seat(media):
    await media.open_room("m")
    await media.give_floor("m", "head")
    with pytest.raises(Invalid) as refusal:
        await media.publish("m", "head", "v=0\r\n")
    assert refusal.value.faults[0].field == "sdp"
    with pytest.raises(Invalid) as long:
        await media.publish("m", "head", "v=0\r\n" + "ә" * DESCRIPTION_BYTES)
    assert long.value.reason == "media.offer_too_long"
    joined = await media.subscribe("m", "saule", SOUND)
    with pytest.raises(Invalid):
        await media.accept(joined.seat, "v=0\r\nm=audio 9 X 0\r\n")
    assert (await media.node_stats()).seats == 0


async def test_one_voice_follows_another_in_the_same_slot(media):
    await media.open_room("m")
    people = []
    await media.give_floor("m", "head")
    people.append(await speaks(media, "m", "head", Tone(440)))
    ear = await listens(media, "m", "saule", SOUND)
    await until(lambda: len(ear.frames.get("0", [])) > 20)
    await media.end_floor("m", "head")
    await media.give_floor("m", "aigul")
    people.append(await speaks(media, "m", "aigul", Tone(1000)))
    heard = len(ear.frames["0"])
    await until(lambda: len(ear.frames["0"]) > heard + 40)
    assert loudness_of(ear.frames["0"][-15:], 1000) > 0.8
    assert len({each.ssrc for each in ear.packets}) == 1
    await closed(*people, ear)


async def test_a_paused_picture_costs_nothing_and_comes_back(media):
    await media.open_room("m")
    await media.give_floor("m", "head")
    head = await speaks(media, "m", "head", Colour(100), codec="VP8")
    eye = await listens(media, "m", "saule", SlotWish(voices=0, pictures=1))
    await until(lambda: len(eye.frames.get("0", [])) > 3)
    await media.pause(eye.seat, 0, paused=True)
    await asyncio.sleep(0.25)  # what was on the way
    count = len(eye.packets)
    await asyncio.sleep(0.4)
    assert len(eye.packets) <= count + 1
    await media.pause(eye.seat, 0, paused=False)
    await until(lambda: len(eye.packets) > count + 8)
    with pytest.raises(NotFound):
        await media.pause(eye.seat, 3, paused=True)
    await closed(head, eye)


async def test_a_picture_is_pinned_and_then_follows_the_stage_again(media):
    await media.open_room("m")
    people = []
    for name, brightness in (("head", 40), ("aigul", 220)):
        await media.give_floor("m", name)
        people.append(await speaks(media, "m", name, Colour(brightness), codec="VP8"))
    eye = await listens(media, "m", "saule", SlotWish(voices=0, pictures=1))
    await media.switch(eye.seat, 0, "aigul")
    await until(lambda: eye.frames.get("0") and bytes(eye.frames["0"][-1].planes[0])[0] > 180)
    await media.switch(eye.seat, 0, "head")
    await until(lambda: bytes(eye.frames["0"][-1].planes[0])[0] < 80)
    with pytest.raises(NotFound):
        await media.switch(eye.seat, 0, "nobody")
    await media.follow(eye.seat, 0)
    await media.hide("m", "head")
    await until(lambda: bytes(eye.frames["0"][-1].planes[0])[0] > 180)
    await closed(*people, eye)


async def test_the_figures_of_a_room_name_who_speaks_and_who_listens(media):
    await media.open_room("m")
    await media.give_floor("m", "head")
    head = await speaks(media, "m", "head", Tone(440))
    ear = await listens(media, "m", "saule", SOUND)
    await until(lambda: len(ear.packets) > 20)
    figures = await media.room_stats("m")
    assert figures.publishers.keys() == {"head"}
    assert figures.listeners.keys() == {ear.seat}
    node = await media.node_stats()
    assert (node.seats, node.rooms) == (2, 1)
    await media.leave(ear.seat)
    await media.leave(ear.seat)
    assert (await media.node_stats()).seats == 1
    await media.close_room("m")
    assert (await media.node_stats()).rooms == 0
    with pytest.raises(NotFound):
        await media.room_stats("m")
    await closed(head, ear)


async def test_a_full_room_and_a_closing_node_say_so(media):
    await media.open_room("m", RoomLimits(listeners=1))
    first = await media.subscribe("m", "saule", SOUND)
    with pytest.raises(Unavailable) as full:
        await media.subscribe("m", "aigul", SOUND)
    assert full.value.reason == "media.full"
    await media.leave(first.seat)
    await media.drain()
    with pytest.raises(Unavailable) as closing:
        await media.subscribe("m", "aigul", SOUND)
    assert closing.value.reason == "media.closing"


@pytest.mark.parametrize("kind", KINDS)
async def test_the_last_seat_of_a_node_is_the_last(kind, tmp_path):
    async with started(kind, tmp_path, NodeLimits(seats=1, busy_share=99, late_seconds=99)) as media:
        await media.open_room("m")
        await media.subscribe("m", "saule", SOUND)
        with pytest.raises(Unavailable) as refusal:
            await media.subscribe("m", "aigul", SOUND)
        assert refusal.value.reason == "media.full"


async def test_after_a_speaker_hung_up_without_a_word_the_next_is_heard_in_the_same_slot(media):
    await media.open_room("m")
    await media.give_floor("m", "head")
    head = await speaks(media, "m", "head", Tone(440))
    ear = await listens(media, "m", "saule", SOUND)
    await until(lambda: len(ear.frames.get("0", [])) > 20)
    await head.close()
    await until_seats(media, 1)
    await media.give_floor("m", "aigul")
    aigul = await speaks(media, "m", "aigul", Tone(1000))
    heard = len(ear.frames["0"])
    await until(lambda: len(ear.frames["0"]) > heard + 40)
    assert loudness_of(ear.frames["0"][-15:], 1000) > 0.8
    assert len({each.ssrc for each in ear.packets}) == 1
    await closed(aigul, ear)


async def test_an_engine_says_which_formats_it_takes_and_whether_one_port_is_enough(media):
    able = await media.able()
    assert "VP8" in able.pictures
    assert able.kind in {"embedded", "janus"}
    assert able.one_port is (able.kind == "embedded")


@pytest.mark.parametrize("kind", KINDS)
async def test_who_never_comes_through_is_given_up(kind, tmp_path):
    async with started(kind, tmp_path, replace(QUIET, handshake_seconds=0.2)) as media:
        await media.open_room("m")
        for _number in range(5):
            await media.subscribe("m", "saule", SOUND)
        assert (await media.node_stats()).seats == 5
        await until_seats(media, 0)
        assert (await media.room_stats("m")).listeners == {}


async def until_seats(media, seats):
    async with asyncio.timeout(30):
        while (await media.node_stats()).seats != seats:
            await asyncio.sleep(0.05)
