"""A telephone reads the calendar, one meeting with its history, and when the akim comes."""

import pytest

from meetings.schedule.actions.cancel import Cancel, cancel
from meetings.schedule.actions.change import Change, change
from meetings.schedule.actions.move import Move, move
from meetings.schedule.actions.schedule import Schedule, schedule
from tests.agencies.country import ABAI_DISTRICT, ABAI_OBLAST, ALMATY, QARAAUYL, QARAAUYL_OKRUG
from tests.meetings.registration.hall import ADDRESS, Hall
from tests.meetings.world import TITLE_KK, TITLE_RU, hour

JOIN = "Телефон: 1444"
REASON = "Жолды қар басып қалды, жету мүмкін емес."


def refs(page) -> list[str]:
    return [each["ref"] for each in page["meetings"]]


@pytest.mark.parametrize(
    ("wanted", "is_found"),
    [
        ({}, True),
        ({"place": QARAAUYL}, True),
        ({"place": QARAAUYL_OKRUG}, True),
        ({"place": ABAI_OBLAST}, True),
        ({"place": ALMATY}, False),
        ({"language": "kk"}, True),
        ({"mode": "online"}, True),
        ({"mode": "hall"}, False),
        ({"state": "held"}, False),
        ({"state": "all"}, True),
        ({"from_on": "2026-12-15", "until_on": "2026-12-15"}, True),
        ({"from_on": "2026-12-16"}, False),
        ({"until_on": "2026-12-14"}, False),
        ({"topic": "roads"}, False),
        ({"q": "Қарауыл"}, True),
        ({"q": "стадион"}, False),
    ],
)
async def test_the_calendar_is_narrowed(phone, here, wanted, is_found):
    meeting = await here.announced()
    page = await phone.read("/meetings", **wanted)
    assert refs(page) == ([meeting.ref] if is_found else [])
    assert (page["total"], page["next"]) == (int(is_found), None)


async def test_what_the_office_above_holds_concerns_the_village_too(phone, here):
    district = here.as_("clerk", here.district.id)
    wish = {
        "agency": here.district.slug, "place": ABAI_DISTRICT, "kind": "extra", "mode": "online", "starts_at": hour("2026-12-20"),
        "minutes": 90, "title_kk": TITLE_KK, "title_ru": TITLE_RU, "reason": REASON,
    }  # fmt: skip
    made = await schedule(district, Schedule(**wish))
    assert refs(await phone.read("/meetings", place=QARAAUYL)) == [made.ref]
    assert refs(await phone.read("/meetings", body=here.district.slug)) == [made.ref]
    assert refs(await phone.read("/meetings", body=here.okrug.slug)) == []


async def test_a_long_calendar_goes_on_at_its_cursor(phone, here):
    made = [(await here.planned(f"2026-12-{day:02}")).ref for day in range(1, 23)]
    first = await phone.read("/meetings")
    second = await phone.read("/meetings", cursor=first["next"])
    assert [*refs(first), *refs(second)] == made
    assert second["next"] is None


async def test_what_names_nothing_is_not_found(phone, here):
    for query in ({"place": "999999999"}, {"body": "nobody"}):
        assert (await phone.get("/meetings", **query)).status_code == 404
    await phone.refused(await phone.get("/meetings", until_on="2026-02-30"), 422, "field_not_a_day")


async def test_one_meeting_tells_when_where_who_and_how_to_take_part(phone, here):
    meeting = await Hall(here).meeting(seats=10)
    wish = Change(
        meeting=meeting.ref, mode="hybrid", title_kk=TITLE_KK, title_ru=TITLE_RU, languages=("kk", "ru"), seats=10,
        join_kk=JOIN, join_ru=JOIN, reason=REASON, **ADDRESS,
    )  # fmt: skip
    await change(here.clerk, wish)
    shown = await phone.read(f"/meetings/{meeting.ref}", {"accept-language": "ru"})
    line = shown["meeting"]
    assert (line["title"], line["mode"]) == (
        {"here": TITLE_RU, "kk": TITLE_KK, "ru": TITLE_RU},
        "hybrid",
    )
    assert (line["address"]["here"], line["join"]["ru"]) == (ADDRESS["address_ru"], JOIN)
    assert (line["body"]["slug"], line["place"]["code"]) == (here.okrug.slug, QARAAUYL)
    assert shown["host"] == {"name": "Бауыржан Омаров", "post": "Аким", "is_deputy": False}
    taking = shown["taking_part"]
    assert (taking["closed"], taking["seats"], taking["free"]) == (None, 10, 10)
    assert [each["key"] for each in taking["modes"]] == ["hall", "online"]
    assert "sign_language" in [each["key"] for each in taking["wishes"]]
    assert shown["questions"]["closed"] is None
    assert shown["announcement"]["standing"] == "in_time"
    assert [each["kind"] for each in shown["changes"]] == ["planned", "announced", "changed"]
    assert shown["changes"][-1]["facts"] == ["как принять участие"]


async def test_every_change_comes_with_its_reason(phone, here):
    meeting = await here.announced()
    wish = Move(meeting=meeting.ref, starts_at=hour("2026-12-18"), minutes=90, reason=REASON)
    await move(here.clerk, wish)
    shown = await phone.read(f"/meetings/{meeting.ref}")
    moved = shown["changes"][-1]
    assert (moved["kind"], moved["reason"]) == ("moved", REASON)
    assert (moved["before_at"], moved["after_at"]) == (
        shown["meeting"]["moved_from"],
        shown["meeting"]["starts_at"],
    )
    await cancel(here.clerk, Cancel(meeting=meeting.ref, reason=REASON))
    shown = await phone.read(f"/meetings/{meeting.ref}")
    assert (shown["meeting"]["state"], shown["reason"]) == ("cancelled", REASON)
    assert shown["taking_part"]["closed"]["reason"] == "registration.cancelled"
    assert shown["questions"]["closed"]["title"] == "The meeting does not take place."


async def test_before_it_is_announced_nobody_registers_and_the_reader_is_told_why(phone, here):
    meeting = await here.planned()
    said = set()
    for language in ("kk", "ru", "en"):
        shown = await phone.read(f"/meetings/{meeting.ref}", {"accept-language": language})
        assert shown["taking_part"]["closed"]["reason"] == "registration.not_announced"
        said.add(shown["taking_part"]["closed"]["title"])
    assert len(said) == 3


async def test_a_meeting_that_there_is_not(phone, here):
    for ref in ("M-2026-999999", "Q-2026-000001", "M-1"):
        assert (await phone.get(f"/meetings/{ref}")).status_code == 404


async def test_public_answers_are_not_sent_twice(phone, here):
    meeting = await here.announced()
    first = await phone.get(f"/meetings/{meeting.ref}")
    assert first.headers["cache-control"] == "public, max-age=10"
    again = await phone.get(f"/meetings/{meeting.ref}", {"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_village_learns_who_must_meet_it_and_when_the_akim_comes(phone, here):
    meeting = await here.announced()
    found = await phone.read(f"/places/{QARAAUYL}/coverage")
    assert found["place"]["code"] == QARAAUYL
    nearest = found["duties"][0]
    assert (nearest["body"]["slug"], nearest["place"]["code"]) == (here.okrug.slug, QARAAUYL)
    assert nearest["next"]["ref"] == meeting.ref
    assert nearest["next"]["is_announced"] is True
    assert nearest["how_often"].startswith("1 meeting in each")
    assert (nearest["source"], nearest["last"]) != ("", "")
    assert (found["exemption"], found["tensions"]) == (None, [])
    assert (await phone.get("/places/999999999/coverage")).status_code == 404
