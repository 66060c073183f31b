"""Everything about one person can be taken along, and can be erased; both held against a scan of every table, file and letter."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from hearing_state.clock import FrozenClock
from hearing_state.db import execute, rows, value
from hearing_state.errors import Conflict, NotFound
from hearing_state.ids import new_id
from hearing_state.ledger import Entry, publication, write
from hearing_state.ledger.runner import log_in
from hearing_state.main.house import OpenHouse
from hearing_state.main.worker import relay_for
from hearing_state.permissions import SYSTEM, Actor, Grant, Role
from hearing_state.privacy import queries
from hearing_state.privacy.gathering import SECRETS, _shown
from hearing_state.privacy.packing import page
from hearing_state.privacy.tasks import erase_due, erase_rest
from hearing_state.retention import RETENTION
from hearing_state.verifier.command import _fetch
from hearing_state.verifier.log import check
from tests.promises.privacy import test_canaries as canary
from tests.promises.town import Town
from tests.questions.pages.browser import send
from tests.support.contexts import NOON, settings_for_tests
from tests.support.whole_life import Life

CANARIES = (
    f"zq(mail|given|family|title|text|note|answer|wish|essence|draft|file)|{canary.PHONE[2:]}|{canary.IIN}"
)
_KEYS = """
SELECT c.table_name, c.column_name FROM information_schema.columns c
  JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
 WHERE c.table_schema = 'public' AND c.table_name NOT LIKE 'tortoise%' AND c.is_generated = 'NEVER'
   AND c.data_type IN ('uuid', 'text', 'character varying', 'jsonb') ORDER BY 1, 2
"""


class Leaving:
    """Somebody with a canary for everything, the house she lives in, and what the house holds of her."""

    def __init__(self, town: Town, house: OpenHouse, people: list) -> None:
        self.town, self.house, self.people = town, house, people

    @property
    def me(self):
        return self.people[0]

    def own(self, days: int = 0):
        resident = Actor(self.me, frozenset({Grant(Role.RESIDENT)}))
        return replace(self.house.context(), actor=resident, now=NOON + timedelta(days=days))

    def system(self, days: int = 0):
        return replace(self.house.context(), actor=SYSTEM, now=NOON + timedelta(days=days))

    async def drain(self, days: int = 0) -> None:
        later = OpenHouse(self.house.settings, FrozenClock(NOON + timedelta(days=days)), self.house.database)
        await relay_for(later, parallel=1).drain()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("own")


@pytest.fixture
async def leaving(town: Town, orm, folder) -> Leaving:
    """Her life is lived once for this file: the tests follow one another."""
    settings = settings_for_tests(folder)
    house = OpenHouse(settings, FrozenClock(NOON), orm)
    if (
        not await value("SELECT 1 FROM people_person WHERE family_name = $1", canary.FAMILY)
        and not (folder / "lived").exists()
    ):
        await canary.lives(town, house)
        (folder / "lived").touch()
        me = await value(
            "SELECT p.id FROM people_person p JOIN people_contact c ON c.person_id = p.id WHERE c.address = $1",
            canary.EMAIL,
        )
        visitor = await value(
            "SELECT id FROM people_person WHERE family_name = $1 AND id <> $2", canary.FAMILY, me
        )
        (folder / "people").write_text(f"{me} {visitor}")
        made = Leaving(town, house, [me, visitor])
        life = await Life.begun(house.context())
        await life.call(made.own(), "file.store", name="zqfile.txt", content=b"zqfile canary of her own")
        await life.call(made.own(), "question.save_draft", title="zqdraft canary")
    return Leaving(town, house, [UUID(each) for each in (folder / "people").read_text().split()])


async def _rows_of(person) -> list[tuple[str, str]]:
    """A full scan: every row of every table in which a person's number stands in any column of numbers, or as text."""
    found: dict[tuple[str, str], None] = {}
    for each in await rows(_KEYS):
        table, column = each["table_name"], each["column_name"]
        if column == "id" and table != "people_person":
            continue
        for row in await rows(
            f'SELECT to_jsonb(t)::text AS row FROM {table} t WHERE t."{column}"::text LIKE $1', f"%{person}%"
        ):
            shown = json.dumps(_shown(json.loads(row["row"])), sort_keys=True)
            found[table, shown] = None
    return list(found)


