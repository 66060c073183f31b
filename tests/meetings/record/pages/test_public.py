"""What everybody reads: the agenda, polls, minutes side by side, issues and plan, reports; and what is not there yet."""

from __future__ import annotations

from datetime import timedelta

import pytest

from meetings.record.actions.open_poll import Offered, OpenPoll, open_poll
from meetings.record.panels import body
from meetings.record.panels import meeting as meeting_panel
from tests.meetings.record.room import Room
from tests.questions.pages.browser import form_to, heading

PAGES = ("agenda", "minutes", "results")


async def test_before_the_meeting_the_pages_say_what_will_follow(client, here: Room):
    meeting = await here.world.announced()
    for page in PAGES:
        answer = await client.get(f"/en/meetings/{meeting.ref}/{page}")
        assert answer.status_code == 200
        assert "not laid down yet" in answer.text or "not published yet" in answer.text
        assert (await client.get(f"/en/meetings/M-2026-999999/{page}")).status_code == 404


async def test_the_agenda_fits_a_sheet_with_its_hours_and_its_quarter(client, here: Room):
    meeting = await here.world.announced()
    await here.agenda(meeting)
    page = await client.get(f"/ru/meetings/{meeting.ref}/agenda")
    assert "18:05" in page.text
    assert "Отчёт акима" in page.text
    assert "<svg" in page.text


async def test_published_minutes_stand_in_both_languages_on_every_reader_s_page(client, here: Room):
    meeting = await here.world.held()
    await here.work(meeting.ends_at)
    made = await here.published(meeting)
    client.clock.put(meeting.ends_at + timedelta(days=4))
    for locale in ("kk", "ru", "en"):
        page = await client.get(f"/{locale}/meetings/{meeting.ref}/minutes")
        assert meeting.title_kk in page.text
        assert meeting.title_ru in page.text
        assert made.digest in page.text
    assert (await client.get(f"/kk/meetings/{meeting.ref}/minutes?version=2")).status_code == 404
    assert (await client.get(f"/kk/meetings/{meeting.ref}/minutes?version=x")).status_code == 404
    results = await client.get(f"/en/meetings/{meeting.ref}/results")
    assert "No problem issue was raised" in results.text


async def test_a_resident_votes_and_reads_the_result_when_it_is_closed(client, here: Room):
    meeting = await here.world.live()
    options = (Offered(text_kk="Иә", text_ru="Да"), Offered(text_kk="Жоқ", text_ru="Нет"))
    wish = OpenPoll(
        meeting=meeting.ref, title_kk="Жарық керек пе?", title_ru="Нужен ли свет?", options=options
    )
    await open_poll(here.after(here.clerk, meeting, minutes=5), wish)
    client.clock.put(meeting.starts_at + timedelta(minutes=6))
    address = f"/ru/meetings/{meeting.ref}/polls/1"
    page = await client.get(address)
    form = form_to(page, "/polls/1")
    refused = await client.post(form.action, data=form.values)
    assert refused.status_code == 422
    sent = await client.post(
        form.action, data={**form.values, "option": "1", "_once": "another-key-of-the-form"}
    )
    assert sent.status_code == 303
    voted = await client.get(sent.headers["location"])
    assert heading(voted).endswith("Нужен ли свет?")
    assert 'value="1" checked' in voted.text
    assert (await client.get(f"/ru/meetings/{meeting.ref}/polls/2")).status_code == 404
    assert (await client.get(f"/ru/meetings/{meeting.ref}/polls/x")).status_code == 404


@pytest.mark.parametrize("path", ["2026/5", "2026/0", "26/1", "2026/x", "9999/1", "2027/1"])
async def test_a_quarter_that_is_none_is_not_found(client, here: Room, path: str):
    slug = here.world.okrug.slug
    for ending in ("", "/report.csv", "/report.xlsx"):
        assert (await client.get(f"/kk/bodies/{slug}/progress/{path}{ending}")).status_code == 404


async def test_the_quarters_of_an_office_are_listed(client, here: Room):
    await here.world.held()
    page = await client.get(f"/en/bodies/{here.world.okrug.slug}/progress")
    assert page.status_code == 200
    assert (await client.get("/en/bodies/no-such-body/progress")).status_code == 404


async def test_the_panel_of_a_meeting_says_what_is_known(here: Room):
    ahead = await here.world.announced("2026-12-20")
    assert (await meeting_panel.load(here.world.visitor, ahead) or {})["is_ahead"]
    over = await here.world.held()
    await here.work(over.ends_at)
    values = await meeting_panel.load(here.after(here.world.visitor, over, days=1), over)
    assert values is not None
    assert values["clock"].standing.state == "running"
    assert values["published"] == []


async def test_the_panel_of_a_body_shows_its_quarters(here: Room):
    meeting = await here.world.held()
    values = await body.load(here.after(here.world.visitor, meeting, days=40), here.world.okrug)
    assert values is not None
    assert values["quarters"][0].period.key == "2026-Q4"
