"""The quarterly report of an office on a telephone: due, published, with the formula of each figure."""

from __future__ import annotations

from datetime import date

from meetings.duties.actions.set_record_start import SetRecordStart, set_record_start
from meetings.record.actions.publish_progress import PublishProgress, publish_progress
from tests.meetings.record.room import Room
from tests.meetings.world import World, at_moment, hour


async def test_what_is_owed_stands_in_the_list_and_the_figures_as_they_are_now(phone, here: World):
    await set_record_start(
        here.administrator, SetRecordStart(from_on=date(2026, 7, 1), reason="Есептерден енгізілді.")
    )
    found = await phone.read(f"/bodies/{here.okrug.slug}/progress")
    assert [(each["year"], each["quarter"]) for each in found["reports"]] == [(2026, 4), (2026, 3)]
    running, owed = found["reports"]
    assert running["standing"] is None
    assert (owed["due_on"], owed["standing"]["state"], owed["published_at"]) == (
        "2026-10-25",
        "overdue",
        None,
    )
    shown = await phone.read(f"/bodies/{here.okrug.slug}/progress/2026/3")
    assert (shown["is_over"], shown["is_published"], shown["meetings"]) == (True, False, [])
    assert {each["key"]: each["value"] for each in shown["figures"]}["online_share"] is None


async def test_a_published_report_tells_each_figure_in_the_readers_language(phone, here: World):
    room = Room(here)
    meeting = await here.held("2026-12-01")
    await room.published(meeting, days=4)
    wish = PublishProgress(agency=here.okrug.slug, year=2026, quarter=4)
    moment = hour("2027-01-20", "10:00")
    await publish_progress(at_moment(here.head, moment), wish)
    phone.put_clock(moment)
    path = f"/bodies/{here.okrug.slug}/progress/2026/4"
    shown = await phone.read(path, {"accept-language": "ru"})
    assert shown["is_published"]
    assert shown["report"]["standing"]["state"] == "kept"
    figures = {each["key"]: each for each in shown["figures"]}
    assert (figures["meetings_held"]["value"], figures["meetings_held"]["unit"]) == (1, "")
    assert figures["online_share"]["unit"] == "%"
    assert figures["meetings_held"]["name"] == "Проведённые встречи"
    assert [each["ref"] for each in shown["meetings"]] == [meeting.ref]


async def test_a_quarter_that_has_not_begun_or_is_none_is_not_found(phone, here: World):
    assert (await phone.get(f"/bodies/{here.okrug.slug}/progress/2027/1")).status_code == 404
    assert (await phone.get(f"/bodies/{here.okrug.slug}/progress/2026/5")).status_code == 404
    assert (await phone.get("/bodies/nobody/progress")).status_code == 404
