"""Support: once each, guests apart, bundles by distinct persons, screened by moderators alone."""

from __future__ import annotations

import pytest

from hearing_state.db import value
from hearing_state.errors import Conflict, Forbidden, Invalid
from meetings.asking import queries
from meetings.asking.actions.bundle import Bundle, bundle
from meetings.asking.actions.order_override import OrderOverride, order_override
from meetings.asking.actions.screen import Screen, screen
from meetings.asking.actions.split_off import SplitOff, split_off
from meetings.asking.actions.support import Support, support
from meetings.asking.actions.unbundle import Unbundle, unbundle
from meetings.asking.actions.unsupport import Unsupport, unsupport
from meetings.asking.actions.withdraw import Withdraw, withdraw
from tests.meetings.asking.list_of import (
    LIGHT_KK,
    LIGHT_RU,
    OTHER_SECRET,
    REASON,
    ROAD_KK,
    SECRET,
    WATER_KK,
    ListOf,
)
from tests.meetings.registration.hall import resident


async def test_who_asks_counts_and_nobody_counts_twice(ahead: ListOf):
    ref = await ahead.published()
    assert [each.is_new for each in await ahead.support(ref, ahead.world.daulet, ahead.world.daulet, ahead.world.aigul)] == [True, False, False]  # fmt: skip
    assert (await ahead.shown(ref)).line.supporters == 2


async def test_guests_are_counted_and_shown_apart(ahead: ListOf):
    popular, quiet = await ahead.published(), await ahead.published(ahead.world.daulet, ROAD_KK)
    await ahead.crowd(quiet, 1)
    for secret in (SECRET, OTHER_SECRET, SECRET):
        await support(ahead.guest(), Support(question=popular, secret=secret))
    line = (await ahead.shown(popular)).line
    assert (line.supporters, line.guests) == (1, 2)
    assert await ahead.order() == [quiet, popular]


async def test_support_is_taken_back_but_one_s_own_question_is_not_left(ahead: ListOf):
    ref = await ahead.published()
    await ahead.support(ref, ahead.world.daulet)
    daulet = ahead.who(ahead.world.daulet)
    assert (await ahead.shown(ref, daulet)).line.is_supported
    assert (await unsupport(daulet, Unsupport(question=ref))).is_new
    assert not (await unsupport(ahead.who(ahead.world.aigul), Unsupport(question=ref))).is_new
    assert (await ahead.shown(ref)).line.supporters == 1


async def test_only_what_everybody_reads_is_supported_until_the_meeting_is_over(ahead: ListOf):
    ref = await ahead.ask()
    with pytest.raises(Conflict, match=r"ahead\.not_public"):
        await ahead.support(ref, ahead.world.daulet)
    await ahead.publish(ref)
    late = ahead.who(ahead.world.daulet, ahead.meeting.ends_at)
    with pytest.raises(Conflict, match=r"ahead\.is_over"):
        await support(late, Support(question=ref))
    with pytest.raises(Invalid, match=r"ahead\.person_needed"):
        await support(ahead.guest(), Support(question=ref))
    with pytest.raises(Forbidden):
        await support(ahead.clerk, Support(question=ref))


async def test_the_office_hides_nothing_moderators_do_with_a_reason_and_the_asker_may_appeal(ahead: ListOf):
    ref = await ahead.published()
    with pytest.raises(Forbidden):
        await screen(ahead.clerk, Screen(question=ref, verdict="hide", reason="insulting"))
    with pytest.raises(Forbidden):
        await screen(ahead.world.head, Screen(question=ref, verdict="hide", reason="insulting"))
    with pytest.raises(Invalid, match=r"moderation\.no_such_reason"):
        await screen(ahead.moderator, Screen(question=ref, verdict="hide", reason="boring"))
    await screen(ahead.moderator, Screen(question=ref, verdict="hide", reason="insulting"))
    shown = await ahead.shown(ref)
    assert (shown.question.has_content, shown.question.hidden_reason, shown.line) == (
        False,
        "insulting",
        None,
    )
    assert await value("SELECT author_id FROM moderation_decision WHERE about = $1", ref) == ahead.world.aigul
    await ahead.posted()
    letter = "SELECT count(*)::int FROM notifications_notification WHERE person_id = $1 AND template = 'moderation/decided'"
    assert await value(letter, ahead.world.aigul) == 1


async def test_nobody_screens_her_own_question(ahead: ListOf):
    ahead.moderator_id = ahead.world.aigul
    ref = await ahead.ask()
    with pytest.raises(Forbidden):
        await ahead.publish(ref)


