"""On which media node a meeting lives, and where it goes when that has died."""

import asyncio
from uuid import UUID, uuid4

import pytest

from hearing_state.actions import by_law
from hearing_state.clock import SystemClock
from hearing_state.db import execute, row, value
from hearing_state.errors import Conflict, Forbidden, NotFound, SignInNeeded, Unavailable
from hearing_state.jobs.listeners import Told
from hearing_state.main.house import OpenHouse
from meetings.media.engine import NodeStats
from meetings.nodes import beat, queries
from meetings.nodes.actions.drain_node import DrainNode, drain_node
from meetings.nodes.actions.open_node import OpenNode, open_node
from meetings.nodes.actions.place_meeting import PlaceMeeting, place_meeting
from meetings.nodes.actions.release_meeting import ReleaseMeeting, release_meeting
from meetings.nodes.actions.undo_drain import UndoDrain, undo_drain
from meetings.nodes.tasks import release_held
from tests.meetings.world import world

MEETING = UUID(int=5)


async def opened(context, name, capacity=600, life=None):
    life = life or uuid4()
    await by_law(
        context,
        open_node,
        OpenNode(name=name, kind="embedded", address=f"unix:/run/{name}.sock", life=life, capacity=capacity),
    )
    return life


async def placed(context, meeting=MEETING):
    return await by_law(context, place_meeting, PlaceMeeting(meeting=meeting))


async def name_of(place):
    return await value("SELECT name FROM nodes_node WHERE id = $1", place.node)


async def falls_silent(name, seconds=6):
    await execute(
        "UPDATE nodes_node SET heard_at = clock_timestamp() - $2 * interval '1 second' WHERE name = $1",
        name,
        seconds,
    )


async def test_a_meeting_comes_to_the_node_with_most_room_and_stays_there(db, as_):
    house = as_("system")
    first, second = await opened(house, "media-1"), await opened(house, "media-2")
    await beat.beat("media-1", first, NodeStats(300, 3, 0.5, 0.0))
    place = await placed(house)
    assert await name_of(place) == "media-2"
    await beat.beat("media-2", second, NodeStats(599, 1, 0.7, 0.0))
    assert await placed(house) == place
    assert await queries.where(house, MEETING) == place


async def test_many_meetings_at_once_do_not_all_come_to_one_node(db, as_):
    house = as_("system")
    await opened(house, "media-1")
    await opened(house, "media-2")
    names = [await name_of(await placed(house, UUID(int=100 + number))) for number in range(6)]
    assert sorted(names) == ["media-1"] * 3 + ["media-2"] * 3


async def test_a_silent_node_is_dead_on_reading_and_its_meeting_moves(db, as_):
    house = as_("system")
    await opened(house, "media-1")
    before = await placed(house)
    await opened(house, "media-2")
    await falls_silent("media-1", 4)
    assert await queries.where(house, MEETING) == before
    await falls_silent("media-1")
    assert await queries.where(house, MEETING) is None
    after = await placed(house)
    assert (await name_of(after), after.moves) == ("media-2", 1)


async def test_a_node_that_started_again_at_once_has_nothing_of_the_meeting(db, as_):
    house = as_("system")
    await opened(house, "media-1")
    before = await placed(house)
    await opened(house, "media-1")
    assert await queries.where(house, MEETING) is None
    after = await placed(house)
    assert (after.node, after.moves) == (before.node, 1)
    assert after.life != before.life


async def test_a_node_that_says_farewell_gives_its_meetings_up_at_once(db, as_):
    house = as_("system")
    life = await opened(house, "media-1")
    await placed(house)
    await beat.farewell("media-1", life)
    assert await queries.where(house, MEETING) is None
    with pytest.raises(Unavailable) as refusal:
        await placed(house)
    assert refusal.value.reason == "node.none"
    assert "media-1" in await queries.unwell(house)