async def _ask_and_read(leaving: Leaving) -> tuple[dict, zipfile.ZipFile]:
    browser = await leaving.town.seat("canary")
    shown = await browser.get("/kk/me/data")
    assert shown.status_code == 200
    await send(browser, shown, "/me/data")
    await leaving.drain()
    export = await value("SELECT id FROM privacy_export WHERE person_id = $1", leaving.me)
    _export, path = await queries.download(leaving.own(), str(export))
    archive = zipfile.ZipFile(path)
    tables = {
        name.removeprefix("tables/").removesuffix(".json"): json.loads(archive.read(name))
        for name in archive.namelist()
        if name.startswith("tables/")
    }
    return tables, archive


async def test_what_is_given_along_is_what_a_full_scan_finds(leaving: Leaving):
    tables, archive = await _ask_and_read(leaving)
    given = {(table, json.dumps(row, sort_keys=True)) for table, own in tables.items() for row in own}
    scanned = await _rows_of(leaving.me)
    not_given = {"ledger_leaf", "privacy_export"}  # the file knew not yet that it was made
    missing = [(table, row) for table, row in scanned if (table, row) not in given and table not in not_given]
    assert [table for table, row in missing if "privacy/export_ready" not in row] == []
    assert {
        "people_person",
        "people_contact",
        "questions_question",
        "questions_point",
        "receptions_booking",
    } <= set(tables)
    assert {
        "registration_entry",
        "asking_question",
        "questions_draft",
        "files_attachment",
        "actions_act",
    } <= set(tables)
    assert b"zqfile canary" in archive.read(
        next(each for each in archive.namelist() if each.startswith("files/"))
    )
    text = archive.read("index.html").decode()
    assert 'lang="kk"' in text
    for each in (canary.EMAIL, canary.FAMILY, canary.TITLE, canary.WISH, canary.ESSENCE, "zqdraft canary"):
        assert each in text


async def test_nothing_in_it_is_about_others_and_no_secret_is(leaving: Leaving):
    export = await value("SELECT id FROM privacy_export WHERE person_id = $1", leaving.me)
    _export, path = await queries.download(leaving.own(), str(export))
    archive = zipfile.ZipFile(path)
    text = "".join(archive.read(each).decode() for each in archive.namelist())
    others = await rows(
        "SELECT id::text AS id FROM people_person WHERE kind = 'resident' AND id <> $1", leaving.me
    )
    assert len(others) > 3
    assert [each["id"] for each in others if each["id"] in text] == []
    assert "zqnote" not in text.lower()  # the officials' own notes
    tables = [json.loads(archive.read(each)) for each in archive.namelist() if each.startswith("tables/")]
    assert not {name for own in tables for row in own for name in row} & SECRETS


async def test_nobody_else_fetches_it_and_it_ends(leaving: Leaving):
    export = str(await value("SELECT id FROM privacy_export WHERE person_id = $1", leaving.me))
    for who in ("visitor", "aigul", "head", "administrator", "auditor"):
        browser = await leaving.town.seat(who)
        assert (await browser.get(f"/kk/me/data/{export}")).status_code in {303, 403, 404, 401}
    with pytest.raises(NotFound):
        await queries.download(leaving.own(days=8), export)
    await erase_rest(leaving.system(days=8), NOON)
    assert not list((leaving.house.settings.data_dir / queries.FOLDER).glob("*"))


async def test_a_wish_to_be_erased_is_confirmed_and_can_be_taken_back(leaving: Leaving):
    browser = await leaving.town.seat("canary")
    asked = await browser.get("/kk/me/erase")
    unsure = await send(browser, asked, "/me/erase")
    assert unsure.status_code == 422
    noted = await send(browser, asked, "/me/erase", is_sure="true")
    assert "/me/erase/undo" in noted.text
    await send(browser, noted, "/me/erase/undo")
    await erase_due(leaving.system(days=30), NOON)
    assert await value("SELECT given_name FROM people_person WHERE id = $1", leaving.me) == canary.GIVEN


async def _held() -> list[str]:
    """Where a canary stands in any column of text or bytes of any table."""
    found = []
    for each in await rows(canary._COLUMNS):
        table, column = each["table_name"], each["column_name"]
        if await rows(
            f"SELECT 1 FROM {table} WHERE encode(convert_to(\"{column}\"::text, 'UTF8'), 'escape') ~* $1 LIMIT 1",
            CANARIES,
        ):
            found.append(f"{table}.{column}")
    return found


