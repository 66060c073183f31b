"""Technical help: asked by whoever is signed in, answered and moderated by the office, gone a week later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import httpx2
import pytest

from hearing_state.db import value
from hearing_state.errors import Conflict, Forbidden, TooMany
from meetings.helpdesk import queries
from meetings.helpdesk.actions.hide import Hide, hide
from meetings.helpdesk.actions.write import Write, write
from meetings.helpdesk.tasks import forget_old
from meetings.schedule.actions.finish import Finish, finish
from tests.meetings.floor.gathering import Gathering
from tests.questions.pages.browser import come_in, send


async def told(here: Gathering, context) -> list[tuple[str, str]]:
    found = await queries.help_of(here.now(context), here.meeting.ref)
    return [(each.name, each.text) for each in found.messages]


async def test_it_is_asked_answered_and_hidden(here: Gathering):
    saule, nurlan = await here.resident(), await here.resident("Нұрлан")
    asked = await write(saule, Write(meeting=here.meeting.ref, text="Дыбыс  жоқ"))
    await write(here.chair, Write(meeting=here.meeting.ref, text="Бетті қайта жүктеңіз"))
    assert await told(here, nurlan) == [("Сәуле А.", "Дыбыс жоқ"), ("", "Бетті қайта жүктеңіз")]
    assert await told(here, here.world.visitor) == []
    with pytest.raises(Forbidden):
        await hide(nurlan, Hide(meeting=here.meeting.ref, message=asked))
    await hide(here.chair, Hide(meeting=here.meeting.ref, message=asked))
    assert await told(here, nurlan) == [("", "Бетті қайта жүктеңіз")]
    assert len(await told(here, here.chair)) == 2


async def test_who_writes_without_end_waits(here: Gathering):
    saule = await here.resident()
    for number in range(5):
        await write(saule, Write(meeting=here.meeting.ref, text=f"{number}"))
    with pytest.raises(TooMany):
        await write(saule, Write(meeting=here.meeting.ref, text="6"))


async def test_nothing_of_it_is_public_or_left_a_week_later(here: Gathering):
    saule = await here.resident()
    before = await value("SELECT count(*) FROM ledger_entry WHERE is_public")
    await write(saule, Write(meeting=here.meeting.ref, text="Дыбыс жоқ"))
    assert await value("SELECT count(*) FROM ledger_entry WHERE is_public") == before
    here.minutes = 30
    await finish(here.chair, Finish(meeting=here.meeting.ref, attendance=3))
    with pytest.raises(Conflict):
        await write(here.now(saule), Write(meeting=here.meeting.ref, text="Кеш"))
    house = here.now(here.world.system)
    for days, left in ((6, 1), (8, 0)):
        later = replace(house, now=house.now + timedelta(days=days))
        await forget_old(later, later.now)
        assert await value("SELECT count(*)::int FROM helpdesk_message") == left


async def test_on_a_plain_page(client: httpx2.AsyncClient, here: Gathering):
    client.clock.put(here.meeting.starts_at + timedelta(minutes=1))
    at = f"/kk/meetings/{here.meeting.ref}/hall/help"
    assert "алдымен жүйеге кіріңіз" in (await client.get(at)).text
    await come_in(client, here.now(here.world.system), here.world.aigul)
    page = await client.get(at)
    page = await send(client, page, "/hall/help", text="Сурет көрінбейді")
    assert "Сурет көрінбейді" in page.text
    assert "/hall/help/hide" not in page.text
