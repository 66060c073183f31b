"""Who reads a private question without being its asker or of its body leaves a trace, once an hour, and the asker sees it."""

from __future__ import annotations

import asyncio
import io
import json
from dataclasses import replace
from datetime import date, timedelta

import httpx2
import pytest
from PIL import Image

from hearing_state.actions import STANDING, Step
from hearing_state.db import execute, rows, value
from hearing_state.errors import Forbidden, NotFound
from hearing_state.files.actions.store import Store, store
from hearing_state.permissions import Grant, Role
from hearing_state.privacy.actions.forget import Forget, forget
from hearing_state.questions import queries, readings
from hearing_state.questions.actions.extend import Extend, extend
from hearing_state.questions.actions.record_reading import RecordReading, record_reading
from tests.promises.town import doors
from tests.questions.console.office import OFFICIAL, AtWork, at_work
from tests.questions.pages.browser import come_in
from tests.questions.world import POINTS, TEXT, TITLE, World, both, on

SECRET = (TITLE, TEXT, *POINTS)
_READINGS = """
SELECT q.ref, r.role, r.agency_id, r.hour_at, r.surfaces FROM questions_reading r JOIN questions_question q ON q.id = r.question_id
 ORDER BY r.read_at, r.id
"""


@pytest.fixture
async def office(client, village: World) -> AtWork:
    return await at_work(client, village)


async def private(village: World, **more: object) -> str:
    return (await village.ask(is_public=False, consent=False, **more)).ref


def surfaces(found: list[dict[str, object]]) -> list[object]:
    return [each["surfaces"] for each in found]


async def get(office: AtWork, path: str) -> httpx2.Response:
    """As the person at the browser; apps show the same secret in a header."""
    if not path.startswith("/api/"):
        return await office.client.get(path)
    secret = office.client.cookies["hs_session"]
    return await office.client.get(path, headers={"authorization": f"Bearer {secret}"})


def says(answer: httpx2.Response) -> bool:
    text = (
        json.dumps(answer.json(), ensure_ascii=False)
        if "json" in answer.headers.get("content-type", "")
        else answer.text
    )
    return any(words in text for words in SECRET)


@pytest.mark.parametrize(
    ("address", "surface"),
    [
        ("/kk/questions/{}", "page"),
        ("/en/console/questions/{}", "case"),
        ("/en/console/questions/{}/history", "history"),
        ("/en/console/search?q={}", "search"),
    ],
)
async def test_what_an_auditor_reads_is_recorded_once(office: AtWork, address: str, surface: str):
    ref = await private(office.village)
    await office.be("auditor")
    for _ in range(3):
        answer = await office.client.get(address.format(ref))
        assert answer.status_code == 200
        assert says(answer) or surface == "history"
    [found] = await rows(_READINGS)
    assert (found["ref"], found["role"], found["surfaces"]) == (ref, "auditor", [surface])
    assert found["agency_id"] is not None
    assert found["hour_at"].minute == found["hour_at"].second == 0
    assert (
        await value(
            "SELECT count(*) FROM ledger_entry WHERE kind = 'question.read_by_outsider' AND NOT is_public"
        )
        == 1
    )
    assert await value("SELECT count(*) FROM actions_act WHERE action = 'question.record_reading'") == 1


async def test_the_phone_is_no_way_around(office: AtWork):
    ref = await private(office.village)
    await office.be("auditor")
    answer = await get(office, f"/api/v1/questions/{ref}")
    assert answer.json()["title"] == TITLE
    assert surfaces(await rows(_READINGS)) == [["api"]]


async def test_an_attached_file_is_content_too(office: AtWork):
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "PNG")
    stored = await store(office.village.resident, Store(content=picture.getvalue(), name="sham.png"))
    ref = await private(office.village, files=(stored.id,))
    await office.be("auditor")
    for address in (f"/files/{stored.id}/sham.png", f"/api/v1/files/{stored.id}"):
        assert (await get(office, address)).status_code == 200, address
    assert surfaces(await rows(_READINGS)) == [["file"]]
    assert await value("SELECT count(*) FROM questions_reading") == 1
    await office.be(OFFICIAL)
    assert (await office.client.get(f"/files/{stored.id}/sham.png")).status_code == 200
    assert [each["ref"] for each in await rows(_READINGS)] == [ref]


async def test_the_reasons_in_its_clock_are_content_too(office: AtWork):
    ref = await private(office.village)
    clock = (await queries.shown(office.village.as_("system"), ref)).clock_id
    page, api = f"/en/deadlines/{clock}/why", f"/api/v1/deadlines/{clock}"
    await office.be("auditor")
    assert (await office.client.get(page)).status_code == 200
    assert await rows(_READINGS) == []  # nothing is said there yet that a stranger does not read
    reason = "Шарттың көшірмесін мұрағаттан сұратып жатырмыз."
    await extend(office.village.akim, Extend(question=ref, until_on=date(2026, 12, 28), reason=reason))
    told = await get(office, api)
    assert told.status_code == 200
    assert reason not in json.dumps(told.json(), ensure_ascii=False)  # apps are told the day alone
    assert await rows(_READINGS) == []
    assert reason in (await office.client.get(page)).text
    assert surfaces(await rows(_READINGS)) == [["term"]]
    await execute("DELETE FROM questions_reading")
    for other in (OFFICIAL, "moderator"):
        await office.be(other)
        await office.client.get(page)
    assert await rows(_READINGS) == []


