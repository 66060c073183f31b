"""What of the house's facts the world reads: closed by default, nothing of persons, forgotten when they are."""

from __future__ import annotations

import json

import pytest

from hearing_state.actions import ACTIONS
from hearing_state.db import execute, rows, transaction, value
from hearing_state.ids import new_id
from hearing_state.ledger import Entry, entry, facts, forget, publication, references
from hearing_state.ledger.public_form import commitment
from hearing_state.ledger.runner import log_in
from hearing_state.questions.actions.make_private import MakePrivate, make_private
from hearing_state.questions.actions.make_public import MakePublic, make_public
from hearing_state.verifier.command import _fetch
from hearing_state.verifier.log import check
from tests.questions.world import World, world
from tests.support.contexts import NOON

SECRET = "Айгүл Сәтбаева, +77017654321"


@pytest.fixture
def log(tmp_path):
    return log_in(tmp_path, "https://house.test")


@pytest.fixture
async def village(db, as_) -> World:
    return await world(as_)


async def published(log):
    """All that stands under the signature now, verified from outside."""
    for _ in range(3):  # what is let go is numbered by the next step
        await publication.step(log)
    _, entries = check(_fetch(str(log.root)), log.read("vkey").decode().strip())
    return [json.loads(each) for each in entries]


async def say(*entries: Entry, act=None) -> None:
    await entry.write(entries, is_public=True, at=NOON, act_id=act or new_id())


def everything_written(log) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(log.root.rglob("*")) if path.is_file())


def test_every_public_kind_of_every_action_was_read_through(as_):
    table = facts.table()
    known = set(table.kinds) | table.withheld
    assert [a.name for a in ACTIONS.values() if a.is_public and a.entry not in known] == []
    assert set(table.kinds) & table.withheld == set()


def test_every_letter_has_an_owner_who_says_what_may_be_known(as_):
    assert references.registered() == set(facts.table().letters)


def test_shapes_that_are_none_stop_the_table():
    with pytest.raises(ValueError, match="shape"):
        facts._kind("a.b", {"about": "agency", "note": "anything"}, {})


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("nobody.knows", {}),
        ("question.rated", {"stars": 5}),  # about no reference at all
    ],
)
async def test_what_the_list_does_not_know_waits_for_a_person_and_holds_up_nothing(db, log, kind, told):
    await say(Entry(kind, SECRET, told), Entry("agency.second_person_set", "akimat", {"needed": True}))
    assert [each["kind"] for each in await published(log)] == ["agency.second_person_set"]
    assert not await value("SELECT count(*)::int FROM ledger_entry WHERE NOT is_withheld AND number IS NULL")


async def test_facts_that_are_not_listed_or_of_another_shape_are_left_out(db, log):
    told = {"needed": SECRET, "name": SECRET, "by": str(new_id())}
    await say(Entry("agency.second_person_set", "akimat", told))
    [shown] = await published(log)
    assert shown["facts"] == {}
    assert SECRET.encode() not in everything_written(log)


async def test_words_of_people_are_committed_to_so_that_they_can_be_shown_later_and_not_guessed(db, log):
    place = "103230100"
    await say(*(Entry("tension.ended", place, {"agency": str(new_id()), "reason": SECRET}) for _ in range(2)))
    first, second = await published(log)
    assert first["facts"]["reason_sha256"] != second["facts"]["reason_sha256"]
    salt = await value("SELECT salt FROM ledger_opening WHERE entry_id = $1", first["id"])
    assert commitment(bytes(salt), "reason", SECRET) == first["facts"]["reason_sha256"]
    assert SECRET.encode() not in everything_written(log)


async def test_facts_too_long_for_a_log_are_committed_to_with_a_salt(db, log):
    merged = [f"{'a' * 190}-{number}" for number in range(900)]
    await say(*(Entry("agency.merged", "akimat", {"merged": merged}) for _ in range(2)))
    first, second = await published(log)
    assert "facts" not in first
    assert first["facts_sha256"] != second["facts_sha256"]


async def test_of_a_private_question_the_log_says_nothing_until_it_is_public(village: World, log):
    ref = (await village.ask(is_public=False, consent=False)).ref
    await village.answer(ref)
    assert [each for each in await published(log) if ref in json.dumps(each)] == []
    await make_public(village.resident, MakePublic(question=ref, consent=True))
    kinds = [each["kind"] for each in await published(log) if each["about"] == ref]
    assert {"question.made_public", "question.registered", "question.answered", "deadline.met"} <= set(kinds)
    before = len(kinds)
    await make_private(village.resident, MakePrivate(question=ref))
    assert len([each for each in await published(log) if each["about"] == ref]) == before


async def test_a_reference_to_a_thing_that_nobody_may_know_of_is_left_out(village: World, log):
    private = (await village.ask(is_public=False, consent=False)).ref
    public = await village.published()
    await say(Entry("question.split", public, {"into": private, "numbers": [1]}))
    assert private not in json.dumps(await published(log))


async def test_what_is_between_a_person_and_an_office_is_never_published(db, log):
    await say(
        Entry("reception.booked", "B-2026-000001", {"agency": str(new_id())}),
        Entry("deadline.set", "B-2026-000001", {"clock": str(new_id())}),
        Entry("agency.second_person_set", "akimat", {"needed": True}),
    )
    assert len(await published(log)) == 1


async def test_a_forgotten_person_leaves_every_proof_valid_and_nothing_of_herself(db, log):
    person, act = new_id(), new_id()
    place = "103230100"
    await say(Entry("tension.ended", place, {"agency": str(new_id()), "reason": SECRET}), act=act)
    await say(Entry("tension.ended", place, {"agency": str(new_id()), "reason": "Шақырылды"}))
    await say(Entry("moderation.appealed", str(person), {"decision": str(new_id())}))
    before = await published(log)
    assert await forget(person, [act]) == 2
    kept = await rows("SELECT about || facts::text AS text FROM ledger_entry")
    assert [each for each in kept if SECRET in each["text"] or str(person) in each["text"]] == []
    assert await value("SELECT count(*)::int FROM ledger_opening") == 1
    assert await published(log) == before
    await say(Entry("agency.second_person_set", "akimat", {"needed": True}))
    assert len(await published(log)) == len(before) + 1
    for path in [log.root / "checkpoint", *log.root.rglob("tile/*/*")]:
        if path.is_file():
            path.unlink()
    assert (await published(log))[: len(before)] == before  # written anew from what is left
    assert str(person).encode() not in everything_written(log)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_entry SET facts = '{\"needed\": false}'",
        "UPDATE ledger_entry SET about = 'another'",
        "UPDATE ledger_entry SET kind = 'agency.founded', facts = '{}'",
        "UPDATE ledger_entry SET number = number + 1",
        "UPDATE ledger_entry SET is_withheld = true",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_leaf SET body = 'x'",
        "DELETE FROM ledger_leaf",
    ],
)
async def test_the_database_itself_refuses_any_other_change(db, log, change):
    await say(Entry("agency.second_person_set", "akimat", {"needed": True}))
    await publication.step(log)
    with pytest.raises(Exception, match="append-only"):
        async with transaction():
            await execute(change)
