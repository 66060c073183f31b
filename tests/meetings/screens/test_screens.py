"""Shared devices: the wall screen shows what goes on, the listening point collects hands for people without a device."""

from datetime import timedelta

import httpx2

from meetings.captions.actions.write import Write, write
from meetings.crew.crew import Task
from tests.agencies.country import QARAAUYL
from tests.meetings.crew.serving import serves
from tests.meetings.floor.gathering import Gathering
from tests.questions.pages.browser import come_in, send


async def test_the_wall_shows_who_speaks_who_is_next_and_what_is_said(
    client: httpx2.AsyncClient, here: Gathering
):
    await here.with_hand()
    await here.with_hand("Нұрлан")
    await here.give()
    dinara = await serves(here, Task.CAPTIONS, "kk")
    await write(dinara, Write(meeting=here.meeting.ref, language="kk", text="Көшеде жарық жоқ."))
    client.clock.put(here.meeting.starts_at + timedelta(minutes=1))
    page = (await client.get(f"/kk/meetings/{here.meeting.ref}/wall")).text
    speaker = page.split('data-part="speaker">')[1].split("</p>")[0]
    queue = page.split('data-part="queue">')[1].split("</div>")[0]
    assert sorted(name for name in ("Сәуле А.", "Нұрлан А.") if name in speaker + queue) == [
        "Нұрлан А.",
        "Сәуле А.",
    ]
    assert "Көшеде жарық жоқ." in page
    assert 'http-equiv="refresh"' in page
    assert f"/kk/meetings/{here.meeting.ref}/hall" in page
    assert "<svg" in page


async def test_a_listening_point_writes_people_down_and_raises_their_hands(
    client: httpx2.AsyncClient, here: Gathering
):
    client.clock.put(here.meeting.starts_at + timedelta(minutes=1))
    await come_in(client, here.now(here.world.system), here.world.aigul)
    page = await client.get(f"/kk/meetings/{here.meeting.ref}/point")
    page = await send(client, page, "/point/enter", place=QARAAUYL, language="kk", consent="yes")
    page = await send(client, page, "/point/voices", name="Нұрлан Сейітов")
    assert page.status_code == 409
    for name in ("Нұрлан Сейітов", "Гүлнар Әлиева"):
        page = await send(client, page, "/point/voices", name=name, consent="yes")
    assert "2 адам жазылған." in page.text
    page = await send(client, page, "/point/hand")
    assert "Қолы көтерулі: кезекте 1-орында" in page.text
    assert [each.name for each in (await here.hall()).waiting] == ["Нұрлан С."]
    await here.give()
    page = await client.get(f"/kk/meetings/{here.meeting.ref}/point")
    assert "микрофонды ұсыныңыз" in page.text
    page = await send(client, page, "/point/turn/end")
    assert "микрофонды ұсыныңыз" not in page.text