async def test_a_bundle_is_one_line_in_two_languages_and_counts_persons(ahead: ListOf):
    one = await ahead.published()
    other = await ahead.published(ahead.world.daulet, LIGHT_RU, language="ru")
    third = await ahead.published(await resident(), ROAD_KK)
    both, only = [await resident(n) for n in range(3)], await resident(9)
    await ahead.support(one, *both)
    await ahead.support(other, *both, only, ahead.world.aigul)
    await ahead.bundle(one, other)
    line = (await ahead.shown(other)).line
    assert line.lead.ref == one
    assert [each.ref for each in line.others] == [other]
    assert line.supporters == 6  # two askers, three for both, one for one; nobody twice
    assert await ahead.order() == [one, third]
    assert (await ahead.shown(other, ahead.who(both[0]))).line.is_supported


async def test_bundles_grow_together_and_are_taken_apart(ahead: ListOf):
    refs = [await ahead.published(await resident(n), f"{n}: {LIGHT_KK}") for n in range(4)]
    await ahead.bundle(refs[0], refs[1])
    await ahead.bundle(refs[2], refs[3], likeness=81)
    await ahead.bundle(refs[1], refs[3], lead=refs[3])
    line = (await ahead.shown(refs[0])).line
    assert (line.lead.ref, line.size) == (refs[3], 4)
    await unbundle(ahead.clerk, Unbundle(question=refs[3]))
    assert (await ahead.shown(refs[1])).line.lead.ref == refs[0]  # the earliest speaks now
    await unbundle(ahead.clerk, Unbundle(question=refs[0], is_whole=True))
    assert sorted(await ahead.order()) == sorted(refs)
    with pytest.raises(Conflict):
        await unbundle(ahead.clerk, Unbundle(question=refs[0]))


async def test_the_last_but_one_leaves_no_bundle_behind(ahead: ListOf):
    one, other = await ahead.published(), await ahead.published(ahead.world.daulet, LIGHT_RU)
    await ahead.bundle(one, other)
    await withdraw(ahead.who(ahead.world.aigul), Withdraw(question=one))
    shown = await ahead.shown(other)
    assert (shown.line.size, shown.question.bundle_id) == (1, None)


async def test_whoever_finds_hers_another_takes_it_out_for_good_with_its_support(ahead: ListOf):
    one, other = await ahead.published(), await ahead.published(ahead.world.daulet, LIGHT_RU)
    await ahead.crowd(other, 2)
    await ahead.bundle(one, other)
    await split_off(ahead.who(ahead.world.daulet), SplitOff(question=other))
    assert await ahead.order() == [other, one]
    with pytest.raises(Conflict, match=r"ahead\.split_off_stays"):
        await ahead.bundle(one, other)


async def test_only_open_published_questions_of_the_same_list_are_put_together(ahead: ListOf):
    one, waiting = await ahead.published(), await ahead.ask(ahead.world.daulet, LIGHT_RU)
    with pytest.raises(Conflict, match=r"ahead\.not_public"):
        await ahead.bundle(one, waiting)
    with pytest.raises(Invalid):
        await ahead.bundle(one, one)
    foreign = Bundle(meeting=ahead.meeting.ref, questions=(one, waiting))
    with pytest.raises(Forbidden):
        await bundle(ahead.world.as_("clerk", ahead.world.district.id), foreign)


async def test_an_official_who_asks_in_her_free_time_moves_nothing_of_her_own(ahead: ListOf):
    own, other = await ahead.published(ahead.world.secretary), await ahead.published(text=LIGHT_RU)
    with pytest.raises(Forbidden):
        await ahead.bundle(own, other)
    with pytest.raises(Forbidden):
        await order_override(ahead.clerk, OrderOverride(question=own, position=1, reason=REASON))


async def test_the_chair_moves_a_question_and_everybody_reads_why(ahead: ListOf):
    refs = [await ahead.published(await resident(n), f"{n}: {WATER_KK}") for n in range(3)]
    with pytest.raises(Forbidden):
        await order_override(
            ahead.who(ahead.world.aigul), OrderOverride(question=refs[2], position=1, reason=REASON)
        )
    await order_override(ahead.world.head, OrderOverride(question=refs[2], position=1, reason=REASON))
    assert await ahead.order() == [refs[2], refs[0], refs[1]]
    moved = (await ahead.shown(refs[2])).line.moved
    assert (moved.position, moved.reason) == (1, REASON)
    await order_override(ahead.clerk, OrderOverride(question=refs[2], reason="Кезек ережемен қалады."))
    assert await ahead.order() == refs
    entry = "SELECT count(*)::int FROM ledger_entry WHERE kind = 'asking.moved'"
    assert await value(entry) == 2


async def test_what_is_hidden_leaves_its_bundle(ahead: ListOf):
    one, other = await ahead.published(), await ahead.published(ahead.world.daulet, LIGHT_RU)
    await ahead.bundle(one, other)
    await screen(ahead.moderator, Screen(question=one, verdict="hide", reason="personal_data"))
    shown = await ahead.shown(other)
    assert (shown.line.lead.ref, shown.line.size) == (other, 1)
    assert (await queries.counts(ahead.clerk, ahead.meeting.id)).hidden == 1
