"""What is kept of a question's page: it is the page as it would be made anew, whatever people do; and nothing of a reader's own is in it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace

import pytest

from hearing_state import i18n
from hearing_state.actions import Context
from hearing_state.db import execute, rows
from hearing_state.errors import NotFound
from hearing_state.i18n import LOCALES
from hearing_state.questions import queries, showing
from hearing_state.questions.actions.follow import Follow, follow
from hearing_state.questions.actions.mask import Mask, mask
from hearing_state.questions.pages import story
from hearing_state.questions.views import Told
from hearing_state.web import load_panels
from hearing_state.web.rendering import environment, fragments
from tests.questions.pages.browser import come_in
from tests.questions.test_random_walk import Walk
from tests.questions.world import TEXT, World

OF_THE_READER = frozenset(
    {"context", "request", "chrome", "csrf_field", "path_in", "current_path", "house_serves", "piece"}
)
NUMBER = "8 701 555 44 33"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    _forget()


def _forget() -> None:
    showing._KEPT.clear()
    story._KEPT.clear()


def _kept() -> Iterable[str]:
    return [str(made) for _plain, _beside, made in story._KEPT._made.values()]


async def _read(context: Context, ref: str) -> tuple[Told, str]:
    with i18n.speaking(context.locale):
        told = await queries.told(context, ref)
        return told, story.story_of(told, await load_panels(context, "question", told.shown))


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_people_do_what_is_kept_is_what_would_be_made_anew(village: World, seed: int):
    walk = Walk(village, 100 + seed)
    await village.published()
    await village.ask(is_public=False, consent=False)
    people = [village.visitor, village.neighbour, village.resident, village.official, village.moderator]
    shown_again = 0
    for _step in range(20):
        await walk.step()
        moved = [replace(walk._at(each), locale=walk.dice.choice(LOCALES)) for each in people]
        for ref in [each["ref"] for each in await rows("SELECT ref FROM questions_question")]:
            with_kept = [await _read(each, ref) for each in moved]
            again = [await _read(each, ref) for each in moved]
            shown_again += sum(each[1] is other[1] for each, other in zip(with_kept, again, strict=True))
            for each, found, other in zip(moved, with_kept, again, strict=True):
                before = dict(showing._KEPT._made), dict(story._KEPT._made)
                _forget()
                anew = await _read(each, ref)
                assert anew == found == other
                showing._KEPT._made.update(before[0])
                story._KEPT._made.update(before[1])
    assert shown_again  # else nothing was kept, and nothing proved


async def test_only_what_everybody_sees_is_kept(village: World):
    ref = await village.published(text=f"{TEXT} {NUMBER}")
    await mask(village.official, Mask(question=ref, part="text", fragment=NUMBER, reason="Телефон нөмірі"))
    for reader in (village.resident, village.official, village.moderator):
        told, words = await _read(reader, ref)
        assert told.plain is None
        assert NUMBER in words
    assert not _kept()
    told, words = await _read(village.neighbour, ref)
    assert told.plain is not None
    assert NUMBER not in words
    assert list(_kept()) == [words]


@pytest.mark.parametrize("locale", LOCALES)
async def test_what_is_covered_is_gone_at_once_from_a_page_that_was_kept(village: World, client, locale: str):
    ref = await village.published(text=f"{TEXT} {NUMBER}")
    await come_in(client, village.resident, village.saule)
    for each in LOCALES:
        assert NUMBER in (await client.get(f"/{each}/questions/{ref}")).text
    await mask(village.official, Mask(question=ref, part="text", fragment=NUMBER, reason="Телефон нөмірі"))
    assert NUMBER not in (await client.get(f"/{locale}/questions/{ref}")).text


async def test_what_she_herself_did_she_sees_and_another_does_not(village: World, client):
    ref = await village.published()
    await come_in(client, village.resident, village.saule)
    assert f"{ref}/follow" in (await client.get(f"/kk/questions/{ref}")).text
    await follow(village.as_("resident", person_id=village.saule), Follow(question=ref))
    assert f"{ref}/unfollow" in (await client.get(f"/kk/questions/{ref}")).text
    await come_in(client, village.resident, village.head)
    assert f"{ref}/follow" in (await client.get(f"/kk/questions/{ref}")).text


async def test_two_readers_forms_are_their_own(village: World, client):
    ref = await village.published()
    pages = []
    for person in (village.saule, village.head):
        client.cookies.clear()
        await come_in(client, village.resident, person)
        pages.append((await client.get(f"/kk/questions/{ref}")).text)
    tokens = [page.split('name="_once" value="')[1].split('"')[0] for page in pages]
    assert tokens[0] != tokens[1]
    assert not [made for made in _kept() if any(each in made for each in tokens)]


def test_no_name_in_a_fragment_tells_of_the_reader(as_):
    del as_  # with all packages
    assert not OF_THE_READER & set(fragments().globals)
    assert set(environment().globals) - set(fragments().globals) <= OF_THE_READER


async def test_many_readers_at_once_are_each_told_of_themselves(own_database, as_, monkeypatch):
    """Without a transaction around it: readings are shared."""
    from tests.questions.world import world

    village = await world(as_)
    refs = [await village.published() for _number in range(3)]
    await follow(village.neighbour, Follow(question=refs[0]))
    read: list[str] = []

    async def counted(sql: str, *params: object):
        read.append(sql)
        return await rows(sql, *params)

    monkeypatch.setattr("hearing_state.questions.whole.rows", counted)
    asked = [
        (reader, ref) for ref in refs for reader in (village.neighbour, village.stranger, village.visitor)
    ]
    told = await asyncio.gather(*(queries.told(reader, ref) for reader, ref in asked))
    assert [each.shown.ref for each in told] == [ref for _reader, ref in asked]
    assert [each.shown.is_followed for each in told] == [True] + [False] * 8
    assert len({id(each.plain) for each in told}) == len(refs)
    assert len(read) <= 2
    with pytest.raises(NotFound):
        await queries.told(village.visitor, "Q-2026-999999")
    await execute("UPDATE questions_question SET title = 'Басқа' WHERE ref = $1", refs[1])
    assert (await queries.told(village.visitor, refs[1])).shown.title == "Басқа"