async def test_every_page_that_shows_an_outsider_its_words_has_recorded_that(office: AtWork):
    """Also those that somebody will write one day: every page and endpoint of the house with a question's number in its address."""
    ref = await private(office.village)
    await office.be("auditor")
    shown, gone_through = [], 0
    for door in doors():
        if not door.names or {*door.names} - {"ref", "about"}:
            continue
        path = door.address({"ref": ref, "about": ref}, "en")
        gone_through += 1
        await execute("DELETE FROM questions_reading")
        if says(await get(office, path)):
            shown.append(path)
            assert await value("SELECT count(*) FROM questions_reading"), path
    assert gone_through > 20
    for its in (f"/en/questions/{ref}", f"/en/console/questions/{ref}", f"/api/v1/questions/{ref}"):
        assert its in shown


async def test_who_asked_who_answers_and_the_house_itself_leave_no_trace(office: AtWork):
    ref = await private(office.village)
    await office.be(OFFICIAL)
    for address in (
        f"/en/console/questions/{ref}",
        f"/en/console/questions/{ref}/history",
        f"/kk/questions/{ref}",
    ):
        assert (await office.client.get(address)).status_code == 200
    await come_in(office.client, office.village.visitor, office.village.aigul)
    assert says(await office.client.get(f"/kk/questions/{ref}"))
    await queries.shown(office.village.as_("system"), ref)
    for stranger in ("moderator", "operator", "administrator", "official"):
        await office.be(stranger)
        assert not says(await office.client.get(f"/kk/questions/{ref}"))
        assert not says(await office.client.get(f"/en/console/questions/{ref}"))
    assert await rows(_READINGS) == []


async def test_reading_what_everybody_reads_writes_nothing(office: AtWork):
    ref = await office.village.answered()
    await office.be("auditor")
    for address in (f"/kk/questions/{ref}", f"/en/console/questions/{ref}", f"/en/console/search?q={ref}"):
        assert (await office.client.get(address)).status_code == 200
    assert await rows(_READINGS) == []
    assert await value("SELECT count(*) FROM actions_act WHERE action = 'question.record_reading'") == 0


async def test_an_auditor_who_also_works_in_the_body_reads_it_as_the_body(village: World):
    ref = await private(village)
    auditor = village.as_("auditor", village.oblast.id)
    assert (await queries.shown(auditor, ref)).is_outsider
    colleague = both(auditor, Grant(Role.OFFICIAL, village.okrug.id))
    assert not (await queries.shown(colleague, ref)).is_outsider
    foreign = both(auditor, Grant(Role.OFFICIAL, village.district.id))
    assert (await queries.shown(foreign, ref)).is_outsider


async def test_another_surface_stands_beside_and_the_next_hour_is_another_line(village: World):
    ref = await private(village)
    auditor = village.as_("auditor", village.oblast.id)
    shown = await queries.shown(auditor, ref)
    await readings.note(auditor, shown, "page")
    await readings.note(auditor, shown, "case")
    await readings.note(auditor, shown, "page")
    assert surfaces(await rows(_READINGS)) == [["page", "case"]]
    await readings.note(on(auditor, "2026-11-23", 13), shown, "page")
    await readings.note(village.as_("auditor", village.oblast.id), shown, "page")  # somebody else
    assert len(await rows(_READINGS)) == 3


async def test_nobody_makes_up_a_reading(village: World):
    public, hers = await village.answered(), await private(village)
    auditor = village.as_("auditor", village.oblast.id)
    for ref in (public, "Q-2026-999999"):
        with pytest.raises(NotFound):
            await record_reading(auditor, RecordReading(question=ref, surface="page"))
    for wrong in (village.resident, village.official, village.moderator):
        with pytest.raises(Forbidden):
            await record_reading(wrong, RecordReading(question=hers, surface="page"))
    assert await rows(_READINGS) == []


async def test_what_cannot_be_recorded_is_not_shown(office: AtWork, monkeypatch):
    ref = await private(office.village)
    await office.be("auditor")
    monkeypatch.setattr(STANDING, "switched", Step.READ_ONLY)
    answer = await office.client.get(f"/kk/questions/{ref}")
    assert answer.status_code == 503
    assert not says(answer)
    assert not says(await get(office, f"/api/v1/questions/{ref}"))


async def test_an_outsider_does_not_report_it_to_moderators_who_may_not_read_it(office: AtWork):
    ref = await private(office.village)
    await office.be("auditor")
    assert not says(await office.client.get(f"/kk/report?about={ref}"))
    feed = await office.client.get(f"/kk/questions/{ref}/news.atom")
    assert feed.status_code == 200
    assert not says(feed)
    assert await rows(_READINGS) == []


async def test_the_night_forgets_them_with_the_days_that_are_said(village: World):
    ref = await private(village)
    auditor = village.as_("auditor", village.oblast.id)
    await readings.note(auditor, await queries.shown(auditor, ref), "page")
    days = readings.days_kept()
    for later, left in ((days - 1, 1), (days + 1, 0)):
        night = replace(village.as_("system"), now=auditor.now + timedelta(days=later))
        await forget(night, Forget(table="questions_reading"))
        assert await value("SELECT count(*) FROM questions_reading") == left


async def test_many_pages_opened_at_once_are_one_reading(own_database, as_):
    """On a pool of real connections: the unique key decides."""
    from tests.questions.world import world

    village = await world(as_)
    ref = await private(village)
    auditor = village.as_("auditor", village.oblast.id)
    shown = await queries.shown(auditor, ref)
    await asyncio.gather(
        *(readings.note(auditor, shown, surface) for surface in ("page", "case", "history") * 5)
    )
    [found] = await rows(_READINGS)
    assert sorted(found["surfaces"]) == ["case", "history", "page"]
    assert timedelta(0) <= auditor.now - found["hour_at"] < timedelta(hours=1)
