"""A person made of unmistakable strings goes through the house; afterwards nobody else has seen one of them."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from uuid import UUID

import pytest
import structlog

from hearing_state.clock import FrozenClock
from hearing_state.db import rows, value
from hearing_state.main import logs
from hearing_state.main.house import OpenHouse
from hearing_state.main.worker import relay_for
from hearing_state.people import iin
from hearing_state.people import queries as people
from hearing_state.permissions import Actor, Grant, Role
from tests.house.test_retention import listed
from tests.promises.town import Town, doors
from tests.questions.pages.browser import send
from tests.support.contexts import NOON, settings_for_tests
from tests.support.whole_life import VILLAGE, Life

EMAIL, PHONE = "zqmail.canary@example.kz", "+77017654321"
GIVEN, FAMILY = "Zqgiven", "Zqfamily"
TITLE, TEXT = (
    "Zqtitle canary of a private question",
    "Zqtext canary: what nobody else may read, word by word.",
)
NOTE, ANSWER, REPORT = (
    "Zqnote canary of an official",
    "Zqanswer canary to one person alone",
    "Zqreport canary by a reader",
)
WISH, ESSENCE = "Zqwish canary of a registration", "Zqessence canary of what a reception is asked for"
IIN = next(n for n in (f"9001015{k:05d}" for k in range(100_000)) if iin.is_valid(n))
CANARIES = (
    EMAIL,
    "zqmail",
    PHONE,
    PHONE[2:],
    FAMILY,
    TITLE,
    "Zqtitle",
    "Zqtext",
    "Zqnote",
    "Zqanswer",
    "Zqreport",
    "Zqwish",
    "Zqessence",
    IIN,
)
OTHERS = ("visitor", "james", "operator", "administrator", "official", "head", "moderator")
ANY_CANARY = f"zq(mail|given|family|title|text|note|answer|report|wish|essence)|{PHONE[2:]}|{IIN}"
_COLUMNS = """
SELECT c.table_name, c.column_name FROM information_schema.columns c
  JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
 WHERE c.table_schema = 'public' AND c.table_name NOT LIKE 'tortoise%' AND is_generated = 'NEVER'
   AND data_type IN ('text', 'character varying', 'jsonb', 'bytea', 'ARRAY', 'character', 'json')
