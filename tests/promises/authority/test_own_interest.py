"""Nobody raises herself, decides in her own matter, or feels her way into what she may not read."""

from __future__ import annotations

import pytest

from hearing_state.actions import ACTIONS
from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.errors import Forbidden, NotFound
from hearing_state.main import packages
from hearing_state.permissions import POLICY, Actor, Grant, Role, Subject
from hearing_state.questions.actions.mask import Mask, mask
from tests.promises.authority.test_matrix import ME, MINE
from tests.questions.world import world

# What an official may do in a matter of her own: look, let go of the pen, and take her last days along.
HARMLESS = {
    "question.stop_editing", "question.advise", "question.save_template", "question.remove_template", "question.open_calendar",
    "question.close_calendar",
}  # fmt: skip


@pytest.fixture
async def village(db, as_):
    return await world(as_)


async def test_an_administrator_appoints_others_not_herself(village):
    administrator = village.as_("administrator", village.oblast.id)
    wish = Appoint(
        agency=village.okrug.slug, role="official", holder_name="Қайсар Оспан", post_kk="Маман", post_ru="Специалист",
        post_en="Specialist", from_on=administrator.today, person_id=administrator.actor.person_id,
    )  # fmt: skip
    with pytest.raises(Forbidden):
        await appoint(administrator, wish)
    assert await appoint(administrator, wish.model_copy(update={"person_id": village.saule}))


async def test_a_moderator_cannot_try_out_words_of_a_private_question(village):
    slip = await village.ask(is_public=False, consent=False)
    wish = Mask(question=slip.ref, part="text", fragment="Абай", reason="Есімі жасырылды")
    with pytest.raises(NotFound):
        await mask(village.moderator, wish)
    assert await mask(village.official, wish)


@pytest.mark.parametrize("role", [Role.CLERK, Role.OFFICIAL, Role.HEAD, Role.MODERATOR])
def test_nobody_decides_in_a_matter_of_her_own(role):
    packages.install()
    me = Actor(ME, frozenset({Grant(role, MINE)}))
    own = Subject(owner=ME, agencies=frozenset({MINE}))
    may = {
        name
        for name in ACTIONS
        if name.startswith(("question.", "moderation.")) and POLICY.may(me, name, own)
    }
    assert may <= HARMLESS | {"moderation.report", "question.save_draft", "question.discard_draft"}


WITHOUT_WORDS = {"question.find", "question.see_readings"}
"""What everybody reads; and who read what nobody else does, by its number alone (tests/questions/test_readings_told.py)."""


def test_an_administrator_reads_and_answers_nothing():
    packages.install()
    me = Actor(ME, frozenset({Grant(Role.ADMINISTRATOR, MINE)}))
    mine = Subject(agencies=frozenset({MINE}))
    assert not [
        name
        for name in POLICY.names()
        if name.startswith("question.") and name not in WITHOUT_WORDS and POLICY.may(me, name, mine)
    ]
    assert not POLICY.may(me, "deadline.see_private", mine)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.AUDITOR, Role.OPERATOR])
def test_watchers_and_helpers_answer_for_no_body(role):
    packages.install()
    me = Actor(ME, frozenset({Grant(role, MINE)}))
    mine = Subject(agencies=frozenset({MINE}))
    for name in (
        "answer",
        "propose_answer",
        "approve_answer",
        "redirect",
        "extend",
        "refuse",
        "terminate",
        "note",
        "take",
    ):
        assert not POLICY.may(me, f"question.{name}", mine)