async def test_a_second_process_under_the_same_name_puts_the_first_out(db, as_):
    house = as_("system")
    first = await opened(house, "media-1")
    second = await opened(house, "media-1")
    assert not await beat.beat("media-1", first, NodeStats(0, 0, 0.0, 0.0))
    assert await beat.beat("media-1", second, NodeStats(0, 0, 0.0, 0.0))


async def test_to_a_drained_node_no_new_meeting_comes_and_the_old_stay_until_it_is_undone(db, as_):
    house, admin = as_("system"), as_("administrator")
    await opened(house, "media-1")
    before = await placed(house)
    await drain_node(admin, DrainNode(node="media-1"))
    with pytest.raises(Conflict):
        await drain_node(admin, DrainNode(node="media-1"))
    assert await queries.where(house, MEETING) == before
    with pytest.raises(Unavailable):
        await placed(house, UUID(int=6))
    await opened(house, "media-1")  # starting again is no decision to let meetings in
    with pytest.raises(Unavailable):
        await placed(house, UUID(int=6))
    await undo_drain(admin, UndoDrain(node="media-1"))
    with pytest.raises(Conflict):
        await undo_drain(admin, UndoDrain(node="media-1"))
    assert (await placed(house, UUID(int=6))).node == before.node


async def test_a_full_node_takes_no_meeting_and_an_ended_meeting_is_nowhere(db, as_):
    house = as_("system")
    life = await opened(house, "media-1", capacity=10)
    await placed(house)
    await by_law(house, release_meeting, ReleaseMeeting(meeting=MEETING))
    await by_law(house, release_meeting, ReleaseMeeting(meeting=MEETING))
    assert await queries.where(house, MEETING) is None
    await beat.beat("media-1", life, NodeStats(10, 1, 0.1, 0.0))
    with pytest.raises(Unavailable):
        await placed(house)


async def test_nodes_are_the_houses_own_business(db, as_):
    await opened(as_("system"), "media-1")
    for who in ("resident", "head", "operator", "moderator"):
        with pytest.raises(Forbidden):
            await queries.nodes(as_(who))
        with pytest.raises(Forbidden):
            await drain_node(as_(who), DrainNode(node="media-1"))
    with pytest.raises(SignInNeeded):
        await place_meeting(as_("visitor"), PlaceMeeting(meeting=MEETING))
    with pytest.raises(NotFound):
        await drain_node(as_("administrator"), DrainNode(node="nobody"))
    (node,) = await queries.nodes(as_("auditor"))
    assert node.is_alive


async def test_health_says_nothing_where_there_are_no_nodes_and_all_is_well_where_they_live(db, as_):
    house = as_("system")
    assert await queries.unwell(house) is None
    await opened(house, "media-1")
    assert await queries.unwell(house) is None
    assert (await queries.figures(house))["media_seats_most"] == 600
    await falls_silent("media-1")
    assert "no media node is alive" in await queries.unwell(house)


async def test_two_processes_that_see_a_dead_node_at_once_place_its_meeting_once(own_database, settings):
    house = OpenHouse(settings, SystemClock(), None).context()
    await opened(house, "media-1")
    await placed(house)
    await opened(house, "media-2")
    await opened(house, "media-3")
    for _round in range(5):
        await execute("UPDATE nodes_placement SET life = gen_random_uuid()")
        moves = await value("SELECT moves FROM nodes_placement")
        found = await asyncio.gather(*(placed(house) for _each in range(6)))
        assert len({(each.node, each.life) for each in found}) == 1
        assert await row("SELECT moves, count(*) OVER () AS all FROM nodes_placement") == {
            "moves": moves + 1,
            "all": 1,
        }


async def test_a_meeting_that_was_held_lives_on_no_node_any_more(db, as_):
    here = await world(as_)
    meeting = await here.live()
    await opened(here.system, "media-1")
    await placed(here.system, meeting.id)
    await release_held(here.system, Told(1, "meeting.held", meeting.ref, {}, here.system.now))
    assert await queries.where(here.system, meeting.id) is None
    await release_held(here.system, Told(2, "meeting.held", "M-2026-999999", {}, here.system.now))