"""


@pytest.fixture
def written(monkeypatch, tmp_path):
    paper = io.StringIO()
    monkeypatch.setattr("sys.stderr", paper)
    before = structlog.get_config()
    logs.set_up_logs(settings_for_tests(tmp_path))
    yield paper
    structlog.configure(**before)


async def asks_in_private(town: Town, house: OpenHouse) -> UUID:
    """By the pages, from the first to the slip."""
    browser = await town.seat("visitor")
    page = await send(browser, await browser.get("/kk/ask", params={"place": VILLAGE}), "/ask", place=VILLAGE)
    page = await send(browser, page, "/question", topic="roads", title=TITLE, text=TEXT, language="kk")
    page = await send(browser, page, "/details", points=["", "", ""])
    page = await send(browser, page, "/body", kind="inquiry", visibility="private")
    contact = re.search(r'href="([^"]+/contact)"', page.text)
    assert contact
    page = await send(browser, await browser.get(contact.group(1)), "/contact", contact=EMAIL)
    code_id = UUID(str(await value("SELECT id FROM people_login_code ORDER BY id DESC LIMIT 1")))
    page = await send(browser, page, "/code", code=(await people.code_letter(house.context(), code_id)).code)
    page = await send(browser, page, "/send", given_name=GIVEN, family_name=FAMILY)
    assert page.status_code == 200
    town.secrets["canary"] = browser.cookies["hs_session"]
    return UUID(str(await value("SELECT id FROM people_person WHERE family_name = $1", FAMILY)))


async def lives(town: Town, house: OpenHouse) -> str:
    """Asked, noted, answered, reported on; and once more at a service centre with a number and a telephone."""
    person = await asks_in_private(town, house)
    ref = str(await value("SELECT ref FROM questions_question WHERE asker_id = $1", person))
    life = await Life.begun(house.context())
    body = await value("SELECT agency_id FROM questions_question WHERE ref = $1", ref)
    author = Actor(town.people["clerk"], frozenset({Grant(Role.OFFICIAL, body)}), name="author")
    holder = replace(life.official, actor=author)
    await life.call(holder, "question.add_internal_note", question=ref, text=NOTE)
    await life.call(holder, "question.answer", **life.said(ref, text=ANSWER))
    browser = await town.seat("operator")
    page = await browser.get("/kk/console/desk/visitor")
    told = {"given_name": GIVEN, "family_name": FAMILY, "contact": PHONE, "iin": IIN, "locale": "kk"}
    assert (await send(browser, page, "/desk/visitor", **told)).status_code == 200
    public = await life.ask("aigul")
    screener = life.as_("moderator", Role.MODERATOR, "culture")
    await life.call(screener, "question.screen", question=public, verdict="publish")
    browser = await town.seat("james")
    page = await browser.get(f"/kk/report/{public}")
    await send(browser, page, f"/report/{public}", reason="insulting", text=REPORT)
    await _takes_part(life, person)
    await relay_for(house, parallel=1).drain()
    return ref


async def _takes_part(life: Life, person: UUID) -> None:
    """The same person comes to a meeting with a wish, asks ahead without the name, and books a reception."""
    context = replace(
        life.as_("aigul"), actor=Actor(person, frozenset({Grant(Role.RESIDENT, None)}), name="canary")
    )
    meeting = await value(
        "SELECT ref FROM schedule_meeting WHERE state = 'announced' AND mode <> 'hall' ORDER BY ref LIMIT 1"
    )
    await life.call(context, "registration.register", meeting=meeting, mode="online", note=WISH)
    text = "Ауылға жаңа автобус бағыты қашан ашылады екен?"
    await life.call(context, "asking.ask", meeting=meeting, text=text, language="kk", place=VILLAGE)
    hours = await value(
        "SELECT ref FROM receptions_hours WHERE published_at IS NOT NULL AND cancelled_at IS NULL AND ends_at > $1 ORDER BY ref LIMIT 1",
        life.as_("aigul").now,
    )
    await life.call(context, "reception.book", reception=hours, essence=ESSENCE, is_recording_known=True)


async def test_nobody_else_finds_a_trace_of_a_private_question(town, orm, tmp_path, written):
    house = OpenHouse(settings_for_tests(tmp_path), FrozenClock(NOON), orm)
    ref = await lives(town, house)
    clock = str(await value("SELECT clock_id FROM questions_question WHERE ref = $1", ref))
    seen = []
    for who in OTHERS:
        browser = await town.seat(who)
        named = {"ref": ref, "about": ref}
        addresses = [town.address(door, **named) for door in doors() if not door.path.startswith("/mailbox")]
        addresses += [
            f"/kk/deadlines/{clock}/why",
            f"/kk/deadlines/{clock}/deadline.ics",
            f"/api/v1/deadlines/{clock}",
        ]
        addresses += [f"/kk/{where}?q=zq" for where in ("search", "questions", "console/search")]
        addresses += [
            f"/kk/questions/find?number={ref}",
            "/api/v1/questions?q=zq",
            "/kk/nothing/zz",
            f"/api/v1/questions/{ref}",
        ]
        for address in addresses:
            answer = await browser.get(address)
            told = answer.text + str(answer.headers)
            seen += [
                f"{who} {address}: {each}"
                for each in CANARIES
                if each in told and not _may(who, address, each)
            ]
    assert seen == []
    log = written.getvalue()
    assert log.count("\n") > 500
    assert [each for each in (*CANARIES, GIVEN, *town.secrets.values()) if each in log] == []


def _may(who: str, address: str, canary: str) -> bool:
    """The moderator reads what readers report; the operator who wrote the visitor down reads the name; so does the office that
    will receive her.
    """
    if who in {"official", "head"} and "/console/receptions" in address:
        return canary in {FAMILY, "Zqessence"}
    return (who == "moderator" and canary == "Zqreport") or (who == "operator" and canary == FAMILY)


async def test_in_the_records_it_stands_only_where_the_tables_say_that_something_personal_stands(town: Town):
    found = set()
    for each in await rows(_COLUMNS):
        table, column = each["table_name"], each["column_name"]
        held = await rows(
            f"SELECT 1 FROM {table} WHERE encode(convert_to(\"{column}\"::text, 'UTF8'), 'escape') ~* $1 LIMIT 1",
            ANY_CANARY,
        )
        if held:
            found.add(f"{table}.{column}")
    assert sorted(found - set(listed())) == []
    assert "ledger_entry" not in {name.split(".")[0] for name in found}
    assert "jobs_outbox" not in {name.split(".")[0] for name in found}
    assert not await rows("SELECT 1 FROM people_person WHERE iin_digest::text ~ $1", IIN)
    assert found  # they do stand somewhere


async def test_the_owner_sees_her_own(town: Town):
    """So that the search above is no search for nothing."""
    browser = await town.seat("canary")
    assert "Zqtitle" in (await browser.get("/kk/my/questions")).text
