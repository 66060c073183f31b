"""A clerk plans a district's half-year without scripts: proposed, edited, submitted, approved by the head, published."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import httpx2

from hearing_state.clock import day_of
from hearing_state.db import value
from meetings.planning import kept
from meetings.planning.plan import Entry
from tests.meetings.world import World
from tests.questions.console.office import AtWork
from tests.questions.pages.browser import forms, heading

PART = "2027-H1"


def _path(here: World, rest: str = "") -> str:
    return f"plans/{here.district.slug}/{PART}{rest}"


async def _proposed(work: AtWork, here: World) -> httpx2.Response:
    page = await work.open(_path(here))
    assert "No plan was proposed yet" in page.text
    page = await work.open(_path(here, "/propose"))
    return await work.send(page, "/propose")


async def _entries(here: World) -> list[Entry]:
    plan = await kept.living_at(here.system, here.district.id, PART)
    assert plan is not None
    return await kept.entries(here.system, plan.id)


def _quiet_day(others: list[Entry]) -> date:
    """A Tuesday in spring on which, and around which, nothing else is planned: the planner may have put others anywhere."""
    taken = {day_of(each.starts_at) for each in others}
    tuesdays = (date(2027, 4, 6) + timedelta(weeks=week) for week in range(12))
    return next(
        day for day in tuesdays if not taken & {day + timedelta(days=apart) for apart in range(-2, 3)}
    )


def _notices(page: httpx2.Response) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", page.text))


def _offers_approval(page: httpx2.Response) -> bool:
    return any(each.action.endswith("/approve") for each in forms(page))


async def test_from_the_empty_page_to_the_public_calendar(work: AtWork, here: World):
    page = await _proposed(work, here)
    assert "A plan is proposed" in page.text
    entries = await _entries(here)
    assert f"{len(entries)}" in page.text
    # By hand: one meeting onto a holiday, only looked at; then really moved.
    page = await work.open(_path(here, f"/entries/{entries[0].id}"))
    page = await work.send(page, "/move", on="2027-03-22", time="18:00", minutes="90", check="yes")
    assert "A day off: Nauryz" in _notices(page)
    assert (await _entries(here))[0].starts_at == entries[0].starts_at
    quiet = _quiet_day(entries[1:])
    page = await work.send(page, "/move", on=quiet.isoformat(), time="18:30", minutes="60")
    assert "The meeting is moved" in page.text
    page = await work.send(await work.open(_path(here, "/submit")), "/submit")
    assert "waits for approval" in page.text
    await work.be("head")
    page = await work.open(_path(here, "/approve"))
    filled = {"contact": "maslikhat@example.kz", "number": "01-14/88"}
    page = await work.send(page, "/approve", **filled)
    assert "The plan is approved" in page.text
    assert await value("SELECT count(*)::int FROM schedule_meeting") == len(entries)
    work.client.cookies.clear()
    public = await work.client.get(f"/en/bodies/{here.district.slug}/plan/{PART}")
    assert public.status_code == 200
    assert f"{quiet.day} {quiet:%B}, Tuesday, 18:30" in public.text
    body = await work.client.get(f"/en/bodies/{here.district.slug}")
    assert f"/plan/{PART}" in body.text


async def test_conflicts_stand_beside_each_meeting_at_once(work: AtWork, here: World):
    await _proposed(work, here)
    first, second = (await _entries(here))[:2]
    page = await work.open(_path(here, f"/entries/{second.id}"))
    day = first.on.isoformat()
    time = f"{first.starts_at.astimezone(here.system.now.tzinfo):%H:%M}"
    page = await work.send(page, "/move", on=day, time=time, minutes="90")
    assert "Two places at once" in _notices(page)
    refused = await work.send(await work.open(_path(here, "/submit")), "/submit")
    assert refused.status_code == 409
    assert "Meetings that cannot be held stand in the plan: 2" in _notices(refused)


async def test_two_clerks_at_once_are_told_and_nothing_is_lost(work: AtWork, here: World):
    await _proposed(work, here)
    entry = (await _entries(here))[0]
    path = _path(here, f"/entries/{entry.id}")
    mine, theirs = await work.open(path), await work.open(path)
    await work.send(mine, "/change", mode="hybrid", note="Клубта.")
    refused = await work.send(theirs, "/change", mode="online", note="Онлайн.")
    assert refused.status_code == 409
    assert "Somebody else has changed this" in refused.text
    assert (await _entries(here))[0].note == "Клубта."


async def test_what_is_taken_out_is_put_back_from_the_plans_page(work: AtWork, here: World):
    await _proposed(work, here)
    entry = (await _entries(here))[0]
    page = await work.send(await work.open(_path(here, f"/entries/{entry.id}")), "/remove")
    assert "1 meeting is missing" in _notices(page)
    page = await work.send(page, "/restore")
    assert "The meeting stands in the plan again" in page.text
    assert len(await _entries(here)) == await value("SELECT count(*)::int FROM planning_entry")


async def test_a_place_without_its_meeting_leads_to_the_form(work: AtWork, here: World):
    await _proposed(work, here)
    entry = (await _entries(here))[0]
    await work.send(await work.open(_path(here, f"/entries/{entry.id}")), "/remove")
    page = await work.open(_path(here, "?view=places"))
    link = re.search(r'href="([^"]+/entries/new\?[^"]+)"', page.text)
    assert link is not None
    page = await work.client.get(html.unescape(link.group(1)))
    form = next(each for each in forms(page) if each.action.endswith("/entries/new"))
    assert form.values["place"] == [entry.place_code]
    refused = await work.send(page, "/entries/new", on="kein Tag", time="25:99")
    assert refused.status_code == 422
    made = await work.send(page, "/entries/new", on="2027-04-06", time="18:00")
    assert "The meeting stands in the plan." in made.text


async def test_replanning_shows_what_would_move_before_it_is_taken(work: AtWork, here: World):
    await _proposed(work, here)
    entries = await _entries(here)
    away = entries[0].on.isoformat()
    page = await work.open(f"plans/{here.district.slug}/absences?back={PART}")
    page = await work.send(page, "/absences", from_on=away, until_on=away, reason="trip")
    assert "The absence is written down" in page.text
    shown = await work.open(_path(here, "/replan"))
    wishes = next(each for each in forms(shown) if each.method == "get" and each.action.endswith("/replan"))
    shown = await work.client.get(
        wishes.action, params={name: each[0] for name, each in wishes.values.items()}
    )
    moved = [each for each in entries if each.on == entries[0].on]
    assert f"{len(moved)} of {len(entries)} meetings would move" in _notices(shown)
    assert [each.starts_at for each in await _entries(here)] == [each.starts_at for each in entries]
    page = await work.send(shown, "/replan")
    assert "The plan is replanned" in page.text
    assert entries[0].on not in {each.on for each in await _entries(here)}


async def test_the_grid_names_holidays_and_shows_meetings(work: AtWork, here: World):
    await _proposed(work, here)
    page = await work.open(_path(here, "?view=month&month=2027-03"))
    assert "Nauryz" in page.text
    for odd in ("2027-13", "x", "1999-01"):
        assert (await work.open(_path(here, f"?view=month&month={odd}"))).status_code == 200


async def test_the_head_gives_back_and_who_submitted_has_no_approve_page(work: AtWork, here: World):
    await _proposed(work, here)
    assert not _offers_approval(await work.open(_path(here, "/approve")))
    await work.send(await work.open(_path(here, "/submit")), "/submit")
    assert not _offers_approval(await work.open(_path(here, "/approve")))
    await work.be("head")
    page = await work.send(await work.open(_path(here, "/approve")), "/send-back", remark="Наурызға қараңыз.")
    assert "Наурызға қараңыз." in page.text
    await work.be("clerk")
    page = await work.send(await work.open(_path(here, "/withdraw")), "/withdraw")
    assert "The draft is withdrawn" in page.text


async def test_of_another_office_there_is_no_such_page(work: AtWork, here: World):
    await _proposed(work, here)
    entry = (await _entries(here))[0]
    await work.be("official.okrug")
    for rest in ("", "/submit", "/replan", "/propose", f"/entries/{entry.id}", "/notice"):
        assert (await work.open(_path(here, rest))).status_code == 404, rest
    assert (await work.open(f"plans/{here.district.slug}/absences")).status_code == 404
    work.client.cookies.clear()
    assert (await work.client.get(f"/en/bodies/{here.district.slug}/plan/{PART}")).status_code == 404


async def test_the_list_shows_the_offices_beneath(work: AtWork, here: World):
    page = await work.open("plans?year=2027")
    assert heading(page) == "Plans of meetings"
    assert "Offices beneath" in page.text
    page = await work.open("plans?year=2027&state=approved")
    assert "No office stands so" in page.text
    for odd in ("x", "99999999999999999999", "1", ""):
        assert (await work.open(f"plans?year={odd}&page={odd}")).status_code == 200
    await work.be("official.okrug")
    page = await work.open("plans")
    assert here.okrug.slug in page.text


async def test_a_superior_sees_the_plan_beneath_and_edits_nothing(work: AtWork, here: World):
    await work.be("official.okrug")
    page = await work.open(f"plans/{here.okrug.slug}/{PART}/propose")
    await work.send(page, "/propose")
    await work.be("official")
    page = await work.open(f"plans/{here.okrug.slug}/{PART}")
    assert page.status_code == 200
    assert "/entries/new" not in page.text
    refused = await work.client.post(
        f"/en/console/plans/{here.okrug.slug}/{PART}/submit", data={"version": "1"}
    )
    assert refused.status_code == 403


async def test_proposals_for_many_offices_are_asked_for_and_followed(work: AtWork, here: World):
    await work.be("head")
    page = await work.send(await work.open("plans/many?year=2027"), "/plans/many", part=PART)
    assert "The planner works: 0 of 1 pieces" in _notices(page)
    await work.be("clerk")
    assert (await work.open("plans/many")).status_code == 403


async def test_the_notice_is_printed_in_both_languages(work: AtWork, here: World):
    await _proposed(work, here)
    await work.send(await work.open(_path(here, "/submit")), "/submit")
    await work.be("head")
    await work.send(await work.open(_path(here, "/approve")), "/approve")
    page = await work.open(_path(here, "/notice"))
    assert page.text.count('lang="kk"') >= 1
    assert 'lang="ru"' in page.text
    assert "Аппарат акима Абайского района" in page.text
    page = await work.open(_path(here, "/dispatch"))
    page = await work.send(page, "/dispatch", recipient="maslikhat", number="01-14/89", sent_on="2026-11-23")
    assert "01-14/89" in page.text
