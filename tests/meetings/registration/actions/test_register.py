"""Somebody registers, changes her mind, withdraws; a full hall has a wait list."""

from __future__ import annotations

import pytest
from tortoise.exceptions import IntegrityError

from hearing_state.db import execute, rows, value
from hearing_state.errors import Conflict, Forbidden, NotFound, SignInNeeded
from hearing_state.ids import new_id
from meetings.registration import queries
from meetings.registration.actions.change_entry import ChangeEntry, change_entry
from meetings.registration.actions.register import Register, register
from meetings.registration.actions.unregister import Unregister, unregister
from meetings.registration.entry import Mode, Need, State
from meetings.schedule.actions.cancel import Cancel, cancel
from tests.meetings.registration.hall import REASON, Hall, letters, line, posted
from tests.meetings.world import later

WISHES = (Need.STEP_FREE, Need.SIGN_LANGUAGE)


async def test_aigul_registers_for_the_hall_with_her_wishes(hall: Hall):
    meeting = await hall.meeting(seats=50)
    made = await hall.register(meeting, hall.world.aigul, wishes=WISHES, note="Екі балдақпен жүремін.")
    assert (made.state, made.place) == (State.SEATED, 0)
    (own,) = await queries.own(hall.world.resident, meeting.id)
    assert (own.mode, own.wishes, own.note) == (
        Mode.HALL,
        (Need.SIGN_LANGUAGE, Need.STEP_FREE),
        "Екі балдақпен жүремін.",
    )
    counts = await queries.counts(hall.world.visitor, meeting)
    assert (counts.hall, counts.free, counts.people) == (1, 49, 1)


async def test_nobody_registers_twice_and_the_table_says_so_too(hall: Hall):
    meeting = await hall.meeting()
    made = await hall.register(meeting, hall.world.aigul)
    with pytest.raises(Conflict) as refused:
        await hall.register(meeting, hall.world.aigul, "online")
    assert refused.value.reason == "registration.already"
    with pytest.raises(IntegrityError):
        await execute(
            "INSERT INTO registration_entry (id, meeting_id, person_id, kind, mode, state, headcount, wishes, registered_at)"
            " SELECT $2, meeting_id, person_id, kind, 'online', 'seated', 1, '{}', now() FROM registration_entry WHERE id = $1",
            made.entry, new_id(),
        )  # fmt: skip


async def test_a_full_hall_has_a_wait_list_with_places(hall: Hall):
    meeting = await hall.meeting(seats=2)
    people = await hall.people(5)
    made = [await hall.register(meeting, each) for each in people]
    assert [(each.state, each.place) for each in made] == [
        (State.SEATED, 0), (State.SEATED, 0), (State.WAITING, 1), (State.WAITING, 2), (State.WAITING, 3),
    ]  # fmt: skip
    assert (await queries.counts(hall.world.visitor, meeting)).free == 0
    online = await hall.register(meeting, hall.world.aigul, "online")
    assert (online.state, online.place) == (State.SEATED, 0)


async def test_who_withdraws_makes_room_for_the_first_who_waits_and_she_is_told(hall: Hall):
    meeting = await hall.meeting(seats=2)
    people = await hall.people(5)
    made = [await hall.register(meeting, each) for each in people]
    await posted(hall.house())
    await hall.withdraw(made[3], people[3])
    assert await line(meeting) == {"seated": people[:2], "waiting": [people[2], people[4]]}
    await hall.withdraw(made[0], people[0])
    assert await line(meeting) == {"seated": [people[1], people[2]], "waiting": [people[4]]}
    assert (await queries.entry(hall.world.system, made[4].entry)).place == 1
    await posted(hall.house())
    (told,) = await letters("seated")
    assert told["person_id"] == people[2]
    assert told["subject"] == "Залдағы орын сізге тиді, кездесу: 2026 ж. 15 желтоқсан, 18:00"


async def test_the_seat_and_the_news_of_it_are_one_transaction(hall: Hall, monkeypatch):
    meeting = await hall.meeting(seats=1)
    first, second = await hall.people(2)
    made = await hall.register(meeting, first)
    await hall.register(meeting, second)
    await hall.withdraw(made, first)
    told = await rows(
        "SELECT about, payload::text AS payload FROM jobs_outbox WHERE event = 'registration.seated'"
    )
    assert len(told) == 1
    assert str(second) not in told[0]["payload"] + told[0]["about"]


async def test_who_withdrew_may_come_again_at_the_end_of_the_line(hall: Hall):
    meeting = await hall.meeting(seats=1)
    first, second = await hall.people(2)
    made = await hall.register(meeting, first, note="Сурдоаударма керек", wishes=WISHES)
    await hall.register(meeting, second)
    await hall.withdraw(made, first)
    kept = await rows("SELECT note, wishes FROM registration_entry WHERE id = $1", made.entry)
    assert (kept[0]["note"], list(kept[0]["wishes"])) == ("", [])
    again = await hall.register(meeting, first)
    assert (again.state, again.place) == (State.WAITING, 1)
    with pytest.raises(Conflict):
        await hall.withdraw(made, first)


