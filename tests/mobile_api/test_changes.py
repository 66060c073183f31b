"""A telephone that keeps things to read without a line learns of every change, in whatever order people finish writing."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import asyncpg
import pytest

from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.agencies.actions.end_appointment import EndAppointment, end_appointment
from hearing_state.agencies.actions.rename_agency import RenameAgency, rename_agency
from hearing_state.db import direct, execute, rows, transaction, value
from hearing_state.db.marks import Mark
from hearing_state.errors import Invalid
from hearing_state.main import packages
from mobile_api.cursor import mark_of, to_mark
from mobile_api.v1.changes import MOST, Changes, Since, list_changes
from petitions.checking.actions.publish import Publish, publish
from petitions.checking.actions.set_hidden import SetHidden, set_hidden
from tests.conftest import connected_here
from tests.petitions.world import World as Petitioning
from tests.questions.world import World, world
from tests.support import database
from tests.support.contexts import make_as, settings_for_tests

WRITERS, WRITTEN = 8, 25
TIMELINE = "00000001"
"""Of a database that was never put back."""


@pytest.fixture
async def here(tmp_path) -> AsyncIterator[World]:
    """A database of its own, in which really is committed."""
    packages.install()
    async with database.cloned() as url, connected_here(url):
        yield await world(make_as(settings_for_tests(tmp_path, database_url=url)))


async def since(here: World, cursor: str | None = None, context=None) -> Changes:
    return await list_changes(context or here.visitor, Since(cursor=cursor))


def told(found: Changes) -> list[tuple[str, str, bool]]:
    return sorted((each.kind, each.ref, each.is_gone) for each in found.changes)


async def test_what_happens_after_one_began_to_look_is_told_once(here: World):
    begun = await since(here)
    assert (begun.changes, begun.has_more) == ([], False)
    ref = await here.taken()
    first = await since(here, begun.next)
    assert told(first) == [("question", ref, False)]
    assert (await since(here, first.next)).changes == []
    await here.answer(ref)
    assert told(await since(here, first.next)) == [("question", ref, False)]
    assert told(await since(here, begun.next)) == [("question", ref, False)]


async def test_bodies_are_told_with_whoever_heads_them(here: World):
    cursor = (await since(here)).next
    slug = here.okrug.slug
    posts = {"post_kk": "Әкім", "post_ru": "Аким", "post_en": "Akim"}
    wish = Appoint(
        agency=slug, role="head", holder_name="Бауыржан Омаров", from_on=date(2026, 11, 1), **posts
    )
    await appoint(here.as_("system"), wish)
    for step in (_end_the_post, _rename):
        found = await since(here, cursor)
        assert told(found) == [("body", slug, False)]
        cursor = found.next
        await step(here)
    assert told(await since(here, cursor)) == [("body", slug, False)]


async def _end_the_post(here: World) -> None:
    post = await value("SELECT id FROM agencies_appointment WHERE holder_name = 'Бауыржан Омаров'")
    await end_appointment(here.as_("system"), EndAppointment(appointment=post, until_on=date(2026, 11, 23)))


async def _rename(here: World) -> None:
    names = {"name_kk": "Жаңа атау әкімдігі", "name_ru": "Акимат с новым именем", "name_en": "A new name"}
    await rename_agency(
        here.as_("administrator", here.oblast.id), RenameAgency(agency=here.okrug.slug, **names)
    )


async def test_a_petition_is_told_to_its_author_then_to_all_and_that_it_is_gone(here: World):
    village = Petitioning(here.as_, here.okrug, here.district, here.oblast, here.aigul, here.head)
    cursor = (await since(here)).next
    filed = await village.checking()
    assert ("petition", filed.ref, False) not in told(await since(here, cursor))
    own = await since(here, cursor, village.author)
    assert told(own) == [("petition", filed.ref, False)]
    await publish(here.as_("moderator", here.oblast.id), Publish(petition=filed.ref))
    public = await since(here, own.next)
    assert told(public) == [("petition", filed.ref, False)]
    await set_hidden(here.as_("system"), SetHidden(petition=filed.ref, is_hidden=True))
    assert told(await since(here, public.next)) == [("petition", filed.ref, True)]
    assert told(await since(here, public.next, village.author)) == [("petition", filed.ref, False)]


async def test_who_began_first_and_commits_last_is_not_missed(here: World):
    slow, quick = await here.published(), await here.published(title="Мектеп жөндеуі қашан аяқталады?")
    cursor = (await since(here)).next
    has_written, may_commit = asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        async with transaction():
            await execute(_RENAME, slow, "Жаңа")
            has_written.set()
            await may_commit.wait()

    writing = asyncio.create_task(slowly())
    await has_written.wait()
    await execute(_RENAME, quick, "Жаңа")
    early = await since(here, cursor)
    assert (early.changes, early.has_more) == ([], False)
    may_commit.set()
    await writing
    assert told(await since(here, early.next)) == sorted(
        (("question", slow, False), ("question", quick, False))
    )


async def test_another_database_of_the_server_holds_nobody_back(here: World):
    begun = await since(here)
    async with database.cloned() as elsewhere, _closing(await direct(elsewhere)) as line:
        await line.execute("BEGIN; CREATE TABLE long_work (number int)")
        ref = await here.taken()
        found = await since(here, begun.next)
        assert told(found) == [("question", ref, False)]
        async with transaction():  # nor does it hide what runs here
            await execute("UPDATE questions_question SET title = title")
            assert (await since(here, found.next)).changes == []
    assert told(await since(here, found.next)) == [("question", ref, False)]


@asynccontextmanager
async def _closing(line: asyncpg.Connection) -> AsyncIterator[asyncpg.Connection]:
    try:
        yield line
    finally:
        await line.close()


async def test_copies_are_whole_after_many_wrote_at_once(here: World):
    refs = [await here.published(title=f"{number}-көшенің шамы қашан жанады?") for number in range(6)]
    begun = await since(here)
    kept = await _titles()
    chance = random.Random(1602)

    async def write(writer: int) -> None:
        for number in range(WRITTEN):
            async with transaction():
                for ref in sorted(chance.sample(refs, 2)):
                    await execute(_RENAME, ref, f"{writer}-{number}")

    writers = [asyncio.create_task(write(number)) for number in range(WRITERS)]
    cursor, looks = begun.next, 0
    while not all(each.done() for each in writers):
        cursor, looks = await _keep_up(here, cursor, kept), looks + 1
    await asyncio.gather(*writers)
    await _keep_up(here, cursor, kept)
    assert looks > 1
    assert kept == await _titles()


async def _keep_up(here: World, cursor: str, kept: dict[str, str]) -> str:
    found = await since(here, cursor)
    now = await _titles()
    for each in found.changes:
        kept[each.ref] = now[each.ref]
    return found.next


async def _titles() -> dict[str, str]:
    return {each["ref"]: each["title"] for each in await rows("SELECT ref, title FROM questions_question")}


async def test_many_changes_of_one_transaction_come_page_by_page_each_once(here: World):
    begun = await since(here)
    everybody = await value("SELECT count(*) FROM agencies_agency")
    await execute("UPDATE agencies_agency SET is_named_by_hand = is_named_by_hand")
    seen, cursor, has_more = [], begun.next, True
    while has_more:
        page = await since(here, cursor)
        assert len(page.changes) <= MOST
        seen += [each.ref for each in page.changes]
        cursor, has_more = page.next, page.has_more
    assert (len(seen), len(set(seen))) == (everybody, everybody)


async def test_a_cursor_of_another_list_or_database_is_refused(api):
    page = (await api.get("/api/v1/changes")).json()
    for cursor in ("x", "cDI", page["next"][:-1], page["next"] + "A", to_mark_of_the_future()):
        answer = await api.get("/api/v1/changes", params={"cursor": cursor})
        assert (answer.status_code, answer.json()["reason"]) == (422, "api.cursor_wrong"), cursor
    assert (await api.get("/api/v1/questions", params={"cursor": page["next"]})).status_code == 422


async def test_a_cursor_from_before_the_database_was_put_back_is_refused(here: World):
    """Its transactions were lost, and their numbers given once more to others, which would be passed over."""
    mark, timeline = mark_of((await since(here)).next)
    assert timeline == TIMELINE
    with pytest.raises(Invalid, match="cursor_wrong"):
        await since(here, to_mark(mark, "00000002"))


def to_mark_of_the_future() -> str:
    return to_mark(Mark.all_before(2**62), TIMELINE)


_RENAME = "UPDATE questions_question SET title = $2 WHERE ref = $1"
