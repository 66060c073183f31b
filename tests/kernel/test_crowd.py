"""Many callers of one action in one transaction: what each is promised stays what the door promises one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

import asyncpg
import pytest

from hearing_state.actions import ACTIONS, Call, Context, Together, Wish, action
from hearing_state.actions import crowd as crowds
from hearing_state.db import connected, execute, rows, value
from hearing_state.errors import Conflict, Forbidden, NotFound, Problem, SignInNeeded, TooMany, Unavailable
from hearing_state.jobs import bell, outbox
from hearing_state.jobs.listeners import LISTENERS, job
from hearing_state.limits import LIMITS
from hearing_state.permissions import POLICY, Subject
from tests.support import database

PLACED: list[int] = []
"""How many calls each transaction served."""


class Sow(Wish):
    seed: str


async def about(context: Context, wish: Sow) -> Subject:
    if wish.seed == "missing":
        raise NotFound()
    return Subject(about=wish.seed, owner=None if wish.seed == "foreign" else context.actor.person_id)


async def about_all(calls: Sequence[Call[Sow]]) -> list[Subject | Problem]:
    found: list[Subject | Problem] = []
    for call in calls:
        try:
            found.append(await about(call.context, call.wish))
        except Problem as refusal:
            found.append(refusal)
    return found


async def sow_all(calls: Sequence[Call[Sow]]) -> list[str | Problem]:
    PLACED.append(len(calls))
    sown = [call for call in calls if call.wish.seed != "stone"]
    await execute(
        "INSERT INTO field (seed, person_id) SELECT * FROM unnest($1::text[], $2::uuid[])",
        [call.wish.seed for call in sown],
        [call.context.actor.person_id for call in sown],
    )
    for call in sown:
        call.context.tell("field.sown", call.wish.seed)
    return [f"sown {call.wish.seed}" if call.wish.seed != "stone" else Conflict("conflict") for call in calls]


@action("field.sow", entry="field.sown", about=about, together=Together(sow_all, about_all))
async def sow(context: Context, wish: Sow) -> str:
    (answer,) = await sow_all([Call(context, wish)])
    if isinstance(answer, Problem):
        raise answer
    return answer


@job("field.sown", name="field.rain")
async def rain(context: Context, told: object) -> None: ...


@pytest.fixture(autouse=True)
async def in_force(own_database, tmp_path):
    table, limits = tmp_path / "permissions.toml", tmp_path / "limits.toml"
    table.write_text('["field.sow"]\nresident = "own"\n')
    limits.write_text(
        '[[limit]]\naction = "field.sow"\nper = "person"\nburst = 3\nevery_seconds = 3600\n'
        '[[limit]]\naction = "field.sow"\nper = "address"\nburst = 40\nevery_seconds = 3600\n'
    )
    POLICY.add_file(table)
    LIMITS.add_file(limits)
    LISTENERS.add(rain)
    PLACED.clear()
    await execute("CREATE TABLE field (seed text CHECK (seed <> 'poison'), person_id uuid)")
    yield
    POLICY._rows.pop("field.sow", None)
    LIMITS._by_action.pop("field.sow", None)
    LISTENERS._by_name.pop("field.rain", None)


# The field is not part of the house: its rules are not looked for in the tables.
ACTIONS.pop("field.sow")


@pytest.fixture
def sower(as_):
    """A context of one person, each from an address of her own unless it is given."""

    def made(person: UUID | None = None, *, key: str | None = None, address: str = "") -> Context:
        known = as_("resident", person_id=person or uuid4())
        return replace(known, idempotency_key=key, address=address)

    return made


async def every(*calls):
    return await asyncio.gather(*calls, return_exceptions=True)


async def test_who_comes_at_the_same_moment_shares_a_transaction_and_each_has_an_act_of_her_own(sower):
    people = [uuid4() for _number in range(60)]
    answers = await every(*(sow(sower(person), Sow(seed=f"s{at}")) for at, person in enumerate(people)))
    assert answers == [f"sown s{at}" for at in range(60)]
    assert PLACED == [60]
    acts = await rows("SELECT about, person_id FROM actions_act WHERE action = 'field.sow'")
    assert {(each["about"], each["person_id"]) for each in acts} == {
        (f"s{at}", person) for at, person in enumerate(people)
    }
    written = await value(
        "SELECT count(*) FROM ledger_entry e JOIN actions_act a ON a.id = e.act_id AND a.about = e.about WHERE e.kind = 'field.sown'"
    )
    told = await value("SELECT count(*) FROM jobs_outbox WHERE event = 'field.sown'")
    assert (written, told) == (60, 60)


async def test_what_is_refused_leaves_nothing_and_spoils_no_other(sower, as_):
    seeds = ["a", "stone", "b", "missing", "foreign", "c"]
    answers = await every(*(sow(sower(key=f"k{seed}"), Sow(seed=seed)) for seed in seeds))
    assert [type(each) for each in answers] == [str, Conflict, str, NotFound, Forbidden, str]
    with pytest.raises(SignInNeeded):
        await sow(as_("visitor"), Sow(seed="d"))
    assert {each["seed"] for each in await rows("SELECT seed FROM field")} == {"a", "b", "c"}
    assert await value("SELECT count(*) FROM actions_act WHERE action = 'field.sow'") == 3
    assert await value("SELECT count(*) FROM actions_request") == 3
    assert await value("SELECT count(*) FROM jobs_outbox WHERE event = 'field.sown'") == 3


async def test_what_the_database_refuses_for_one_is_refused_for_her_alone(sower):
    answers = await every(*(sow(sower(), Sow(seed=seed)) for seed in ("a", "b", "poison", "c", "d")))
    assert [isinstance(each, Exception) for each in answers] == [False, False, True, False, False]
    assert sorted(each["seed"] for each in await rows("SELECT seed FROM field")) == ["a", "b", "c", "d"]
    assert await value("SELECT count(*) FROM actions_act WHERE action = 'field.sow'") == 4


async def test_a_repeated_request_gets_its_first_answer_also_within_one_rush(sower):
    person = uuid4()
    wishes = [sow(sower(person, key="same"), Sow(seed="once")) for _try in range(20)]
    others = [sow(sower(key="same"), Sow(seed="other")) for _person in range(20)]
    answers = await every(*wishes, *others)
    assert set(answers) == {"sown once", "sown other"}
    assert await value("SELECT count(*) FROM field WHERE seed = 'once'") == 1
    assert await value("SELECT count(*) FROM field WHERE seed = 'other'") == 20
    assert await sow(sower(person, key="same"), Sow(seed="once")) == "sown once"
    with pytest.raises(Conflict):
        await sow(sower(person, key="same"), Sow(seed="another"))


async def test_a_request_that_comes_to_several_processes_at_once_is_done_in_one_of_them(sower, own_database):
    """Its row is written with the answer: whoever is second does it all again, and finds the first one's answer."""
    people = [uuid4() for _number in range(30)]

    async def elsewhere() -> list[object]:
        async with connected(database.house_config(own_database)):
            return await every(
                *(sow(sower(person, key="same"), Sow(seed=f"s{at}")) for at, person in enumerate(people))
            )

    async def alone() -> list[object]:
        async with connected(database.house_config(own_database)):
            settings = sower().settings.model_copy(update={"calls_together": 1})
            return [
                await sow(replace(sower(person, key="same"), settings=settings), Sow(seed=f"s{at}"))
                for at, person in enumerate(people)
            ]

    wanted = [f"sown s{at}" for at in range(30)]
    answers = await asyncio.gather(
        *(asyncio.create_task(elsewhere()) for _process in range(3)), asyncio.create_task(alone())
    )
    assert answers == [wanted] * 4
    assert await value("SELECT count(*) FROM field") == 30
    assert await value("SELECT count(*) FROM actions_act WHERE action = 'field.sow'") == 30
    assert await value("SELECT count(*) FROM jobs_outbox WHERE event = 'field.sown'") == 30