async def test_from_the_hall_to_online_and_back(hall: Hall):
    meeting = await hall.meeting(seats=1)
    first, second = await hall.people(2)
    made = await hall.register(meeting, first)
    waits = await hall.register(meeting, second)
    changed = await change_entry(hall.who(first), ChangeEntry(entry=made.entry, mode="online", wishes=WISHES))
    assert changed.state is State.SEATED
    assert await line(meeting) == {"seated": [second], "waiting": []}
    assert (await queries.entry(hall.world.system, made.entry)).wishes == (Need.SIGN_LANGUAGE,)
    back = await change_entry(hall.who(first), ChangeEntry(entry=made.entry, mode="hall"))
    assert (back.state, back.place) == (State.WAITING, 1)
    same = await change_entry(hall.who(second), ChangeEntry(entry=waits.entry, note="Алдыңғы қатар"))
    assert same.state is State.SEATED


async def test_the_confirmation_says_what_the_page_said(hall: Hall):
    meeting = await hall.meeting(seats=1)
    first, second = await hall.people(2)
    await hall.register(meeting, first)
    await hall.register(meeting, second)
    await posted(hall.house())
    sent = {each["person_id"]: each for each in await letters("registered")}
    assert set(sent) == {first, second}
    assert "/registration" in sent[first]["text"]
    assert sent[first]["subject"].startswith("Сіз кездесуге тіркелдіңіз")
    assert sent[second]["subject"].startswith("Күту тізімі, реттік нөміріңіз 1")


@pytest.mark.parametrize("mode", ["hall", "online"])
async def test_in_a_way_that_is_not_offered_nobody_takes_part(hall: Hall, mode: str):
    other = {"hall": "online", "online": "hall"}[mode]
    meeting = await hall.meeting(mode=mode)
    await hall.register(meeting, hall.world.aigul, mode)
    with pytest.raises(Conflict) as refused:
        await hall.register(meeting, hall.world.daulet, other)
    assert refused.value.reason == "registration.mode_not_offered"


async def test_only_for_an_announced_meeting_that_lies_ahead(hall: Hall):
    planned = await hall.world.planned("2026-12-20")
    with pytest.raises(Conflict) as refused:
        await hall.register(planned, hall.world.aigul, "online")
    assert refused.value.reason == "registration.not_announced"
    meeting = await hall.meeting()
    made = await hall.register(meeting, hall.world.daulet)
    with pytest.raises(Conflict) as refused:
        await hall.register(meeting, hall.world.aigul, at=meeting.starts_at)
    assert refused.value.reason == "registration.has_begun"
    await cancel(hall.world.clerk, Cancel(meeting=meeting.ref, reason=REASON))
    for attempt in (hall.register(meeting, hall.world.aigul), hall.withdraw(made, hall.world.daulet)):
        with pytest.raises(Conflict) as refused:
            await attempt
        assert refused.value.reason == "registration.cancelled"


async def test_residents_register_for_themselves(hall: Hall):
    meeting = await hall.meeting()
    made = await hall.register(meeting, hall.world.aigul)
    with pytest.raises(SignInNeeded):
        await register(hall.world.visitor, Register(meeting=meeting.ref, mode="hall"))
    with pytest.raises(Forbidden):
        await register(hall.world.clerk, Register(meeting=meeting.ref, mode="hall"))
    for verb, wish in (
        (unregister, Unregister(entry=made.entry)),
        (change_entry, ChangeEntry(entry=made.entry)),
    ):
        with pytest.raises(Forbidden):
            await verb(hall.world.neighbour, wish)
    with pytest.raises(NotFound):
        await unregister(hall.world.resident, Unregister(entry=new_id()))


async def test_names_and_wishes_stand_neither_in_the_public_log_nor_in_the_outbox(hall: Hall):
    meeting = await hall.meeting(seats=1)
    made = await hall.register(meeting, hall.world.aigul, wishes=WISHES, note="Zqnote")
    await hall.register(meeting, hall.world.daulet)
    await hall.withdraw(made, hall.world.aigul)
    assert not await value(
        "SELECT count(*)::int FROM ledger_entry WHERE kind LIKE 'registration.%' AND is_public"
    )
    everything = await value(
        "SELECT (SELECT coalesce(string_agg(facts::text || about, ' '), '') FROM ledger_entry)"
        " || (SELECT string_agg(payload::text || about, ' ') FROM jobs_outbox)"
    )
    for personal in ("Zqnote", "step_free", str(hall.world.aigul), str(hall.world.daulet)):
        assert personal not in everything


async def test_a_repeated_click_registers_once(hall: Hall):
    meeting = await hall.meeting()
    wish = Register(meeting=meeting.ref, mode="hall")
    twice = [await register(hall.world.resident.with_key("one-click"), wish) for _ in range(2)]
    assert twice[0] == twice[1]
    assert await value("SELECT count(*)::int FROM registration_entry") == 1


async def test_what_somebody_took_part_in_lies_ahead_and_then_in_the_past(hall: Hall):
    near, far = await hall.meeting("2026-12-10"), await hall.meeting("2026-12-20")
    for each in (far, near):
        await hall.register(each, hall.world.aigul, "online")
    found = await queries.mine(hall.world.resident)
    assert [each.meeting.ref for each in found.ahead] == [near.ref, far.ref]
    found = await queries.mine(later(hall.world.resident, days=20))
    assert [each.meeting.ref for each in found.ahead] == [far.ref]
    assert [each.meeting.ref for each in found.past.items] == [near.ref]
    with pytest.raises(SignInNeeded):
        await queries.mine(hall.world.visitor)
