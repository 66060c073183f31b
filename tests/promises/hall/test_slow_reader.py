"""H7: whoever does not read is put out; what waits for her never grows beyond the bound, and the others are shown the newest state."""

from meetings.live import bounds
from tests.meetings.live.paper import until


async def test_a_slow_reader_gets_the_newest_state_and_one_who_never_reads_is_put_out(hall):
    async with hall.inside(hall.world.aigul, max_queue=1) as stuck, hall.inside(hall.world.daulet) as daulet:
        stuck.socket.transport.pause_reading()
        seat = next(each for each in hall.foyer.seats if each.person == hall.world.aigul)
        line, most = seat.line, 0
        for number in range(400):
            seat.say("caption", n=number, language="kk", text="сөз " * 4000)
            most = max(most, line.conversation.outgoing.bytes_waiting)
        assert most <= bounds.QUEUE_BYTES
        assert (line.conversation.closing.code, line.conversation.closing.word) == (1008, "live.too_slow")
        await hall.floor.put(hall.meeting.ref, agenda="Сұрақтар")
        await daulet.sees(lambda state: state["hall"]["agenda"] == "Сұрақтар")
        await until(lambda: seat.line is None)
