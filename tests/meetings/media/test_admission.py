import asyncio
import time

import pytest

from hearing_state.errors import TooMany, Unavailable
from meetings.media.admission import Admission, Load
from meetings.media.limits import NodeLimits
from tests.meetings.media.peers import QUIET, Tone, engine, listens, speaks


def test_fifty_people_come_in_a_second_and_the_next_comes_again():
    admission = Admission(NodeLimits())
    for number in range(50):
        admission.enter(10.0, seats=number)
    with pytest.raises(TooMany) as refusal:
        admission.enter(10.0, seats=50)
    assert refusal.value.retry_after_seconds == 1
    let_in = 0
    for tick in range(1000):
        try:
            admission.enter(10.0 + (tick + 1) / 500, seats=0)
        except TooMany:
            continue
        let_in += 1
    assert let_in == 100  # in two seconds


@pytest.mark.parametrize(
    ("load", "is_full"),
    [(Load(0.79, 0.01), False), (Load(0.81, 0.0), True), (Load(0.1, 0.06), True)],
)
def test_a_busy_or_late_node_is_full_before_its_seats_are(load, is_full):
    admission = Admission(NodeLimits())
    admission.load = load
    if not is_full:
        admission.enter(0.0, seats=1)
        return
    with pytest.raises(Unavailable) as refusal:
        admission.enter(0.0, seats=1)
    assert refusal.value.reason == "media.full"


def test_a_closing_node_says_that_it_closes():
    admission = Admission(NodeLimits())
    admission.is_closing = True
    with pytest.raises(Unavailable) as refusal:
        admission.enter(0.0, seats=0)
    assert refusal.value.reason == "media.closing"


async def test_the_listener_after_the_last_seat_is_told_so_and_a_seat_left_is_free():
    async with engine(NodeLimits(seats=2, busy_share=99, late_seconds=99)) as media:
        await media.open_room("m")
        first, second = await listens(media, "m", "a"), await listens(media, "m", "b")
        with pytest.raises(Unavailable) as refusal:
            await media.subscribe("m", "c")
        assert refusal.value.reason == "media.full"
        assert (await media.node_stats()).refused == {"media.full": 1}
        await media.leave(first.seat)
        third = await listens(media, "m", "c")
        await media.drain()
        with pytest.raises(Unavailable):
            await media.subscribe("m", "d")
        for each in (first, second, third):
            await each.close()


async def test_who_has_the_floor_comes_in_although_the_node_is_full_and_late():
    async with engine(NodeLimits(seats=1, busy_share=0.0, late_seconds=0.0)) as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        with pytest.raises(Unavailable) as refusal:
            await media.subscribe("m", "a")
        assert refusal.value.reason == "media.full"
        head = await speaks(media, "m", "head", Tone(440))
        assert set((await media.room_stats("m")).publishers) == {"head"}
        await head.close()
        await media.drain()
        with pytest.raises(Unavailable) as refusal:
            await media.publish("m", "head", "v=0")
        assert refusal.value.reason == "media.closing"


async def test_a_node_sees_by_itself_that_it_is_busy():
    async with engine(QUIET) as media:
        until = time.monotonic() + 1.6
        while time.monotonic() < until:
            sum(range(200_000))
            await asyncio.sleep(0)
        assert (await media.node_stats()).busy > 0.2
