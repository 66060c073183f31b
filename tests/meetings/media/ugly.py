"""Ways in which a join can end badly. Each is called with the engine, in which meeting ``m`` is open, and a number of its own."""

import asyncio
import contextlib
import threading
from pathlib import Path

import pytest
from aiortc import RTCSessionDescription

from hearing_state.errors import NotFound, Problem, Unavailable
from meetings.media.engine import SlotWish
from meetings.media.limits import NodeLimits
from tests.meetings.media.offers import CHROME
from tests.meetings.media.peers import Person, answers, until

SHORT = NodeLimits(
    busy_share=99,
    late_seconds=99,
    joins_a_second=5000,
    join_burst=5000,
    handshake_seconds=0.5,
    consent_seconds=1.0,
)


def left() -> tuple[int, int, int]:
    """Tasks, open files and threads of this process; those in which the peers of the tests encode are not ours."""
    return (
        len(asyncio.all_tasks()),
        len(list(Path("/proc/self/fd").iterdir())),
        sum(not each.name.startswith("asyncio_") for each in threading.enumerate()),
    )


@contextlib.contextmanager
def in_time():
    """On a machine that is busy a seat may end before its offer is made, or before its answer comes: one more way to go wrong."""
    try:
        yield
    except NotFound:
        return
    except Unavailable as late:
        if late.reason != "media.away":
            raise


async def _never_answers(media, _number):
    await media.subscribe("m", "ghost")


async def _answers_nonsense(media, _number):
    joined = await media.subscribe("m", "ghost")
    with pytest.raises(Problem):
        await media.accept(joined.seat, "v=0\r\nm=audio 9 X 0\r\n")


async def _answers_and_vanishes(media, number):
    person = Person()
    joined = await media.subscribe("m", f"ghost{number}", SlotWish(voices=1, pictures=1))
    with in_time():
        await answers(media, person, joined)
    await person.close()


async def _leaves_at_once(media, _number):
    joined = await media.subscribe("m", "ghost")
    await asyncio.gather(media.leave(joined.seat), media.leave(joined.seat))


async def _offers_nonsense(media, _number):
    with pytest.raises(Problem):
        await media.publish("m", "head", "v=0\r\n" + "a=x\r\n" * 30)


async def _offers_and_vanishes(media, _number):
    person = Person()
    person.connection.addTransceiver("audio", direction="sendonly")
    await person.connection.setLocalDescription(await person.connection.createOffer())
    with in_time():
        await media.publish("m", "head", person.connection.localDescription.sdp)
    await person.close()


async def _proves_to_be_another(media, number):
    """Her certificate is not the one that she named."""
    person = Person()
    joined = await media.subscribe("m", f"ghost{number}", SlotWish(voices=1, pictures=0))
    await person.connection.setRemoteDescription(RTCSessionDescription(joined.description, "offer"))
    await person.connection.setLocalDescription(await person.connection.createAnswer())
    text = person.connection.localDescription.sdp
    print_ = text.partition("a=fingerprint:sha-256 ")[2][:95]
    with in_time():
        await media.accept(joined.seat, text.replace(print_, print_[::-1]))
    await until(lambda: joined.seat not in media._peers)
    await person.close()


async def _is_cut_off_while_offering(media, number):
    task = asyncio.create_task(media.publish("m", "head", CHROME))
    for _turn in range(number % 5):
        await asyncio.sleep(0)
    task.cancel()
    with in_time(), contextlib.suppress(asyncio.CancelledError):
        await task


async def _leaves_while_answering(media, number):
    person = Person()
    joined = await media.subscribe("m", f"ghost{number}")
    with contextlib.suppress(Problem):
        await asyncio.gather(answers(media, person, joined), media.leave(joined.seat))
    await person.close()


async def _answers_twice(media, number):
    person = Person()
    joined = await media.subscribe("m", f"ghost{number}", SlotWish(voices=1, pictures=0))
    with contextlib.suppress(Problem):
        await answers(media, person, joined)
        await media.accept(joined.seat, person.connection.localDescription.sdp)
    await person.close()


UGLY = (
    _never_answers,
    _answers_nonsense,
    _answers_and_vanishes,
    _leaves_at_once,
    _offers_nonsense,
    _offers_and_vanishes,
    _proves_to_be_another,
    _is_cut_off_while_offering,
    _leaves_while_answering,
    _answers_twice,
)
