"""A moderator lets the public read a question, or hides it with a coded reason."""

import pytest

from hearing_state.db import value
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.permissions import Grant, Role
from hearing_state.questions import queries
from hearing_state.questions.actions.screen import Screen, screen
from tests.questions.world import TITLE, World, both, on


async def test_nobody_else_reads_it_before_the_moderator_has(village: World):
    slip = await village.ask()
    for reader in (village.visitor, village.stranger):
        shown = await queries.shown(reader, slip.ref)
        assert (shown.has_content, shown.title, shown.answers) == (False, "", ())
    assert (await queries.shown(village.moderator, slip.ref)).title == TITLE


async def test_published_everybody_reads_it_and_the_board_shows_its_title(village: World):
    ref = await village.published()
    shown = await queries.shown(village.visitor, ref)
    assert (shown.title, shown.state, shown.asker) == (TITLE, "screened", "Айгүл С.")
    assert await value("SELECT title FROM deadlines_clock WHERE about = $1", ref) == TITLE


async def test_hidden_it_keeps_its_clock_and_names_the_reason(village: World):
    slip = await village.ask()
    await screen(village.moderator, Screen(question=slip.ref, verdict="hide", reason="third_person"))
    shown = await queries.shown(village.visitor, slip.ref)
    assert (shown.has_content, shown.title) == (False, "")
    assert shown.hidden is not None
    assert shown.hidden.code == "third_person"
    assert shown.standing is not None
    assert shown.standing.state == "running"


async def test_a_reason_outside_the_list_is_refused(village: World):
    slip = await village.ask()
    with pytest.raises(Invalid, match=r"question.no_such_reason"):
        await screen(village.moderator, Screen(question=slip.ref, verdict="hide", reason="dislike"))


async def test_a_private_question_is_not_screened(village: World):
    slip = await village.ask(is_public=False, consent=False)
    with pytest.raises(Conflict, match=r"question.not_public"):
        await screen(village.moderator, Screen(question=slip.ref, verdict="publish"))
    assert (await queries.screening(village.moderator)).total == 0


async def test_a_moderator_does_not_screen_her_own_question(village: World):
    slip = await village.ask()
    own = both(village.resident, Grant(Role.MODERATOR, village.oblast.id))
    with pytest.raises(Forbidden):
        await screen(own, Screen(question=slip.ref, verdict="publish"))
    assert (await queries.screening(own)).total == 0


async def test_the_queue_shows_the_oldest_first_with_its_age(village: World):
    old = await village.ask(on(village.resident, "2026-11-19"))
    new = await village.ask()
    waiting = await queries.screening(village.moderator)
    assert [each.line.ref for each in waiting.items] == [old.ref, new.ref]
    assert [each.waiting_days for each in waiting.items] == [4, 0]
