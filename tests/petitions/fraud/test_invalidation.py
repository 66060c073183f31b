"""Signatures are found invalid exactly as previewed, in steps, in public, and given back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearing_state.db import execute, rows, value
from hearing_state.errors import Conflict, Forbidden, Invalid
from petitions.checking.actions.send import Send, send
from petitions.checking.tasks import send_reached
from petitions.drafting import queries as drafting
from petitions.drafting.petition import State as PetitionState
from petitions.fraud.actions.carry_on_invalidation import CarryOnInvalidation, carry_on_invalidation
from petitions.fraud.actions.confirm_invalidation import ConfirmInvalidation, confirm_invalidation
from petitions.fraud.actions.drop_invalidation import DropInvalidation, drop_invalidation
from petitions.fraud.actions.restore_signatures import RestoreSignatures, restore_signatures
from petitions.fraud.actions.resume_invalidation import ResumeInvalidation, resume_invalidation
from petitions.fraud.actions.stop_invalidation import StopInvalidation, stop_invalidation
from petitions.fraud.tasks import drop_what_nobody_confirmed
from petitions.signing.actions.sign import Sign, sign
from petitions.signing.actions.unsign import Unsign, unsign
from tests.petitions.fraud.desk import ROOM, WHY, Desk
from tests.petitions.world import later, row_of

_ONE_LEAVES = """
WITH gone AS (
  UPDATE signing_signature SET state = 'withdrawn' WHERE id = (SELECT min(id::text)::uuid FROM signing_signature)
  RETURNING petition_id, place_code, proof
)
INSERT INTO signing_change (id, petition_id, place_code, proof, delta, happened_at)
SELECT gen_random_uuid(), petition_id, place_code, proof, -1, $1 FROM gone
"""


async def test_what_the_preview_shows_is_what_is_done(desk: Desk):
    await desk.signed(30)
    await desk.signed(40, address=ROOM, place="100000000")
    assert await desk.total() == 70
    chosen = {"block": await desk.block()}
    seen = await desk.preview(**chosen)
    assert (seen.signatures, seen.by_place, len(seen.sample)) == (40, [("100000000", 40)], 10)
    assert {each.shown_name for each in seen.sample} == {"Тұрғын Қ."}
    assert [n for _at, n in seen.by_hour] == [40]
    ordered = await desk.order(seen, **chosen)
    assert (ordered.number, ordered.waits) == (1, False)
    await desk.work()
    row = await desk.invalidation()
    assert (row.state, row.invalid, row.left) == ("done", 40, 0)
    assert await desk.total() == 30
    assert (
        await value("SELECT count(*) FROM signing_signature WHERE state = 'invalid' AND block IS NOT NULL")
        == 40
    )
    assert await desk.said() == ["invalidation_begun", "invalidation_done", "signatures_invalidated"]
    events = await drafting.events(desk.moderator, await desk.row())
    told = {each.kind: each.facts for each in events}
    assert told["invalidation_begun"]["text"] == WHY
    assert told["invalidation_done"]["signatures"] == 40


async def test_each_condition_narrows_and_none_at_all_is_refused(desk: Desk):
    early = desk.moderator.now - timedelta(hours=5)
    await desk.signed(3, at=early, proof="eds")
    await desk.signed(4, place="100000000")
    await desk.signed(5, address=ROOM)
    for chosen, expected in (
        ({"from_at": early, "until_at": early + timedelta(minutes=1)}, 3),
        ({"until_at": early}, 0),
        ({"proof": "eds"}, 3),
        ({"place": "100000000"}, 4),
        ({"place": "none"}, 8),
        ({"block": await desk.block(), "proof": "eds"}, 0),
    ):
        assert (await desk.preview(**chosen)).signatures == expected
    with pytest.raises(Invalid, match="narrow_it"):
        await desk.ordered()
    with pytest.raises(Invalid, match="nobody_chosen"):
        await desk.ordered(until_at=early)


async def test_later_signatures_are_not_touched_and_a_changed_choice_is_refused(desk: Desk):
    people = await desk.signed(20)
    chosen = {"proof": "code"}
    seen = await desk.preview(**chosen)
    await sign(desk.here.neighbour, Sign(petition=desk.ref, consent=True))  # after the preview
    await desk.order(seen, **chosen)
    await desk.work()
    assert await desk.total() == 1
    await desk.signed(5)
    seen = await desk.preview(desk.moderator, **chosen)
    await execute(
        "UPDATE signing_signature SET state = 'withdrawn' WHERE state = 'valid' AND person_id <> ALL ($1)",
        [*people, desk.here.daulet],
    )
    with pytest.raises(Conflict, match="preview_changed"):
        await desk.order(seen, **chosen)
    assert await value("SELECT count(*) FROM fraud_invalidation") == 1
    with pytest.raises(Conflict, match="preview_changed"):  # nobody orders ahead
        await desk.order(await desk.preview(later(desk.moderator, hours=2), **chosen), **chosen)


async def test_who_leaves_before_her_turn_is_not_found_invalid(desk: Desk):
    await desk.signed(3)
    old = later(desk.here.neighbour, minutes=-30)
    await sign(old, Sign(petition=desk.ref, consent=True))
    await desk.ordered(proof="code")
    assert await unsign(desk.here.neighbour, Unsign(petition=desk.ref))
    await desk.work()
    row = await desk.invalidation()
    assert (row.state, row.signatures, row.invalid, row.left) == ("done", 4, 3, 1)
    assert await desk.total() == 0


async def test_more_than_a_hundred_wait_for_a_second_person(desk: Desk):
    await desk.signed(101)
    ordered = await desk.ordered(proof="code")
    assert ordered.waits
    await desk.work()
    assert await desk.total() == 101
    wish = ConfirmInvalidation(petition=desk.ref, number=1, signatures=101)
    with pytest.raises(Forbidden):
        await confirm_invalidation(desk.moderator, wish)
    await execute(_ONE_LEAVES, desk.moderator.now)
    assert await desk.total() == 100
    with pytest.raises(Conflict, match="preview_changed"):
        await confirm_invalidation(desk.second, wish)
    await confirm_invalidation(desk.second, wish.model_copy(update={"signatures": 100}))
    await desk.work()
    assert (await desk.invalidation()).state == "done"
    assert await desk.total() == 0
    assert await desk.said() == [
        "invalidation_begun",
        "invalidation_done",
        "invalidation_proposed",
        "signatures_invalidated",
    ]


async def test_a_hundred_in_several_goes_is_a_hundred(desk: Desk):
    at = desk.moderator.now - timedelta(hours=2)
    await desk.signed(60, at=at)
    await desk.signed(60, address=ROOM)
    assert not (await desk.ordered(until_at=at + timedelta(minutes=1))).waits
    await desk.work()
    assert (await desk.ordered(block=await desk.block())).waits


async def test_stopped_it_stays_half_done_and_goes_on_where_it_stopped(desk: Desk):
    await desk.signed(90)
    await desk.ordered(proof="code")
    step = CarryOnInvalidation(petition=desk.ref, number=1, at_once=40)
    assert await carry_on_invalidation(desk.system, step) == 40
    await stop_invalidation(desk.moderator, StopInvalidation(petition=desk.ref, number=1))
    await desk.work()
    assert await desk.total() == 50
    with pytest.raises(Conflict):
        await stop_invalidation(desk.moderator, StopInvalidation(petition=desk.ref, number=1))
    await resume_invalidation(desk.second, ResumeInvalidation(petition=desk.ref, number=1))
    await desk.work()
    assert (await desk.invalidation()).state == "done"
    assert await desk.total() == 0


async def test_all_of_it_comes_back_also_in_two_goes(desk: Desk):
    await desk.signed(90)
    await desk.ordered(proof="code")
    await desk.work()
    wish = RestoreSignatures(petition=desk.ref, number=1, reason="Зауытта бәрі бір желіден қол қойған екен.")
    await restore_signatures(desk.second, wish)
    step = CarryOnInvalidation(petition=desk.ref, number=1, at_once=40)
    assert await carry_on_invalidation(desk.system, step) == 40
    await stop_invalidation(desk.moderator, StopInvalidation(petition=desk.ref, number=1))
    await desk.work()
    row = await desk.invalidation()
    assert (row.state, row.invalid, row.given_back) == ("halted", 50, 40)
    assert await desk.total() == 40
    await restore_signatures(desk.second, wish)
    await desk.work()
    row = await desk.invalidation()
    assert (row.state, row.invalid, row.given_back) == ("restored", 0, 90)
    assert await desk.total() == 90
    with pytest.raises(Conflict):
        await restore_signatures(desk.second, wish)


async def test_the_threshold_is_passed_back_and_passed_again(here, desk: Desk):
    await desk.signed(60)
    await desk.signed(40, address=ROOM)
    row = await desk.row()
    row.needed = 80
    await row.save()
    await desk.total()
    assert (await desk.row()).state == PetitionState.REACHED
    await desk.ordered(block=await desk.block())
    with pytest.raises(Conflict, match="invalidation_open"):
        await send(desk.second, Send(petition=desk.ref))
    await send_reached(later(desk.system, hours=3), desk.system.now)
    assert (await desk.row()).state == PetitionState.REACHED  # it waits
    await desk.work()
    await desk.total()
    assert (await desk.row()).state == PetitionState.PUBLIC
    await restore_signatures(
        desk.second,
        RestoreSignatures(petition=desk.ref, number=1, reason="Зауытта бәрі бір желіден қол қойған екен."),
    )
    await desk.work()
    await desk.total()
    assert (await desk.row()).state == PetitionState.REACHED
    told = [each.kind for each in await drafting.events(here.visitor, await desk.row())]
    assert sorted(told[1:]) == [
        "fell_back",
        "invalidation_begun",
        "invalidation_done",
        "reached",
        "reached",
        "restoration_begun",
        "restoration_done",
    ]


async def test_a_worker_that_dies_in_a_step_has_done_nothing_and_the_next_one_goes_on(
    desk: Desk, monkeypatch
):
    await desk.signed(90)
    await desk.ordered(proof="code")

    class Died(Exception):
        pass

    async def dies(*_args, **_more):
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr("petitions.fraud.actions.carry_on_invalidation._settle", dies)
        with pytest.raises(Died):
            await carry_on_invalidation(desk.system, CarryOnInvalidation(petition=desk.ref, number=1))
    assert await value("SELECT count(*) FROM signing_signature WHERE state = 'invalid'") == 0
    assert await desk.total() == 90
    await desk.work()
    assert await desk.total() == 0


async def test_a_proposal_that_nobody_confirms_is_dropped_after_a_day(desk: Desk):
    await desk.signed(101)
    await desk.ordered(proof="code")
    with pytest.raises(Conflict, match="invalidation_open"):
        await desk.ordered(proof="code")
    await drop_what_nobody_confirmed(later(desk.system, hours=23), desk.system.now)
    assert (await desk.invalidation()).state == "proposed"
    await drop_what_nobody_confirmed(later(desk.system, hours=25), desk.system.now)
    assert (await desk.invalidation()).state == "dropped"
    assert (await desk.ordered(proof="code")).number == 2
    await drop_invalidation(desk.moderator, DropInvalidation(petition=desk.ref, number=2))
    assert await desk.total() == 101


async def test_nobody_touches_signatures_of_her_own_petition_or_of_one_that_was_sent(desk: Desk):
    await desk.signed(3)
    own = desk.here.as_("moderator", desk.here.oblast.id, person_id=desk.here.aigul)
    with pytest.raises(Forbidden):
        await desk.ordered(own, proof="code")
    with pytest.raises(Forbidden):
        await desk.ordered(desk.here.author, proof="code")
    row = await desk.row()
    row.state, row.reached_at, row.sent_at = "sent", row.filed_at, row.filed_at
    await row.save()
    with pytest.raises(Conflict, match="sent_already"):
        await desk.ordered(proof="code")


async def test_what_is_sent_or_withdrawn_meanwhile_is_touched_no_more(desk: Desk):
    await desk.signed(90)
    await desk.ordered(proof="code")
    await carry_on_invalidation(desk.system, CarryOnInvalidation(petition=desk.ref, number=1, at_once=40))
    row = await row_of(desk.ref)
    row.state, row.closed_at = "withdrawn", row.filed_at
    await row.save()
    await desk.work()
    assert (await desk.invalidation()).state == "stopped"
    assert await desk.total() == 50


async def test_the_public_log_says_no_name(desk: Desk):
    await desk.signed(3)
    await desk.ordered(proof="code")
    await desk.work()
    said = "".join(
        str(each)
        for each in await rows(
            "SELECT kind, facts::text AS facts FROM ledger_entry WHERE is_public AND about = $1", desk.ref
        )
    )
    assert "Тұрғын" not in said
