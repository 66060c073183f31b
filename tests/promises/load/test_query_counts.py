"""A busy page asks the database a few things, and not more of them because there is more to show."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tortoise import Tortoise

from hearing_state.db import execute, value
from hearing_state.ids import new_id
from tests.promises.town import RESIDENTS

# Statements of a page for a visitor. Each one is a wait for the database: think twice before you raise a number.
AT_MOST = {
    "/kk/": 20,
    "/kk/questions": 7,
    "/kk/questions?q=%D1%81%D2%B1%D1%80%D0%B0%D2%9B": 6,
    "/kk/questions/{ref}": 1,
    "/kk/deadlines": 5,
    "/kk/deadlines/{clock}/why": 5,
    "/kk/places/{place}": 26,
    "/kk/bodies/{slug}": 43,
    "/kk/bodies/{slug}/figures": 8,
    "/kk/figures": 7,
    "/kk/calculator": 0,
    "/kk/help": 0,
    "/api/v1/questions": 5,
    "/api/v1/questions/{ref}": 1,
}
MORE = 18


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of the database meanwhile; the town lives on one connection."""
    said: list[str] = []
    connection = Tortoise.get_connection("default")._connection  # type: ignore[attr-defined]

    def note(record) -> None:
        if not record.query.startswith(("SAVEPOINT", "RELEASE")):
            said.append(" ".join(record.query.split())[:120])

    connection.add_query_logger(note)
    try:
        yield said
    finally:
        connection.remove_query_logger(note)


@pytest.fixture
async def addresses(town) -> dict[str, str]:
    ref = await value(
        "SELECT q.ref FROM questions_question q JOIN questions_answer a ON a.question_id = q.id WHERE q.screening = 'published'"
        " ORDER BY q.ref LIMIT 1"
    )
    one = f"FROM questions_question WHERE ref = '{ref}'"
    filled = {
        "ref": ref,
        "clock": await value(f"SELECT clock_id::text {one}"),
        "place": await value(f"SELECT place_code {one}"),
        "slug": await value(f"SELECT slug FROM agencies_agency WHERE id = (SELECT agency_id {one})"),
    }
    return {path: path.format(**filled) for path in AT_MOST}


async def asked(town, address: str, who: str = "visitor") -> list[str]:
    browser = await town.seat(who)
    assert (await browser.get(address)).status_code == 200  # warm: what is read once a process
    with statements() as said:
        await browser.get(address)
        await asyncio.sleep(0)  # the driver tells of the last one a moment later
    return said


@pytest.mark.parametrize("path", list(AT_MOST))
async def test_a_page_asks_few_things(town, addresses, path):
    said = await asked(town, addresses[path])
    assert len(said) <= AT_MOST[path], "\n".join(said)


async def test_a_reader_who_is_signed_in_is_recognised_in_one_more(town, addresses):
    address = addresses["/kk/questions/{ref}"]
    asker = await value("SELECT asker_id FROM questions_question WHERE ref = $1", address.rpartition("/")[2])
    reader = next(each for each in RESIDENTS if town.people[each] != asker)
    said = await asked(town, address, reader)
    assert len(said) == 2, "\n".join(said)


async def grow() -> None:
    """Many more questions like one that is there, each with a clock, points, an answer and events of its own."""
    source = await value(
        "SELECT q.id FROM questions_question q JOIN questions_answer a ON a.question_id = q.id WHERE q.screening = 'published'"
        " AND q.parent_ref IS NULL ORDER BY q.ref LIMIT 1"
    )
    for number in range(MORE):
        clock, question = new_id(), new_id()
        await copied("deadlines_clock", "id = (SELECT clock_id FROM questions_question WHERE id = $1)", source,
                     id=f"'{clock}'", about=f"'Q-2026-7{number:05}'")  # fmt: skip
        await copied(
            "questions_question",
            "id = $1",
            source,
            id=f"'{question}'",
            ref=f"'Q-2026-7{number:05}'",
            clock_id=f"'{clock}'",
        )
    await copied(
        "questions_point", "question_id = $1 AND number = 1", source, id=f"'{new_id()}'", number="12"
    )
    for version in (8, 9):
        answer = new_id()
        await copied("questions_answer", "question_id = $1 AND version = 1", source, id=f"'{answer}'", version=str(version),
                     reason="'түзетілді'")  # fmt: skip
    await copied(
        "questions_event", "question_id = $1 AND kind = 'registered'", source, id="gen_random_uuid()"
    )


async def copied(table: str, where: str, source: object, **instead: str) -> None:
    sql = (
        "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns"
        " WHERE table_name = $1 AND is_generated = 'NEVER' AND is_identity = 'NO' AND NOT column_name = ANY ($2::text[])"
    )
    columns = await value(sql, table, list(instead))
    made = ", ".join(instead.values())
    names = ", ".join(instead)
    await execute(
        f"INSERT INTO {table} ({names}, {columns}) SELECT {made}, {columns} FROM {table} WHERE {where}",
        source,
    )


async def test_more_to_show_is_not_more_to_ask(town, addresses):
    before = {path: len(await asked(town, address)) for path, address in addresses.items()}
    shown = len((await (await town.seat("visitor")).get("/api/v1/questions")).json()["questions"])
    await grow()
    after = {path: len(await asked(town, address)) for path, address in addresses.items()}
    now = (await town.client.get("/api/v1/questions")).json()
    assert now["total"] >= MORE
    assert len(now["questions"]) > shown
    assert after == before
