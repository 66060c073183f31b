"""The demo shows a petition in each state that a reader meets, and the one that fell short as a question."""

from __future__ import annotations

import pytest

from hearing_state.agencies import demo as bodies
from hearing_state.db import rows, value
from hearing_state.people import demo as people
from petitions.browsing.queries import Filters, listed
from petitions.considering import demo, demo_words, queries
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import State
from petitions.signing import queries as signing
from tests.petitions.world import World

EXPECTED = {
    State.GATHERING, State.CHECKING, State.REJECTED, State.PUBLIC, State.CONSIDERING, State.PARTLY, State.RETURNED,
}  # fmt: skip


@pytest.fixture
async def told(here: World) -> World:
    await bodies.load(here.system)
    known = await people.load(here.system)
    await demo.load(here.system, known)
    await demo.load(here.system, known)
    return here


async def test_every_page_has_something_to_show(told: World):
    found = await PetitionRow.all()
    assert len(found) == len(demo_words.PETITIONS)
    assert {State(each.state) for each in found} == EXPECTED
    assert await value("SELECT count(*) FROM signing_change") == 0


async def test_one_is_public_and_nearly_there(told: World):
    (near,) = (await listed(told.visitor, Filters("near"))).items
    assert near.needed is not None
    assert 0.75 * near.needed <= near.total < near.needed
    row = await PetitionRow.get(ref=near.ref)
    assert "ойдан" in row.population_source
    assert any(each.comment for each in await signing.signers(told.visitor, row.id))


async def test_the_decided_one_has_its_steps_and_the_statement_of_the_head(told: World):
    row = await PetitionRow.get(state=State.PARTLY.value)
    decision = await queries.decision(told.visitor, row.id)
    assert decision is not None
    assert decision.published_at is not None
    assert decision.statement
    assert len(await queries.steps(told.visitor, row.id)) == 2


async def test_what_fell_short_tells_so_to_become_a_question(told: World):
    row = await PetitionRow.get(state=State.RETURNED.value)
    assert await rows("SELECT 1 FROM jobs_outbox WHERE event = 'petition.returned' AND about = $1", row.ref)