async def test_a_refused_request_may_come_again_with_its_key(sower):
    person = uuid4()
    for _try in range(3):
        with pytest.raises(Conflict):
            await sow(sower(person, key="k"), Sow(seed="stone"))
    assert await value("SELECT count(*) FROM actions_request") == 0


async def test_limits_let_through_exactly_their_burst(sower):
    person = uuid4()
    answers = await every(*(sow(sower(person), Sow(seed="x")) for _try in range(10)))
    assert sum(isinstance(each, TooMany) for each in answers) == 7
    answers = await every(*(sow(sower(address="203.0.113.7"), Sow(seed="y")) for _person in range(90)))
    refused = [each for each in answers if isinstance(each, TooMany)]
    assert len(refused) == 50
    assert all(0 < each.retry_after_seconds <= 3600 for each in refused)
    assert await value("SELECT count(*) FROM field WHERE seed = 'y'") == 40


async def test_a_keyed_request_pays_once_here_and_alone(sower):
    """Alone and together count in the same buckets."""
    person = uuid4()
    for _try in range(5):
        await sow(sower(person, key="k1"), Sow(seed="x"))
    alone = sower(person)
    settings = alone.settings.model_copy(update={"calls_together": 1})
    answers = [
        await every(sow(replace(sower(person), settings=settings), Sow(seed="x"))) for _try in range(3)
    ]
    assert [isinstance(each, TooMany) for (each,) in answers] == [False, False, True]
    assert PLACED == [1, 1, 1]


