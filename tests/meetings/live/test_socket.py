"""People in the hall: they come in, are shown what happens, raise their hands, and come back after a cut."""

import asyncio
from dataclasses import replace

from pydantic import SecretStr

from hearing_state.people.sessions import end_sessions_of
from tests.meetings.live.paper import until


async def test_aigul_comes_in_and_is_shown_the_hall_and_every_change_of_it(hall):
    ticket = await hall.ticket(hall.world.aigul)
    async with hall.socket() as aigul:
        await aigul.say("hello", version=1, ticket=ticket)
        welcome = await aigul.next("welcome")
        assert (welcome["role"], welcome["agrees"], welcome["media"]) == ("audience", True, False)
        assert (await aigul.next("state"))["hall"] == {"agenda": "", "language": "kk", "hands": 0}
        await hall.floor.put(hall.meeting.ref, agenda="Есеп")
        assert (await aigul.next("state"))["hall"]["agenda"] == "Есеп"


async def test_where_the_house_has_a_turn_server_each_device_gets_a_password_of_its_own(hall):
    urls = ("turn:turn.example:3478?transport=udp",)
    turned = {"turn_urls": urls, "turn_secret": SecretStr("a secret of coturn")}
    there = hall.foyer.context
    hall.foyer.context = lambda: replace(there(), settings=hall.settings.model_copy(update=turned))
    async with hall.inside(hall.world.aigul) as aigul, hall.inside(None) as guest:
        (own,), (other,) = aigul.heard[0]["ice_servers"], guest.heard[0]["ice_servers"]
        assert own["urls"] == list(urls)
        assert own["username"].endswith(f":{aigul.heard[0]['me']}")
        assert int(own["username"].split(":")[0]) > hall.clock.now().timestamp()
        assert own["credential"] != other["credential"]


async def test_the_head_is_on_the_stage(hall):
    async with hall.inside(hall.world.akim) as akim:
        assert akim.heard[0]["role"] == "stage"


async def test_her_hand_goes_up_through_the_door_and_only_she_is_shown_her_place(hall):
    async with hall.inside(hall.world.aigul) as aigul, hall.inside(hall.world.daulet) as daulet:
        assert (await aigul.asks("hand", up=True, language="kk"))["t"] == "done"
        assert (await aigul.next("state"))["mine"] == {"place": 1}
        seen = await daulet.next("state")
        assert seen["mine"] == {}
        assert seen["hall"]["hands"] == 1
        refused = await aigul.asks("hand", up=True, language="kk")
        assert refused["t"] == "refused"
        assert refused["text"]


async def test_a_guest_listens_and_does_not_act(hall):
    async with hall.inside(None) as guest:
        refused = await guest.asks("hand", up=True)
        assert (refused["word"], refused["text"] != "") == ("live.sign_in_to_act", True)


async def test_one_change_is_read_once_for_all(hall):
    async with (
        hall.inside(hall.world.aigul) as aigul,
        hall.inside(hall.world.daulet) as daulet,
        hall.inside(None) as guest,
    ):
        before = hall.floor.looked
        await hall.floor.put(hall.meeting.ref, agenda="Сұрақтар")
        for each in (aigul, daulet, guest):
            assert (await each.next("state"))["hall"]["agenda"] == "Сұрақтар"
        assert hall.floor.looked == before + 1


async def test_she_comes_back_to_her_seat_after_the_line_was_cut(hall):
    async with hall.inside(hall.world.aigul) as aigul:
        welcome = aigul.heard[0]
        await aigul.asks("hand", up=True)
        aigul.socket.transport.abort()
        await until(lambda: not any(seat.line for seat in hall.foyer.seats))
        assert [seat.admitted.seat for seat in hall.foyer.seats] == [welcome["seat"]]
    async with hall.socket() as again:
        await again.say("resume", version=1, token=welcome["token"])
        back = await again.next("welcome")
        assert (back["seat"], back["me"]) == (welcome["seat"], welcome["me"])
        assert back["token"] != welcome["token"]
        await again.sees(lambda state: state["mine"] == {"place": 1})
        assert len(hall.foyer.seats) == 1


async def test_whoever_is_signed_out_is_put_out_at_the_next_frame(hall):
    async with hall.inside(hall.world.aigul) as aigul:
        await end_sessions_of(hall.world.resident, hall.world.aigul)
        hall.foyer.seats[0].looked_at -= 1
        await aigul.say("hand", up=True, id=7)
        bye = await aigul.next("bye")
        assert bye["word"] == "live.signed_out"
        assert await aigul.closed() == 4401
        assert hall.floor.view.hands == ()


async def test_when_the_meeting_is_over_everybody_is_told(hall):
    async with hall.inside(hall.world.aigul) as aigul:
        await hall.floor.put(hall.meeting.ref, is_over=True)
        assert (await aigul.next("bye"))["word"] == "live.meeting_over"
        assert await aigul.closed() == 4410
    await until(lambda: hall.foyer.rooms == {})


async def test_a_notice_that_was_lost_is_made_good_when_the_database_is_heard_again(hall):
    async with hall.inside(hall.world.aigul) as aigul:
        hall.floor.view = replace(hall.floor.view, version=2, agenda="Үзіліс")
        hall.foyer.read_all()
        assert (await aigul.next("state"))["hall"]["agenda"] == "Үзіліс"


async def test_at_the_end_of_the_process_everybody_is_told_to_come_again(hall):
    async with hall.inside(hall.world.aigul) as aigul:
        closing = asyncio.create_task(hall.foyer.close())
        bye = await aigul.next("bye")
        assert (bye["word"], await aigul.closed()) == ("live.restarting", 1012)
        await closing
