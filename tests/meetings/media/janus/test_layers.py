"""A weak line gets the low layer of a camera: Janus tells of the loss, the choice is the house's."""

import asyncio

from meetings.media.engine import SlotWish
from tests.meetings.media.engines import started
from tests.meetings.media.peers import listens
from tests.meetings.media.simulcast import LETTER, Simulcast


async def test_a_listener_whose_line_loses_much_gets_the_low_layer_then_sound_only_and_who_wishes_it_the_low_one_too(
    tmp_path,
):
    async with started("janus", tmp_path) as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head = await Simulcast().publish(media)
        count = 0

        def every_other(_packet):
            nonlocal count
            count += 1
            return count % 2

        eye = await listens(media, "m", "saule", SlotWish(voices=0, pictures=1))
        weak = await listens(media, "m", "aigul", SlotWish(voices=0, pictures=1), every_other)
        frame = 0

        async def play():
            nonlocal frame
            for rid, size in (("h", 1000), ("l", 200)):
                await head.send(rid, key=frame % 5 == 0, size=size)
            frame += 1
            await asyncio.sleep(1 / 60)

        def shown(person):
            return [chr(each.payload[LETTER]) for each in person.packets if len(each.payload) > LETTER]

        async with asyncio.timeout(60):
            while "l" not in shown(weak)[-5:]:
                await play()
            while (await media.room_stats("m")).listeners[weak.seat].shows != [None]:
                await play()
        assert set(shown(eye)) == {"h"}
        assert (await media.room_stats("m")).listeners[eye.seat].shows == ["head/camera.h"]
        await media.hold_low(eye.seat, 0, low=True)
        async with asyncio.timeout(30):
            while "l" not in shown(eye)[-5:]:
                await play()
        for each in (head, eye, weak):
            await each.close()