async def test_a_line_that_is_too_long_says_so_at_once(sower, monkeypatch):
    monkeypatch.setattr(crowds, "WAITING_MAX", 5)
    answers = await every(*(sow(sower(), Sow(seed="x")) for _person in range(30)))
    assert sum(answer == "sown x" for answer in answers) == 5
    assert sum(isinstance(answer, Unavailable) for answer in answers) == 25
    assert await value("SELECT count(*) FROM field") == 5


async def test_one_person_who_fills_the_line_keeps_nobody_out(sower, monkeypatch):
    monkeypatch.setattr(crowds, "WAITING_MAX", 5)
    one = uuid4()
    flood = [asyncio.create_task(sow(sower(one), Sow(seed="flood"))) for _try in range(30)]
    await asyncio.sleep(0)
    answers = await every(*(sow(sower(), Sow(seed="x")) for _person in range(4)))
    assert answers == ["sown x"] * 4
    said = await every(*flood)
    assert said.count("sown flood") == 2
    assert [type(each) for each in said if isinstance(each, Exception)] == [Unavailable] * 28
    assert await sow(sower(one), Sow(seed="flood")) == "sown flood"  # and nobody is counted who has gone


async def test_after_a_crowd_broke_up_the_bell_is_rung(sower):
    rung: list[int] = []

    def heard() -> None:
        rung.append(1)

    bell.hang(heard)
    try:
        await every(*(sow(sower(), Sow(seed=seed)) for seed in ("a", "poison", "b")))
    finally:
        bell.unhang(heard)
    assert rung


async def test_a_line_whose_server_died_answers_and_serves_again(sower, monkeypatch):
    async def dies() -> None:
        raise RuntimeError("the bell broke")

    with monkeypatch.context() as broken:
        broken.setattr(outbox, "ring", dies)
        calls = [asyncio.create_task(sow(sower(), Sow(seed=f"s{at}"))) for at in range(3)]
        answers = await asyncio.wait_for(every(*calls), 5)
    assert [type(each) for each in answers] == [Unavailable] * 3
    assert await asyncio.wait_for(sow(sower(), Sow(seed="x")), 5) == "sown x"


async def test_who_goes_away_while_waiting_stops_nobody(sower):
    calls = [asyncio.create_task(sow(sower(), Sow(seed=f"s{at}"))) for at in range(20)]
    await asyncio.sleep(0)
    for each in calls[:10]:
        each.cancel()
    answers = await every(*calls)
    assert answers[10:] == [f"sown s{at}" for at in range(10, 20)]
    assert await value("SELECT count(*) FROM field WHERE seed = ANY (ARRAY['s15', 's19'])") == 2


async def test_a_database_that_is_away_is_said_to_each_and_the_line_goes_on_after(sower, monkeypatch):
    def gone(*_: object, **__: object) -> None:
        raise asyncpg.ConnectionDoesNotExistError("gone")

    with monkeypatch.context() as away:
        away.setattr(LIMITS, "spend_many", gone)
        answers = await every(*(sow(sower(), Sow(seed="x")) for _person in range(3)))
    assert [type(each) for each in answers] == [asyncpg.ConnectionDoesNotExistError] * 3
    assert await sow(sower(), Sow(seed="x")) == "sown x"


def test_what_hides_is_not_done_for_many():
    """The crowd does not make kept copies forgotten: better no such action than one that forgets to."""
    with pytest.raises(ValueError, match="copies forgotten"):
        action("field.hide", entry="field.hidden", about=about, together=Together(sow_all), hides=True)(
            sow.body
        )
    assert "field.hide" not in ACTIONS
