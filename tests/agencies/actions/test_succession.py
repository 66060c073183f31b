"""Bodies end, and others take over: no chain closes on itself, nothing is orphaned."""

import pytest
from tortoise.exceptions import IntegrityError

from hearing_state.agencies import queries
from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.agencies.actions.dissolve_agency import DissolveAgency, dissolve_agency
from hearing_state.agencies.actions.found_agency import FoundAgency, found_agency
from hearing_state.agencies.actions.merge_agencies import MergeAgencies, merge_agencies
from hearing_state.agencies.agency import Post
from hearing_state.db import execute, transaction, value
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.jobs.listeners import LISTENERS, Listener, Told
from tests.support.contexts import AsRole


async def founded(as_: AsRole, name: str) -> str:
    wish = FoundAgency(kind="other", name_kk=name, name_ru=name, name_en=name)
    return (await found_agency(as_("administrator"), wish)).agency


async def test_a_chain_of_successors_is_followed_to_its_end(db: object, as_: AsRole) -> None:
    first, second, third = [await founded(as_, f"Service {n}") for n in "ABC"]
    await dissolve_agency(as_("administrator"), DissolveAgency(agency=first, successor=second))
    await dissolve_agency(as_("administrator"), DissolveAgency(agency=second, successor=third))
    old = await queries.by_slug(as_(), first)
    assert (await queries.successor(as_(), old.id)).slug == third
    assert [
        each.slug for each in await queries.predecessors(as_(), (await queries.by_slug(as_(), third)).id)
    ] == [second]


async def test_two_bodies_cannot_succeed_one_another(db: object, as_: AsRole) -> None:
    first, second = await founded(as_, "Service A"), await founded(as_, "Service B")
    await dissolve_agency(as_("administrator"), DissolveAgency(agency=first, successor=second))
    with pytest.raises(Conflict) as refusal:
        await dissolve_agency(as_("administrator"), DissolveAgency(agency=second, successor=first))
    assert refusal.value.reason == "agency.successor_dissolved"
    with pytest.raises(Invalid) as refused:
        await dissolve_agency(as_("administrator"), DissolveAgency(agency=second, successor=second))
    assert refused.value.reason == "agency.own_successor"


async def test_the_database_itself_refuses_a_closed_chain_and_a_rewritten_succession(
    db: object, as_: AsRole
) -> None:
    first, second, third = [await founded(as_, f"Service {n}") for n in "ABC"]
    await dissolve_agency(as_("administrator"), DissolveAgency(agency=first, successor=second))
    closing = "UPDATE agencies_agency SET dissolved_on = '2026-11-23', successor_id = (SELECT id FROM agencies_agency WHERE slug = $2) WHERE slug = $1"
    for slug, successor in ((second, first), (second, second), (first, third)):
        with pytest.raises(IntegrityError):
            async with transaction():
                await execute(closing, slug, successor)
    with pytest.raises(IntegrityError):
        async with transaction():
            await execute("UPDATE agencies_agency SET dissolved_on = '2026-11-23' WHERE slug = $1", third)


async def test_a_body_ends_once(db: object, as_: AsRole) -> None:
    first, second, third = [await founded(as_, f"Service {n}") for n in "ABC"]
    await dissolve_agency(as_("administrator"), DissolveAgency(agency=first, successor=second))
    with pytest.raises(Conflict) as refusal:
        await dissolve_agency(as_("administrator"), DissolveAgency(agency=first, successor=third))
    assert refusal.value.reason == "agency.already_dissolved"


async def test_several_bodies_merge_into_one_that_goes_on(db: object, as_: AsRole) -> None:
    first, second, third = [await founded(as_, f"Service {n}") for n in "ABC"]
    await merge_agencies(as_("administrator"), MergeAgencies(agencies=(first, second), into=third))
    into = await queries.by_slug(as_(), third)
    assert {each.slug for each in await queries.predecessors(as_(), into.id)} == {first, second}
    with pytest.raises(Invalid):
        await merge_agencies(as_("administrator"), MergeAgencies(agencies=(third,), into=third))


async def test_whoever_keeps_things_for_a_body_is_told(db: object, as_: AsRole) -> None:
    async def hear(_context: object, _told: Told) -> None:
        return None

    LISTENERS.add(Listener("test.hand_over", "agency.succeeded", hear))
    first, second = await founded(as_, "Service A"), await founded(as_, "Service B")
    await dissolve_agency(as_("administrator"), DissolveAgency(agency=first, successor=second))
    LISTENERS._by_name.pop("test.hand_over")
    told = await value("SELECT payload::text FROM jobs_outbox WHERE listener = 'test.hand_over'")
    assert str((await queries.by_slug(as_(), first)).id) in told
    assert str((await queries.by_slug(as_(), second)).id) in told


async def test_posts_end_with_the_body(db: object, as_: AsRole) -> None:
    first, second = await founded(as_, "Service A"), await founded(as_, "Service B")
    post = {"post_kk": "Басшы", "post_ru": "Глава", "post_en": "Head"}
    wish = Appoint(agency=first, role=Post.HEAD, holder_name="Асан Үсенов", from_on=as_().today, **post)
    await appoint(as_("administrator"), wish)
    await dissolve_agency(as_("administrator"), DissolveAgency(agency=first, successor=second))
    old = await queries.by_slug(as_(), first)
    assert [each.until_on for each in await queries.appointments_in(as_(), old.id)] == [as_().today]
    with pytest.raises(Conflict):
        await appoint(as_("administrator"), wish)


async def test_only_an_administrator_ends_a_body(db: object, as_: AsRole) -> None:
    first, second = await founded(as_, "Service A"), await founded(as_, "Service B")
    for role in ("head", "moderator", "auditor", "resident"):
        with pytest.raises(Forbidden):
            await dissolve_agency(as_(role), DissolveAgency(agency=first, successor=second))
    with pytest.raises(NotFound):
        await dissolve_agency(as_("administrator"), DissolveAgency(agency="no-such-body", successor=second))
