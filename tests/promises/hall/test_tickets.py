"""H5: entry only with a ticket from a signed-in page: one use, one minute, bound to meeting, person and origin."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from websockets.exceptions import InvalidStatus

from hearing_state.db import rows, value
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.ids import secret_digest
from hearing_state.people.sessions import end_sessions_of
from meetings.live.actions.admit import Admit, admit
from meetings.live.actions.issue_ticket import IssueTicket, issue_ticket
from meetings.live.actions.sweep import Sweep, sweep
from meetings.live.ticket import Kind
from tests.meetings.world import at_moment, world

HERE = "https://hearing.example"


@pytest.fixture
async def here(db, as_):
    return await world(as_)


async def _issued(here, context=None, **more):
    meeting = await here.live()
    context = at_moment(context or here.visitor, meeting.starts_at)
    wish = IssueTicket(**{"meeting": meeting.ref, "origin": HERE, "agrees": True, **more})
    return context, (await issue_ticket(context, wish)).ticket


def _system(context, **later):
    return replace(context.as_system(), now=context.now + timedelta(**later))


async def test_a_ticket_opens_once_and_its_token_once_more(here):
    context, ticket = await _issued(here, here.resident)
    entered = await admit(_system(context), Admit(secret=ticket, kind=Kind.ENTRY, origin=HERE))
    assert entered.person == here.aigul
    with pytest.raises(Forbidden):
        await admit(_system(context), Admit(secret=ticket, kind=Kind.ENTRY, origin=HERE))
    back = await admit(_system(context), Admit(secret=entered.token, kind=Kind.RESUME, origin=HERE))
    assert (back.seat, back.me, back.person) == (entered.seat, entered.me, entered.person)
    with pytest.raises(Forbidden):
        await admit(_system(context), Admit(secret=entered.token, kind=Kind.RESUME, origin=HERE))


async def test_a_ticket_lasts_a_minute(here):
    context, ticket = await _issued(here)
    with pytest.raises(Forbidden):
        await admit(_system(context, seconds=60), Admit(secret=ticket, kind=Kind.ENTRY, origin=HERE))
    assert await admit(_system(context, seconds=59), Admit(secret=ticket, kind=Kind.ENTRY, origin=HERE))


@pytest.mark.parametrize("origin", ["https://evil.example", "http://hearing.example", ""])
async def test_a_ticket_opens_nothing_from_another_page(here, origin):
    context, ticket = await _issued(here)
    with pytest.raises(Forbidden):
        await admit(_system(context), Admit(secret=ticket, kind=Kind.ENTRY, origin=origin))


async def test_a_token_is_no_ticket_and_a_ticket_no_token(here):
    context, ticket = await _issued(here)
    with pytest.raises(Forbidden):
        await admit(_system(context), Admit(secret=ticket, kind=Kind.RESUME, origin=HERE))


async def test_what_lies_in_the_table_opens_nothing(here):
    _context, ticket = await _issued(here)
    (found,) = await rows("SELECT * FROM live_ticket")
    assert ticket not in str(found)
    assert bytes(found["digest"]) == secret_digest(ticket)


async def test_a_guest_agrees_first_and_nobody_gets_one_for_a_closed_hall(here):
    with pytest.raises(Invalid):
        await _issued(here, agrees=False)
    far = await here.announced("2026-12-16")
    with pytest.raises(Conflict):
        await issue_ticket(here.resident, IssueTicket(meeting=far.ref, origin=HERE))


async def test_old_tickets_are_forgotten(here):
    context, _ticket = await _issued(here, here.resident)
    assert await sweep(_system(context, hours=23), Sweep()) == 0
    assert await sweep(_system(context, days=2), Sweep()) == 1
    assert await value("SELECT count(*) FROM live_ticket") == 0


async def test_a_page_of_another_site_is_turned_away_before_a_word(hall):
    for origin in ("https://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1.evil.example"):
        with pytest.raises(InvalidStatus) as refused:
            async with hall.socket(origin):
                pass
        assert refused.value.response.status_code == 403


async def test_of_many_sockets_with_one_ticket_one_comes_in(hall):
    ticket = await hall.ticket(hall.world.aigul)

    async def first_answer():
        async with hall.socket() as client:
            await client.say("hello", version=1, ticket=ticket)
            return json.loads(await client.socket.recv())

    found = await asyncio.gather(*(first_answer() for _ in range(12)))
    assert sorted(each["t"] for each in found) == ["bye"] * 11 + ["welcome"]
    assert {each.get("word") for each in found} == {None, "live.ticket_unusable"}


async def test_a_ticket_of_a_session_that_ended_meanwhile_opens_nothing(hall):
    ticket = await hall.ticket(hall.world.aigul)
    await end_sessions_of(hall.world.resident, hall.world.aigul)
    async with hall.socket() as client:
        await client.say("hello", version=1, ticket=ticket)
        assert (await client.next("bye"))["word"] == "live.signed_out"
        assert await client.closed() == 4401
