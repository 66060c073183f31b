"""A private question leaks nothing: no query, no list, no log, no outbox row shows a stranger its content."""

import dataclasses
import json
from datetime import date

import pytest

from hearing_state.db import rows
from hearing_state.errors import Forbidden, SignInNeeded
from hearing_state.questions import queries
from hearing_state.questions.actions.extend import Extend, extend
from hearing_state.questions.actions.follow_up import FollowUp, follow_up
from hearing_state.questions.actions.rate import Rate, rate
from hearing_state.questions.actions.take import Take, take
from hearing_state.questions.queries import Filters
from tests.questions.world import POINTS, REPLY, TEXT, TITLE, World

SECRETS = (
    TITLE,
    TEXT,
    *POINTS,
    REPLY,
    "Айгүл",
    "Сәтбаева",
    "1-тармаққа жауап",
    "Құпия себеп",
    "street_lighting",
)


@pytest.fixture
async def private(village: World) -> str:
    """Asked, extended, answered, rated and followed up, all in private."""
    slip = await village.ask(is_public=False, consent=False)
    await take(village.official, Take(question=slip.ref))
    await extend(
        village.akim,
        Extend(question=slip.ref, until_on=date(2027, 1, 15), reason="Құпия себеп бар, мерзім керек."),
    )
    await village.answer(slip.ref)
    await rate(village.resident, Rate(question=slip.ref, stars=1, remark="Құпия себеп"))
    await follow_up(
        village.resident, FollowUp(question=slip.ref, text="Құпия себеп туралы сұрадым.", numbers=(2,))
    )
    return slip.ref


def _text(thing: object) -> str:
    def plain(value: object) -> object:
        return (
            dataclasses.asdict(value)
            if dataclasses.is_dataclass(value) and not isinstance(value, type)
            else str(value)
        )

    return json.dumps(thing, default=plain, ensure_ascii=False)


def _leaks(thing: object) -> list[str]:
    text = _text(thing)
    return [secret for secret in SECRETS if secret in text]


async def test_no_query_shows_a_stranger_anything_of_it(village: World, private: str):
    for reader in (
        village.visitor,
        village.stranger,
        village.official_of(village.district),
        village.moderator,
    ):
        assert _leaks(await queries.shown(reader, private)) == []
        assert _leaks(await queries.timeline(reader, private)) == []
        assert _leaks(await queries.status(reader, private)) == []
        assert _leaks((await queries.listed(reader, Filters())).items) == []
        assert (await queries.listed(reader, Filters(text="жарық"))).total == 0
        assert (await queries.listed(reader, Filters(text=private))).total == 0
        assert await queries.near(reader, f"{TITLE} {TEXT}", "103230100", "street_lighting", "kk") == []
        with pytest.raises((Forbidden, SignInNeeded)):
            await queries.history(reader, private)


async def test_its_clock_is_public(village: World, private: str):
    shown = await queries.shown(village.visitor, private)
    assert shown.standing is not None
    assert shown.standing.state == "running"
    assert shown.agency.id == village.okrug.id
    kinds = [each.kind for each in await queries.timeline(village.visitor, private)]
    assert kinds == ["registered", "extended", "answered", "followed_up"]
    assert (await queries.counts_for_place(village.visitor, "103230100")).all == 1


async def test_the_asker_and_the_body_read_all_of_it(village: World, private: str):
    for reader in (village.resident, village.official, village.akim, village.as_("clerk", village.okrug.id)):
        shown = await queries.shown(reader, private)
        assert (shown.title, shown.answer.text) == (TITLE, REPLY)
    assert [each.title for each in (await queries.mine(village.resident)).asked] == [TITLE]
    assert (await queries.desk(village.official)).items[0].line.title == TITLE


async def test_neither_log_nor_outbox_holds_words_or_persons(village: World, private: str):
    for sql in (
        "SELECT facts::text AS text FROM ledger_entry",
        "SELECT payload::text AS text FROM jobs_outbox WHERE event LIKE 'question.%'",
        "SELECT coalesce(title, '') AS text FROM deadlines_clock",
    ):
        kept = " ".join(each["text"] for each in await rows(sql))
        assert [secret for secret in (*SECRETS, str(village.aigul)) if secret in kept] == []
