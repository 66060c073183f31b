"""What the line loses is sent again: pictures in a stream of their own, sound as it was."""

import random

from meetings.media.engine import SlotWish
from meetings.media.limits import RESENDS_A_SECOND
from tests.meetings.media.peers import Colour, Tone, engine, listens, speaks, until


class Lossy:
    """Loses a share of first sendings; what is sent again arrives."""

    def __init__(self, share: float) -> None:
        self._random, self._share = random.Random(7), share
        self.lost: set[int] = set()

    def __call__(self, packet) -> bool:
        number = packet.sequence_number
        if number in self.lost or self._random.random() >= self._share:
            return False
        self.lost.add(number)
        return True


async def test_lost_pictures_are_asked_for_and_decoded():
    line = Lossy(0.1)
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head = await speaks(media, "m", "head", Colour(90, 640, 360), codec="VP8")
        first = []

        def drop(packet):
            first.append(packet.payload_type)
            return packet.payload_type == first[0] and line(packet)

        eye = await listens(media, "m", "saule", SlotWish(voices=0, pictures=1), drop)
        await until(lambda: len(line.lost) > 3 and len(eye.frames.get("0", [])) > 30)
        slot = media.rooms["m"].listeners[eye.seat].pictures[0]
        assert slot.resent >= 3
        again = {int.from_bytes(each.payload[:2]) for each in eye.packets if each.payload_type != first[0]}
        assert len(again & line.lost) >= 3
        for each in (head, eye):
            await each.close()


async def test_lost_sound_is_sent_again_byte_for_byte_and_within_bounds():
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head = await speaks(media, "m", "head", Tone(440))
        ear = await listens(media, "m", "saule", SlotWish(voices=1, pictures=0))
        lost = set()

        def loses(datagram):
            """Every tenth, the first time."""
            number = int.from_bytes(datagram[2:4])
            if number % 10 or number in lost:
                return False
            lost.add(number)
            return True

        came = ear.lose(loses)
        await until(lambda: len(lost) > 2 and len(ear.packets) > 40)
        slot = media.rooms["m"].listeners[ear.seat].voices[0]
        missing = sorted(lost)[:2]
        assert not {each.sequence_number for each in ear.packets} & set(missing)
        slot.lost(missing)
        await until(lambda: {each.sequence_number for each in ear.packets} >= set(missing))
        for number in missing:
            first, again = (each for each in came if int.from_bytes(each[2:4]) == number)
            assert first == again  # the same number is never encrypted over other bytes
        before = slot.resent
        slot.lost([(slot.last_number + ahead) & 0xFFFF for ahead in range(1, 40)])  # not sent yet
        assert slot.resent == before
        for _flood in range(50):
            slot.lost([each.sequence_number for each in ear.packets[-40:]])
        assert slot.resent - before <= 2 * RESENDS_A_SECOND
        for each in (head, ear):
            await each.close()
