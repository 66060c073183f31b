"""What the one door promises, tried with a small action of its own."""

import asyncio
from uuid import uuid4

import pytest

from hearing_state.actions import ACTIONS, Context, Wish, action
from hearing_state.db import execute, row, rows, value
from hearing_state.errors import Conflict, Forbidden, SignInNeeded, TooMany
from hearing_state.jobs.listeners import LISTENERS, job
from hearing_state.limits import LIMITS
from hearing_state.permissions import POLICY, Subject

MINE = uuid4()


class Plant(Wish):
    tree: str
    fails: bool = False


async def about(context: Context, wish: Plant) -> Subject:
    return Subject(about=wish.tree, owner=MINE)


@action("garden.plant", entry="garden.planted", about=about)
async def plant(context: Context, wish: Plant) -> str:
    await execute("INSERT INTO garden (tree) VALUES ($1)", wish.tree)
    context.tell("garden.planted", wish.tree, height=1)
    if wish.fails:
        raise Conflict("conflict")
    return f"planted {wish.tree}"


@action("garden.plant_two", entry="garden.two_planted")
async def plant_two(context: Context, wish: Plant) -> None:
    await plant(context, Plant(tree=wish.tree))
    await plant(context, Plant(tree="second", fails=wish.fails))


@job("garden.planted", name="garden.water")
async def water(context: Context, told: object) -> None: ...


@pytest.fixture(autouse=True)
def in_force(tmp_path, as_):
    table, limits = tmp_path / "permissions.toml", tmp_path / "limits.toml"
    table.write_text('["garden.plant"]\nresident = "own"\nsystem = ""\n["garden.plant_two"]\nresident = ""\n')
    limits.write_text(
        '[[limit]]\naction = "garden.plant"\nper = "address"\nburst = 50\nevery_seconds = 3600\n'
    )
    POLICY.add_file(table)
    LIMITS.add_file(limits)
    LISTENERS.add(water)
    yield
    for name in ("garden.plant", "garden.plant_two"):
        POLICY._rows.pop(name, None)
        LIMITS._by_action.pop(name, None)
    LISTENERS._by_name.pop("garden.water", None)


# The garden is not part of the house: its rules are not looked for in the tables.
for each in ("garden.plant", "garden.plant_two"):
    ACTIONS.pop(each)


@pytest.fixture
async def garden(db):
    await execute("CREATE TABLE garden (tree text)")


@pytest.fixture
def owner(as_):
    return lambda **more: as_("resident", person_id=MINE, **more)


async def test_an_action_leaves_its_row_its_entry_its_act_and_its_work(garden, owner):
    assert await plant(owner(), Plant(tree="apple")) == "planted apple"
    assert await value("SELECT count(*) FROM garden") == 1
    entry = await row("SELECT kind, about, is_public, number FROM ledger_entry")
    assert entry == {"kind": "garden.planted", "about": "apple", "is_public": True, "number": None}
    act = await row("SELECT action, about, person_id, roles FROM actions_act")
    assert act == {"action": "garden.plant", "about": "apple", "person_id": MINE, "roles": "resident"}
    told = await rows("SELECT event, listener, about FROM jobs_outbox")
    assert told == [{"event": "garden.planted", "listener": "garden.water", "about": "apple"}]


async def test_of_an_action_that_failed_nothing_is_kept(garden, owner):
    with pytest.raises(Conflict):
        await plant(owner(), Plant(tree="apple", fails=True))
    for table in ("garden", "ledger_entry", "actions_act", "jobs_outbox"):
        assert await value(f"SELECT count(*) FROM {table}") == 0


async def test_an_action_called_by_another_shares_its_fate(garden, owner):
    with pytest.raises(Conflict):
        await plant_two(owner(), Plant(tree="apple", fails=True))
    assert await value("SELECT count(*) FROM garden") == 0
    await plant_two(owner(), Plant(tree="apple"))
    assert await value("SELECT count(*) FROM garden") == 2
    assert await value("SELECT count(*) FROM actions_act") == 3


async def test_a_stranger_is_refused_before_anything_is_written(garden, as_):
    with pytest.raises(Forbidden):
        await plant(as_("resident"), Plant(tree="apple"))
    with pytest.raises(SignInNeeded):
        await plant(as_("visitor"), Plant(tree="apple"))
    assert await value("SELECT count(*) FROM garden") == 0


async def test_an_action_without_a_row_is_closed_to_everybody(garden, as_):
    POLICY._rows.pop("garden.plant")
    with pytest.raises(Forbidden):
        await plant(as_("administrator"), Plant(tree="apple"))


async def test_the_same_request_twice_does_it_once_and_answers_alike(garden, owner):
    first = await plant(owner(key="k1"), Plant(tree="apple"))
    again = await plant(owner(key="k1"), Plant(tree="apple"))
    assert first == again
    assert await value("SELECT count(*) FROM garden") == 1


async def test_one_key_for_two_different_wishes_is_refused(garden, owner):
    await plant(owner(key="k1"), Plant(tree="apple"))
    with pytest.raises(Conflict) as refusal:
        await plant(owner(key="k1"), Plant(tree="pear"))
    assert refusal.value.reason == "request_key_reused"


async def test_fifty_at_once_with_one_key_plant_one_tree(own_database, owner):
    await execute("CREATE TABLE garden (tree text)")
    answers = await asyncio.gather(*(plant(owner(key="same"), Plant(tree="apple")) for _ in range(50)))
    assert set(answers) == {"planted apple"}
    assert await value("SELECT count(*) FROM garden") == 1


async def test_a_limit_lets_through_exactly_its_burst(own_database, owner):
    await execute("CREATE TABLE garden (tree text)")
    answers = await asyncio.gather(
        *(plant(owner(), Plant(tree="x")) for _ in range(70)), return_exceptions=True
    )
    refused = [each for each in answers if isinstance(each, TooMany)]
    assert len(refused) == 20
    assert all(0 < each.retry_after_seconds <= 3600 for each in refused)
    assert await value("SELECT count(*) FROM garden") == 50


async def test_a_request_that_must_come_again_pays_once(own_database, owner):
    await execute("CREATE TABLE garden (tree text)")
    for _ in range(3):
        with pytest.raises(Conflict):
            await plant(owner(key="k1"), Plant(tree="apple", fails=True))
    answers = await asyncio.gather(
        *(plant(owner(), Plant(tree="x")) for _ in range(60)), return_exceptions=True
    )
    assert sum(isinstance(each, TooMany) for each in answers) == 60 - 49


async def test_nobody_hammers_with_one_key(own_database, owner):
    await execute("CREATE TABLE garden (tree text)")
    tries = (plant(owner(key="k1"), Plant(tree="apple", fails=True)) for _ in range(100))
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert 30 < sum(isinstance(each, TooMany) for each in answers) < 40
    assert {type(each) for each in answers} == {Conflict, TooMany}


async def test_the_house_itself_is_not_limited(garden, as_):
    for _ in range(55):
        await plant(as_("system"), Plant(tree="x"))
    assert await value("SELECT count(*) FROM garden") == 55


async def test_an_entry_of_the_ledger_can_be_neither_changed_nor_removed(garden, owner):
    await plant(owner(), Plant(tree="apple"))
    import asyncpg
    from tortoise.exceptions import OperationalError

    for statement in ("UPDATE ledger_entry SET about = 'pear'", "DELETE FROM ledger_entry"):
        with pytest.raises((OperationalError, asyncpg.RaiseError), match="append-only"):
            async with in_savepoint():
                await execute(statement)


def in_savepoint():
    from hearing_state.db import transaction

    return transaction()