async def _erase(leaving: Leaving) -> None:
    for person in leaving.people:
        own = replace(leaving.own(), actor=Actor(person, frozenset({Grant(Role.RESIDENT)})))
        life = await Life.begun(leaving.house.context())
        await life.call(own, "privacy.ask_erasure", is_sure=True)
        with pytest.raises(Conflict):
            await life.call(own, "privacy.ask_erasure", is_sure=True)
    await erase_due(leaving.system(days=6), NOON)
    assert await value("SELECT family_name FROM people_person WHERE id = $1", leaving.me) == canary.FAMILY
    await erase_due(leaving.system(days=8), NOON)
    await leaving.drain(days=8)


async def test_once_erased_nothing_of_her_is_left_but_what_the_law_keeps_for_now(leaving: Leaving):
    assert len(await _held()) > 8  # so that the search below is no search for nothing
    await write(
        [Entry("moderation.appealed", str(leaving.me), {"decision": str(new_id())})],
        is_public=True,
        at=NOON,
        act_id=new_id(),
    )
    await publication.step(log_in(leaving.house.settings.data_dir, "https://house.test"))
    openings = await value("SELECT count(*) FROM ledger_opening")
    await _erase(leaving)
    assert set(await _held()) == {"receptions_booking.essence"}
    assert (
        await value(
            "SELECT lingering FROM privacy_erasure WHERE person_id = $1 AND erased_at IS NOT NULL", leaving.me
        )
        > 0
    )
    assert await value("SELECT count(*) FROM ledger_opening") == openings - 1
    await execute("UPDATE receptions_booking SET state = 'withdrawn' WHERE person_id = $1", leaving.me)
    await erase_rest(leaving.system(days=9), NOON)
    assert await _held() == []
    assert not await rows("SELECT 1 FROM privacy_erasure WHERE erased_at IS NOT NULL AND lingering > 0")


async def test_no_file_on_the_disk_and_no_letter_in_the_queue_holds_a_word_of_hers(leaving: Leaving):
    written = [each for each in leaving.house.settings.data_dir.rglob("*") if each.is_file()]
    assert written
    assert [each for each in written if re.search(CANARIES.encode(), each.read_bytes(), re.IGNORECASE)] == []
    assert (
        await value(
            "SELECT count(*) FROM notifications_notification WHERE person_id = ANY ($1::uuid[])",
            leaving.people,
        )
        == 0
    )
    assert (
        await rows("SELECT 1 FROM jobs_outbox WHERE dead_at IS NOT NULL AND event LIKE 'notification%'") == []
    )


async def test_her_number_stands_in_no_row_but_the_trail_of_who_did_what(leaving: Leaving):
    tables = {table for each in leaving.people for table, _row in await _rows_of(each)}
    assert tables <= {"actions_act", "people_person", "people_visit", "privacy_erasure"}
    assert (
        await value(
            "SELECT count(*) FROM people_person WHERE iin_digest IS NOT NULL AND id = ANY ($1::uuid[])",
            leaving.people,
        )
        == 0
    )
    browser = await leaving.town.seat("canary")
    assert (await browser.get("/kk/me/data")).status_code in {303, 401}  # signed out everywhere


async def test_the_log_verifies_as_before_and_goes_on(leaving: Leaving):
    log = log_in(leaving.house.settings.data_dir, "https://house.test")
    _head, before = check(_fetch(str(log.root)), log.read("vkey").decode().strip())
    await publication.step(log)
    _head, after = check(_fetch(str(log.root)), log.read("vkey").decode().strip())
    assert after[: len(before)] == before
    assert not re.search(CANARIES, b"".join(after).decode(), re.IGNORECASE)


def test_every_law_that_keeps_something_has_its_sentence():
    from hearing_state.main import packages
    from hearing_state.privacy.words import LAWS

    packages.install()
    assert {each.law for each in RETENTION.tables if each.law} == set(LAWS)


async def test_a_page_for_whom_nothing_is_kept_says_so(as_):
    from hearing_state.privacy.gathering import Gathered

    assert "</html>" in page(Gathered(new_id(), (), ()), "kk")
