"""The secretary at her desk, in a browser without scripts: agenda, live buttons, minutes, approval by another, publication."""

from __future__ import annotations

import html
from datetime import datetime, timedelta

import pytest

from hearing_state.db import value
from meetings.record import minutes_kept
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State
from tests.meetings.record.room import Room
from tests.meetings.world import at_moment, sits_down
from tests.questions.console.office import AtWork
from tests.questions.pages.browser import form_to, heading


async def sit(office: AtWork, here: Room, who: str, moment: datetime) -> None:
    """Somebody of the okrug's office sits down at that hour."""
    office.client.clock.put(moment)
    await sits_down(office.client, at_moment(here.world.system, moment), who)


@pytest.fixture
async def ahead(office: AtWork, of_demo: Room) -> Meeting:
    found = await of_demo.world.announced()
    await sit(office, of_demo, "official.okrug", of_demo.world.clerk.now)
    return found


@pytest.fixture
async def live(office: AtWork, of_demo: Room) -> Meeting:
    found = await of_demo.world.live()
    await of_demo.agenda(found)
    await sit(office, of_demo, "official.okrug", found.starts_at + timedelta(minutes=1))
    return found


@pytest.fixture
async def over(office: AtWork, of_demo: Room) -> Meeting:
    found = await of_demo.world.held()
    await of_demo.work(found.ends_at)
    await sit(office, of_demo, "official.okrug", found.ends_at + timedelta(days=1))
    return found


async def test_an_agenda_begins_with_a_report_of_a_quarter_and_is_kept(office: AtWork, ahead: Meeting):
    page = await office.open(f"meetings/{ahead.ref}/record/agenda")
    assert heading(page).endswith("Agenda")
    sent = await office.send(page, "/agenda", then="save")
    assert "The agenda is laid down" in sent.text
    assert "within the law" in sent.text
    assert await value("SELECT count(*) FROM record_agenda_item") == 4


async def test_rows_come_and_go_and_the_share_is_told_before_anything_is_kept(office: AtWork, ahead: Meeting):
    page = await office.open(f"meetings/{ahead.ref}/record/agenda")
    more = await office.press(page, "/agenda", then="add")
    assert 'name="minutes-5"' in more.text
    fewer = await office.press(more, "/agenda", then="remove-1")
    assert 'name="minutes-5"' not in fewer.text.replace('name="minutes-4"', "")
    long = await office.press(page, "/agenda", then="check", **{"minutes-2": "40", "minutes-3": "40"})
    assert long.status_code == 422
    assert "The law allows 25 percent" in html.unescape(long.text)
    assert "more than the law allows" in long.text
    fine = await office.press(page, "/agenda", then="check")
    assert fine.status_code == 200
    assert await value("SELECT count(*) FROM record_agenda_item") == 0


async def test_a_row_that_cannot_be_read_says_so_beside_it(office: AtWork, ahead: Meeting):
    page = await office.open(f"meetings/{ahead.ref}/record/agenda")
    refused = await office.press(
        page, "/agenda", then="save", **{"minutes-2": "many", "title_kk-3": "", "kind-4": "song"}
    )
    assert refused.status_code == 422
    for name in ("minutes-2", "title_kk-3", "kind-4"):
        assert f'id="{name}-error"' in refused.text
    assert 'value="many"' in refused.text


async def test_the_checklist_is_ticked_line_by_line(office: AtWork, ahead: Meeting):
    page = await office.open(f"meetings/{ahead.ref}/record")
    assert "Before going live" in page.text
    ticked = await office.send(page, "/checklist", check="sound")
    assert "The checklist is kept" in ticked.text
    assert "Take the tick back" in ticked.text


