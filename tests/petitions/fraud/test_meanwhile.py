"""What changes between an order and its turn: who signs anew is not struck, and who was not given back with the others can be later."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from hearing_state.db import execute, transaction, value
from hearing_state.errors import Conflict, Forbidden
from petitions.checking.actions.send import Send, send
from petitions.checking.tasks import send_reached
from petitions.considering.actions.return_unreached import ReturnUnreached, return_unreached
from petitions.drafting import held as petitions
from petitions.drafting.petition import State as PetitionState
from petitions.fraud.actions.carry_on_invalidation import CarryOnInvalidation, carry_on_invalidation
from petitions.fraud.actions.confirm_invalidation import ConfirmInvalidation, confirm_invalidation
from petitions.fraud.actions.invalidate import Invalidate
from petitions.fraud.actions.restore_signature import RestoreSignature, restore_signature
from petitions.fraud.actions.restore_signatures import RestoreSignatures, restore_signatures
from petitions.fraud.actions.resume_invalidation import ResumeInvalidation, resume_invalidation
from petitions.fraud.actions.stop_invalidation import StopInvalidation, stop_invalidation
from petitions.fraud.actions.sweep_desk import SweepDesk, sweep_desk
from petitions.signing.actions.sign import Sign, sign
from petitions.signing.actions.unsign import Unsign, unsign
from tests.petitions.fraud.desk import ROOM, Desk, desk_of
from tests.petitions.world import later, world

_STAFF = """
INSERT INTO people_person (id, kind, given_name, family_name, locale, made_at)
SELECT id, 'resident', 'Тұрғын', 'Қол', 'kk', $2 FROM unnest($1::uuid[]) AS id ON CONFLICT DO NOTHING
"""
BACK = "Зауытта бәрі бір желіден қол қойған екен."


async def test_who_signs_anew_before_her_turn_is_not_struck(desk: Desk):
    await sign(later(desk.here.neighbour, hours=-1), Sign(petition=desk.ref, consent=True))
    await desk.signed(3)
    await desk.ordered(proof="code")
    at = {"petition": desk.ref, "number": 1}
    await stop_invalidation(desk.moderator, StopInvalidation(**at))
    assert await unsign(desk.here.neighbour, Unsign(petition=desk.ref))
    assert (await sign(desk.here.neighbour, Sign(petition=desk.ref, consent=True))).is_new
    await resume_invalidation(desk.second, ResumeInvalidation(**at))
    await desk.work()
    row = await desk.invalidation()
    assert (row.state, row.signatures, row.invalid, row.left) == ("done", 4, 3, 1)
    assert await desk.total() == 1


async def test_who_proves_more_before_her_turn_is_not_struck_for_having_proved_little(desk: Desk):
    people = await desk.signed(101)
    await desk.ordered(proof="code")
    await execute("UPDATE signing_signature SET proof = 'eds' WHERE person_id = $1", people[0])
    wish = ConfirmInvalidation(petition=desk.ref, number=1, signatures=100)
    await confirm_invalidation(desk.second, wish)
    await execute("UPDATE signing_signature SET proof = 'eds' WHERE person_id = $1", people[1])
    await desk.work()
    row = await desk.invalidation()
    assert (row.state, row.signatures, row.invalid, row.left) == ("done", 100, 99, 1)
    assert await desk.total() == 2


async def test_whom_all_the_others_left_behind_is_given_back_once_she_would_count_once(desk: Desk):
    people = await desk.signed(3)
    await desk.ordered(proof="code")
    await desk.work()
    await execute("UPDATE people_person SET one_with = $1 WHERE id = $2", desk.here.daulet, people[0])
    await sign(desk.here.neighbour, Sign(petition=desk.ref, consent=True))
    await restore_signatures(desk.second, RestoreSignatures(petition=desk.ref, number=1, reason=BACK))
    await desk.work()
    row = await desk.invalidation()
    assert (row.state, row.invalid, row.given_back) == ("restored", 1, 2)
    assert await unsign(desk.here.neighbour, Unsign(petition=desk.ref))
    receipt = await value("SELECT receipt FROM signing_signature WHERE person_id = $1", people[0])
    wish = RestoreSignature(petition=desk.ref, number=1, receipt=receipt, reason=BACK)
    assert await restore_signature(desk.second, wish) is True
    row = await desk.invalidation()
    assert (row.state, row.invalid, row.given_back) == ("restored", 0, 3)
    assert await desk.total() == 3


async def test_what_was_struck_and_is_not_counted_yet_keeps_a_petition_from_being_sent(desk: Desk):
    """The counter may be slowed; that the votes are gone is known before it goes by."""
    await desk.signed(60)
    await desk.signed(40, address=ROOM)
    await execute("UPDATE drafting_petition SET needed = 80")
    await desk.total()
    assert (await desk.row()).state == PetitionState.REACHED
    await desk.ordered(block=await desk.block())
    await desk.work()
    assert (await desk.invalidation()).state == "done"
    with pytest.raises(Conflict, match="not_in_this_state"):
        await send(desk.second, Send(petition=desk.ref))
    await send_reached(later(desk.system, hours=3), desk.system.now)
    assert (await desk.row()).state == PetitionState.REACHED
    await desk.signed(20)  # and as many others have signed meanwhile
    await send_reached(later(desk.system, hours=3), desk.system.now)
    assert (await desk.row()).state == PetitionState.SENT


async def test_what_is_being_given_back_keeps_a_petition_from_being_returned(desk: Desk):
    await desk.signed(3)
    await desk.ordered(proof="code")
    await desk.work()
    await restore_signatures(desk.second, RestoreSignatures(petition=desk.ref, number=1, reason=BACK))
    await desk.total()
    over = later(desk.system, days=400)
    with pytest.raises(Conflict, match="invalidation_open"):
        await return_unreached(over, ReturnUnreached(petition=desk.ref))
    await desk.work()
    await desk.total()
    await return_unreached(over, ReturnUnreached(petition=desk.ref))
    assert (await desk.row()).state == PetitionState.RETURNED


async def test_the_block_of_a_stopped_one_is_forgotten_ninety_days_after_its_petition_ended(desk: Desk):
    await desk.signed(3, address=ROOM)
    await desk.ordered(block=await desk.block())
    await stop_invalidation(desk.moderator, StopInvalidation(petition=desk.ref, number=1))
    await sweep_desk(later(desk.system, days=200), SweepDesk())
    assert (await desk.invalidation()).block  # its petition is open still
    await execute("UPDATE drafting_petition SET state = 'withdrawn', closed_at = $1", desk.system.now)
    await sweep_desk(later(desk.system, days=89), SweepDesk())
    assert (await desk.invalidation()).block
    await sweep_desk(later(desk.system, days=91), SweepDesk())
    assert (await desk.invalidation()).block is None


@pytest.mark.parametrize("wrong", [{"seen_until": "0001-01-01T00:00:00+05:00"}, {"signatures": 10**12}])
def test_what_the_database_cannot_say_is_refused_before_it(wrong):
    given = {
        "petition": "P-2026-000001",
        "seen_until": "2026-11-23T00:00:00Z",
        "signatures": 1,
        "seal": "",
        "reason": BACK,
    }
    Invalidate(**given)
    with pytest.raises(ValueError, match=r"than or equal to"):
        Invalidate(**{**given, **wrong})


@pytest.mark.parametrize("other_way", [False, True])
async def test_two_accounts_of_one_human_are_no_two_persons(desk: Desk, other_way):
    await desk.signed(101)
    await desk.ordered(proof="code")
    pair = [desk.moderator.actor.person_id, desk.second.actor.person_id]
    first, other = reversed(pair) if other_way else pair
    await execute(_STAFF, pair, desk.moderator.now)
    await execute("UPDATE people_person SET one_with = $1 WHERE id = $2", first, other)
    actor = replace(desk.second.actor, one_with=None if other_way else first)
    wish = ConfirmInvalidation(petition=desk.ref, number=1, signatures=101)
    with pytest.raises(Forbidden):
        await confirm_invalidation(replace(desk.second, actor=actor), wish)


@pytest.mark.process
async def test_a_step_takes_the_petition_before_its_invalidation(own_database: str, as_):
    """As moderators do: who took them crosswise would wait for each other until the database threw one of them out."""
    del own_database
    desk = await desk_of(await world(as_))
    await desk.signed(3)
    await desk.ordered(proof="code")
    is_held = asyncio.Event()

    async def go_on() -> int:
        await is_held.wait()
        return await carry_on_invalidation(desk.system, CarryOnInvalidation(petition=desk.ref, number=1))

    step = asyncio.create_task(go_on())
    async with transaction():
        await petitions.hold(desk.ref)
        is_held.set()
        await asyncio.sleep(0.5)
        assert not step.done()
        assert await value("SELECT 1 FROM fraud_invalidation FOR UPDATE NOWAIT") == 1
    assert await step == 3
