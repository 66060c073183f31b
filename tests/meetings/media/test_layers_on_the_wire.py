"""One camera in two layers told apart by RID: a weak line gets the low one, and nobody needs a new agreement."""

import asyncio
from itertools import pairwise

from aiortc import RTCSessionDescription

from meetings.media.engine import SlotWish
from tests.meetings.media.peers import Colour, Person, engine, listens, until
from tests.meetings.media.simulcast import KEY, LETTER, Simulcast


async def test_each_listener_gets_the_layer_that_her_line_carries():
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head = await Simulcast().publish(media)
        eye = await listens(media, "m", "saule", SlotWish(voices=0, pictures=1))
        sources = media.rooms["m"].publishers["head"].sources
        assert sources.keys() == {"camera.h", "camera.l"}
        slot = media.rooms["m"].listeners[eye.seat].pictures[0]

        async def play(seconds=0.6):
            for frame in range(int(seconds * 30)):
                for rid, size in (("h", 1000), ("l", 200)):
                    await head.send(rid, key=frame % 5 == 0, size=size)
                await asyncio.sleep(1 / 30)

        def shown():
            return [chr(each.payload[LETTER]) for each in eye.packets]

        await play(1.5)
        assert set(shown()) == {"h"}
        assert sources["camera.h"].bitrate > 3 * sources["camera.l"].bitrate > 0
        slot.told_estimate = lambda _bits: None  # the line is as this test says
        slot.estimate = 120_000
        while slot.shows is not sources["camera.l"]:
            await play(0.2)
        await play(0.2)
        assert shown()[-1] == "l"
        assert slot.shows is sources["camera.l"]
        assert "".join(shown()).lstrip("h").strip("l") == ""  # one change, at a key frame
        assert eye.packets[shown().index("l")].payload[:LETTER] == KEY
        assert {(b.sequence_number - a.sequence_number) & 0xFFFF for a, b in pairwise(eye.packets)} == {1}
        assert all(0 < (b.timestamp - a.timestamp) & 0xFFFFFFFF < 90_000 for a, b in pairwise(eye.packets))
        assert len({each.ssrc for each in eye.packets}) == 1
        slot.estimate = 1
        while not slot.is_paused:
            await play(0.2)
        await asyncio.sleep(0.1)
        assert slot.is_paused  # sound only
        count = len(eye.packets)
        await play(0.3)
        assert len(eye.packets) == count
        for each in (head, eye):
            await each.close()


async def test_a_camera_in_two_sections_is_two_layers_too():
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        person = Person()
        for track in (Colour(100), Colour(100, 80, 48)):
            person.connection.addTransceiver(track, direction="sendonly")
        await person.connection.setLocalDescription(await person.connection.createOffer())
        joined = await media.publish("m", "head", person.connection.localDescription.sdp)
        await person.connection.setRemoteDescription(RTCSessionDescription(joined.description, "answer"))
        await person.connected()
        sources = media.rooms["m"].publishers["head"].sources
        assert sources.keys() == {"camera.high", "camera.low"}
        await until(lambda: all(each.count > 5 for each in sources.values()))
        await person.close()


async def test_who_wants_the_small_layer_gets_it_at_once_on_the_best_line():
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head = await Simulcast().publish(media)
        eye = await listens(media, "m", "saule", SlotWish(voices=0, pictures=1))
        slot = media.rooms["m"].listeners[eye.seat].pictures[0]

        async def play(until_last: str) -> None:
            async with asyncio.timeout(20):
                while not eye.packets or chr(eye.packets[-1].payload[LETTER]) != until_last:
                    for frame in range(6):
                        for rid, size in (("h", 1000), ("l", 200)):
                            await head.send(rid, key=frame % 5 == 0, size=size)
                        await asyncio.sleep(1 / 30)

        await play("h")
        await media.hold_low(eye.seat, 0, low=True)
        await play("l")
        media.rooms["m"]._choose_layers(1e9)  # the best line is no reason to undo what she wished
        assert slot.wanted is media.rooms["m"].publishers["head"].sources["camera.l"]
        await media.hold_low(eye.seat, 0, low=False)
        await play("h")
        for each in (head, eye):
            await each.close()