async def test_while_it_goes_on_buttons_write_the_record(office: AtWork, live: Meeting):
    page = await office.open(f"meetings/{live.ref}/record")
    page = await office.send(page, "/items/1/start")
    page = await office.send(page, "/items/2/start")
    refused = await office.press(page, "/record/floor", kind="resident", name="Айгүл Сәтбаева")
    assert refused.status_code == 422
    assert "only with her consent" in refused.text
    page = await office.send(page, "/record/floor", kind="head")
    assert "Has the floor since" in page.text
    page = await office.send(page, "/floor/end")
    page = await office.send(page, "/attendance", mode="hall", headcount="25", note="клуб")
    assert "25 people took part" in page.text
    page = await office.open(f"meetings/{live.ref}/record/polls/new")
    options = {"text_kk-1": "Иә", "text_ru-1": "Да", "text_kk-2": "Жоқ", "text_ru-2": "Нет"}
    lacking = await office.press(
        page, "/polls/new", title_kk="Жарық керек пе?", title_ru="Нужен свет?", **{"text_kk-1": "Иә"}
    )
    assert lacking.status_code == 422
    page = await office.send(
        page, "/polls/new", title_kk="Жарық керек пе?", title_ru="Нужен свет?", **options
    )
    page = await office.send(page, "/polls/1/close")
    assert "its result stands" in page.text


async def test_the_minutes_go_from_the_secretary_to_the_head_to_the_public(
    office: AtWork, of_demo: Room, over: Meeting
):
    page = await office.open(f"meetings/{over.ref}/record/minutes")
    page = await office.send(page, "/minutes/draft")
    assert "The draft is there" in page.text
    page = await office.send(
        page, "/record/minutes", remarks_kk="Ескерту жоқ.", remarks_ru="Замечаний нет.", then="review"
    )
    assert heading(page).endswith("Read, approve and publish")
    page = await office.send(page, "/review/propose")
    assert "The minutes wait for a second person" in page.text
    assert "/review/approve" not in page.text
    await sit(office, of_demo, "head.okrug", over.ends_at + timedelta(days=2))
    page = await office.open(f"meetings/{over.ref}/record/review")
    assert "Замечаний нет." in page.text
    page = await office.send(page, "/review/approve")
    page = await office.send(page, "/review/publish")
    assert "The results are public" in page.text
    assert (await schedule.meeting(of_demo.clerk, over.ref)).state is State.RECORDED
    public = await office.client.get(f"/kk/meetings/{over.ref}/minutes")
    assert "Ескерту жоқ." in public.text
    assert "Замечаний нет." in public.text


async def test_minutes_come_back_with_a_remark(office: AtWork, of_demo: Room, over: Meeting):
    await of_demo.proposed(over, days=1)
    await sit(office, of_demo, "head.okrug", over.ends_at + timedelta(days=2))
    page = await office.open(f"meetings/{over.ref}/record/review")
    short = await office.press(page, "/send-back", remark="no")
    assert short.status_code == 422
    await office.send(page, "/send-back", remark="Санын тексеріңіз.")
    page = await office.open(f"meetings/{over.ref}/record/minutes")
    assert "Санын тексеріңіз." in page.text


async def test_what_another_window_saved_is_shown_beside_what_was_typed(
    office: AtWork, of_demo: Room, over: Meeting
):
    page = await office.send(await office.open(f"meetings/{over.ref}/record/minutes"), "/minutes/draft")
    other = await office.open(f"meetings/{over.ref}/record/minutes")
    await office.send(other, "/record/minutes", remarks_kk="Бірінші терезе", remarks_ru="Первое окно")
    await office.press(page, "/record/minutes", remarks_kk="Екінші терезе", remarks_ru="Второе окно")
    refused = await office.press(
        page, "/record/minutes", remarks_kk="Екінші терезе", remarks_ru="Второе окно"
    )
    assert refused.status_code == 409
    assert "Бірінші терезе" in refused.text
    assert "Екінші терезе" in form_to(refused, "/record/minutes").values["remarks_kk"][0]
    await office.send(refused, "/record/minutes")
    found = await minutes_kept.in_work(over.id)
    assert found is not None
    assert found.texts["kk"]["remarks"] == "Екінші терезе"


