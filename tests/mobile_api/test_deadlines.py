"""A telephone sees what is owed, and why by that day."""

from datetime import timedelta

import pytest

from hearing_state.actions import by_law
from hearing_state.deadlines.actions.open_clock import OpenClock, open_clock
from tests.agencies.country import ABAI_OBLAST, QARAAUYL, QARAAUYL_OKRUG, office
from tests.support.contexts import NOON


@pytest.fixture
async def owed(country):
    """Three questions that the okrug owes an answer to, received a month ago, a week ago, today."""
    okrug = await office(country, QARAAUYL_OKRUG)
    opened = []
    for number, days_ago in enumerate((31, 7, 0), 1):
        wish = OpenClock(
            rule="appeal.answer",
            about=f"Q-2026-00000{number}",
            received_at=NOON - timedelta(days=days_ago),
            agency=okrug.id,
            place=QARAAUYL,
            title="When will the bridge be mended?",
        )
        opened.append(await by_law(country, open_clock, wish))
    return okrug, opened


async def test_the_board_shows_what_is_owed_nearest_first(api, owed):
    okrug, opened = owed
    board = (await api.get("/api/v1/deadlines")).json()
    assert [each["id"] for each in board["deadlines"]] == [str(each.clock) for each in opened[1:]]
    assert board["deadlines"][0]["body"]["slug"] == okrug.slug
    assert board["totals"] | {"owed": 2, "overdue": 1} == board["totals"]
    assert board["next"] is None


async def test_the_board_can_be_narrowed(api, owed):
    okrug, opened = owed
    for narrowed in ({"body": okrug.slug}, {"place": ABAI_OBLAST}, {"rule": "appeal.answer"}):
        board = (await api.get("/api/v1/deadlines", params={"tab": "overdue", **narrowed})).json()
        assert [each["id"] for each in board["deadlines"]] == [str(opened[0].clock)]
    elsewhere = (await api.get("/api/v1/deadlines", params={"place": "750000000"})).json()
    assert elsewhere["deadlines"] == []


async def test_a_long_board_goes_on_at_its_cursor(api, country):
    for number in range(1, 23):
        wish = OpenClock(rule="appeal.answer", about=f"Q-2026-0000{number:02d}", received_at=NOON)
        await by_law(country, open_clock, wish)
    first = (await api.get("/api/v1/deadlines")).json()
    second = (await api.get("/api/v1/deadlines", params={"cursor": first["next"]})).json()
    ids = [each["id"] for each in (*first["deadlines"], *second["deadlines"])]
    assert (len(ids), len(set(ids)), second["next"]) == (22, 22, None)


async def test_an_invented_cursor_is_refused(api):
    for cursor in ("nonsense", "cDE", "cDA5", "é", "cDk5OTk"):
        answer = await api.get("/api/v1/deadlines", params={"cursor": cursor})
        assert (answer.status_code, answer.json()["reason"]) == (422, "api.cursor_wrong")


async def test_why_this_date_names_every_day(api, owed):
    _okrug, opened = owed
    why = (await api.get(f"/api/v1/deadlines/{opened[2].clock}")).json()
    assert why["deadline"]["standing"]["due_on"] == str(opened[2].due_on)
    assert max(each["number"] or 0 for each in why["days"]) == 15
    assert all(each["why"] for each in why["days"])
    assert [each["kind"] for each in why["happenings"]] == ["received"]


async def test_a_private_matter_has_a_public_clock_without_its_content(api, country):
    wish = OpenClock(
        rule="appeal.answer", about="Q-2026-000009", received_at=NOON, is_public=False, title="My illness"
    )
    await by_law(country, open_clock, wish)
    text = (await api.get("/api/v1/deadlines")).text
    assert "Q-2026-000009" in text
    assert "illness" not in text


@pytest.mark.parametrize(
    ("received_at", "registered_on"), [("2026-11-23", "2026-11-23"), ("2026-11-23T19:05", "2026-11-24")]
)
async def test_anybody_may_reckon(api, received_at, registered_on):
    answer = await api.get("/api/v1/calculator", params={"rule": "appeal.answer", "received_at": received_at})
    assert answer.json()["registered_on"] == registered_on
    assert answer.json()["term"]["source"] == "APPC 76(1)"
    assert answer.json()["due_on"] == answer.json()["days"][-1]["day"]


@pytest.mark.parametrize(
    ("asked", "status", "reason"),
    [
        ({"rule": "appeal.silence", "received_at": "2026-11-23"}, 422, "deadline.no_rule"),
        ({"rule": "appeal.answer", "received_at": "2026-02-30"}, 422, "deadline.moment_not_understood"),
        (
            {"rule": "appeal.answer", "received_at": "0001-01-01T00:00+14:00"},
            422,
            "deadline.moment_not_understood",
        ),
        ({"rule": "appeal.answer", "received_at": "2199-11-23"}, 409, "deadline.calendar_ends"),
        ({"rule": "appeal.answer"}, 422, "field_missing"),
        ({"rule": "appeal.answer", "received_at": "yesterday"}, 422, "field_not_understood"),
    ],
)
async def test_what_cannot_be_reckoned_is_said(api, asked, status, reason):
    answer = await api.get("/api/v1/calculator", params=asked)
    assert (answer.status_code, answer.json()["reason"]) == (status, reason)
