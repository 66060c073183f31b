"""Two people with an app in a live meeting: one asks for the floor and speaks, the other hears her; over real sockets and real sound."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx2
import pytest
from tortoise.context import _current_context

from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from meetings.floor.actions.give_turn import GiveTurn, give_turn
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.live.carrying import Here
from meetings.live.floor_room import FloorRoom
from meetings.live.media import Media
from meetings.record.actions.open_poll import Offered, OpenPoll, open_poll
from tests.agencies.country import QARAAUYL
from tests.meetings.live.paper import LiveHall, live_hall
from tests.meetings.media.peers import Person, engine, loudness_of, until
from tests.mobile_api.meetings.program import Program, hears, publishes

HERTZ = 440
SEAT = {"place": QARAAUYL, "language": "kk", "consent": True}
YES_NO = (Offered(text_kk="Иә", text_ru="Да"), Offered(text_kk="Жоқ", text_ru="Нет"))
POLL = {"title_kk": "Жарық керек пе?", "title_ru": "Нужен ли свет?"}


@pytest.fixture
async def hall(own_database, settings, as_):
    async with engine() as media:

        async def started() -> Any:
            return media

        carried = Media(Here(started))
        async with live_hall(
            own_database, _current_context.get(), settings, as_, carried, FloorRoom(), runs=True
        ) as made:
            yield made


def office(hall: LiveHall) -> Any:
    return replace(hall.world.clerk, now=hall.clock.now())


async def program(hall: LiveHall, http: httpx2.AsyncClient, who: UUID) -> Program:
    visitor = replace(hall.world.visitor, now=hall.clock.now())
    return Program(http, await open_session(visitor, who, Step.CODE, ""), hall.meeting.ref)


def has_heard(person: Person) -> Any:
    def enough() -> bool:
        frames = [each for of_mid in person.frames.values() for each in of_mid][-25:]
        return len(frames) == 25 and loudness_of(frames, HERTZ) > 0.5

    return enough


async def test_two_with_an_app_one_speaks_and_the_other_hears_and_both_vote(hall: LiveHall):
    async with httpx2.AsyncClient(base_url=hall.origin, timeout=30, trust_env=False) as http:
        aigul = await program(hall, http, hall.world.aigul)
        daulet = await program(hall, http, hall.world.daulet)
        before = await aigul.hall()
        assert (before["queue"], before["mine"], before["ways"]["socket"]) == (None, None, "/live")
        await open_floor(office(hall), OpenFloor(meeting=hall.meeting.ref))
        for each in (aigul, daulet):
            await each.done("POST", "/hall/seat", SEAT)
        async with aigul.inside() as hers, daulet.inside() as his:
            listening = await hears(his)
            await _gets_the_floor(hall, aigul, hers, daulet)
            speaking = await publishes(hers, HERTZ)
            try:
                await until(has_heard(listening))
                await _vote(hall, aigul, daulet)
                await aigul.done("DELETE", "/hall/turn")
                await hers.next("floor_ended")
                assert (await daulet.hall())["queue"]["floor"] is None
                refused = await hers.asks(
                    "publish", offer=speaking.connection.localDescription.sdp, sound="full"
                )
                assert refused["word"] == "live.no_floor"
            finally:
                await speaking.close()
                await listening.close()


async def _gets_the_floor(hall: LiveHall, aigul: Program, hers: Any, daulet: Program) -> None:
    await aigul.done("POST", "/hall/hand", {})
    await aigul.done("POST", "/hall/hand", {})  # the answer was lost, it was sent again
    shown = await aigul.hall()
    own = shown["mine"]["hand"]
    assert (own["place"], own["because"], shown["queue"]["hands"]) == (1, "alone", 1)
    assert datetime.fromisoformat(own["expected_at"]) >= datetime.fromisoformat(shown["now"])
    assert (await daulet.hall())["mine"]["hand"] is None
    await hers.sees(lambda state: state["mine"].get("place") == 1)
    await give_turn(office(hall), GiveTurn(meeting=hall.meeting.ref))
    given = await hers.next("floor_given")
    shown = await daulet.hall()
    assert shown["queue"]["floor"]["kind"] == "hand"
    assert shown["queue"]["floor"]["over_at"] is not None
    assert datetime.fromisoformat(given["over_at"]) == datetime.fromisoformat(
        shown["queue"]["floor"]["over_at"]
    )
    assert (await aigul.hall())["mine"]["has_floor"]


async def _vote(hall: LiveHall, *programs: Program) -> None:
    await open_poll(office(hall), OpenPoll(meeting=hall.meeting.ref, options=YES_NO, **POLL))
    for option, each in enumerate(programs, start=1):
        (shown,) = (await each.hall())["polls"]
        number = shown["poll"]["number"]
        await each.done("POST", f"/polls/{number}/vote", {"option": option})
        assert (await each.hall())["polls"][0]["own_option"] == option


async def test_a_ticket_opens_once_and_only_from_the_origin_it_was_asked_for(hall: LiveHall):
    async with httpx2.AsyncClient(base_url=hall.origin, timeout=30, trust_env=False) as http:
        aigul = await program(hall, http, hall.world.aigul)
        ticket = await aigul.done("POST", "/hall/ticket", {"agrees": True})
        async with aigul.inside() as first:  # another ticket of hers
            await first.say("leave")
        for how in ("welcome", "bye"):
            async with aigul.socket(ticket["socket"]) as line:
                await line.say("hello", version=ticket["version"], ticket=ticket["ticket"])
                said = await line.next(how)
        assert said["word"] == "live.ticket_unusable"
        bound = await aigul.done("POST", "/hall/ticket", {"origin": hall.origin})
        async with aigul.socket(bound["socket"]) as line:
            await line.say("hello", version=bound["version"], ticket=bound["ticket"])
            assert (await line.next("bye"))["word"] == "live.ticket_unusable"
