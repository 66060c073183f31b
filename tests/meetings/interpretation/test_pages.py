"""The interpreter's page without scripts, and the channels on the page of the hall."""

from datetime import timedelta

import httpx2

from meetings.crew.actions.appoint import Appoint, appoint
from meetings.crew.crew import Task
from tests.meetings.floor.gathering import Gathering
from tests.questions.pages.browser import come_in, send


async def test_an_interpreter_types_her_code_takes_the_microphone_and_hands_over(
    client: httpx2.AsyncClient, here: Gathering
):
    wish = Appoint(meeting=here.meeting.ref, task=Task.INTERPRETATION, languages=("ru",), name="Айгүл")
    code = (await appoint(here.chair, wish)).code
    client.clock.put(here.meeting.starts_at + timedelta(minutes=1))
    await come_in(client, here.now(here.world.system), here.world.aigul)
    at = f"/kk/meetings/{here.meeting.ref}"
    assert (await client.get(f"{at}/interpretation")).status_code == 404
    page = await client.get(f"{at}/crew")
    page = await send(client, page, "/crew", code="ABCD-2345-WXYZ")
    assert "Бұл код жарамайды" in page.text
    page = await send(client, page, "/crew", code=code)
    assert f"{at}/interpretation" in page.text
    page = await client.get(f"{at}/interpretation")
    assert "Ешкім аударып жатқан жоқ" in page.text
    page = await send(client, page, "/interpretation/take")
    assert "Аударып тұрған тіліңіз: Орыс" in page.text or "Аударып тұрған тіліңіз: орыс" in page.text
    hall = await client.get(f"{at}/hall")
    assert "қазір аударылып жатыр" in hall.text
    page = await send(client, page, "/interpretation/hand-over")
    assert "Тапсыруды ұсындыңыз" in page.text
    page = await send(client, page, "/interpretation/relay", hears="kk")
    page = await send(client, page, "/interpretation/mute")
    assert "Дыбысыңыз өшірілген" in page.text
    page = await send(client, page, "/interpretation/stop")
    assert "микрофоны жоқ" in page.text