async def test_issues_are_made_of_questions(office: AtWork, of_demo: Room, over: Meeting):
    await of_demo.raise_question(over, "Q-2026-900001", "taken_away")
    page = await office.open(f"meetings/{over.ref}/record/issues")
    assert "Questions that stand in no issue" in page.text
    page = await office.open(f"meetings/{over.ref}/record/issues/new?question=Q-2026-900001")
    lacking = await office.press(page, "/issues/new", title_ru="Уличное освещение")
    assert lacking.status_code == 422
    assert "write who is responsible" in lacking.text
    page = await office.send(
        lacking, "/issues/new", responsible_kk="Бөлім басшысы", responsible_ru="Руководитель отдела", due_on="2027-03-01"
    )  # fmt: skip
    assert "The list of issues is kept" in page.text
    assert "Questions that stand in no issue" not in page.text
    page = await office.open(f"meetings/{over.ref}/record/issues/1")
    page = await office.send(page, "/issues/1/remove")
    assert "The list is empty" in page.text


async def test_times_and_speeches_are_written_down_afterwards(office: AtWork, of_demo: Room, over: Meeting):
    await of_demo.agenda(over)
    page = await office.open(f"meetings/{over.ref}/record")
    wrong = await office.press(page, "/items/2/times", **{"begun-2": "noon", "ended-2": "18:20"})
    assert 'id="begun-2-error"' in wrong.text
    page = await office.send(page, "/items/2/times", **{"begun-2": "18:05", "ended-2": "18:20"})
    assert "18:05–18:20" in page.text
    outside = await office.press(page, "/record/floor", kind="head", begun="17:00", ended="17:10")
    assert 'id="begun-error"' in outside.text
    page = await office.send(page, "/record/floor", kind="head", begun="18:05", ended="18:20")
    assert "15 minutes" in page.text


async def test_of_another_office_s_meeting_there_is_no_desk(office: AtWork, of_demo: Room, over: Meeting):
    await sit(office, of_demo, "official", over.ends_at + timedelta(days=1))
    for path in (
        "record",
        "record/agenda",
        "record/minutes",
        "record/issues",
        "record/review",
        "record/correct",
        "record/polls/new",
    ):
        assert (await office.open(f"meetings/{over.ref}/{path}")).status_code == 404, path
    answer = await office.client.post(f"/en/console/meetings/{over.ref}/record/minutes/draft", data={})
    assert answer.status_code == 404
    slug = of_demo.world.okrug.slug
    assert (await office.open(f"meetings-progress/{slug}/2026/3")).status_code == 404


async def test_an_auditor_reads_and_presses_nothing(office: AtWork, of_demo: Room, over: Meeting):
    await of_demo.proposed(over, days=1)
    await sit(office, of_demo, "auditor", over.ends_at + timedelta(days=2))
    for path in ("record", "record/review"):
        page = await office.open(f"meetings/{over.ref}/{path}")
        assert page.status_code == 200
        assert 'method="post"' not in page.text.replace('method="dialog"', "")


async def test_a_correction_begins_with_its_reason(office: AtWork, of_demo: Room, over: Meeting):
    await of_demo.proposed(over, days=1)
    await sit(office, of_demo, "head.okrug", over.ends_at + timedelta(days=2))
    page = await office.send(await office.open(f"meetings/{over.ref}/record/review"), "/review/approve")
    await office.send(page, "/review/publish")
    page = await office.open(f"meetings/{over.ref}/record/correct")
    page = await office.send(page, "/correct", reason="Қатысушылар саны қате жазылған.")
    assert "Corrected version 2" in page.text


async def test_the_quarter_is_looked_at_and_published(office: AtWork, of_demo: Room, over: Meeting):
    slug = of_demo.world.okrug.slug
    await sit(office, of_demo, "head.okrug", over.ends_at + timedelta(days=30))
    page = await office.open(f"meetings-progress/{slug}/2026/4")
    page = await office.send(page, "/2026/4")
    assert "The quarterly report is public" in page.text
    assert "Publish the report" not in page.text
    desk = await office.open("meetings")
    assert "Results that are owed" in desk.text
