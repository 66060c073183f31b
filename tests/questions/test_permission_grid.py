"""Who may call which action of this package: everybody else is refused before anything happens."""

from typing import Any

import pytest

from hearing_state.actions import ACTIONS, Context
from hearing_state.db import value
from hearing_state.errors import Forbidden, SignInNeeded
from hearing_state.permissions import POLICY, Role
from tests.questions.world import TEXT, TITLE, World, said
from tests.support.contexts import AsRole

OWN = {"question.cure", "question.withdraw", "question.rate", "question.mark_unanswered", "question.follow_up", "question.make_private", "question.make_public"}  # fmt: skip
ANSWERS = {"question.answer", "question.propose_answer", "question.correct_answer"}
LONG = "Жеткілікті ұзын түсіндірме мәтін."


def _wish(name: str, ref: str, village: World) -> Any:
    """A well-formed input, so that only the permission can refuse it."""
    shape = ACTIONS[name].wish
    given: dict[str, Any] = {
        "question": ref, "agency": village.okrug.id, "reason": LONG, "text": LONG, "until_on": "2026-12-01", "defects": LONG,
        "numbers": (1,), "colleague": village.saule, "verdict": "publish", "stars": 3, "part": "text", "fragment": "шам", "remark": LONG,
        "language": "kk", "name": "Атауы", "from_agency": village.okrug.id, "to_agency": village.district.id,
        "consultation": village.saule, "template": village.saule, "draft": village.saule, "surface": "page",
    }  # fmt: skip
    if name in ANSWERS:
        given |= said(ref)
    if name == "question.ask":
        given |= {
            "title": TITLE,
            "text": TEXT,
            "place": "103230100",
            "topic": "street_lighting",
            "consent": True,
        }
    if name == "question.register_from_meeting":
        given |= {
            "ref": "Q-2026-900001",
            "meeting": "M-2026-000001",
            "place": "103230100",
            "topic": "street_lighting",
            "screening": "published",
            "asked_at": village.official.now,
            "received_at": village.official.now,
        }
    if name in ("question.save_draft", "question.terminate", "question.refuse", "question.note"):
        given |= {"draft": None, "reason": "identical", "agency": None}
    known = shape.model_fields
    return shape.model_validate(
        {key: each for key, each in given.items() if key in known and each is not None}
    )


def _of_this_package() -> list[str]:
    return sorted(name for name in ACTIONS if name.startswith("question."))


def _strangers(village: World) -> dict[str, Context]:
    """One of each role, none of whom has anything to do with the question."""
    elsewhere = village.district.id
    made = {
        role.value: village.as_(role.value, elsewhere)
        for role in Role
        if role not in (Role.VISITOR, Role.SYSTEM)
    }
    return made | {"visitor": village.visitor}


def test_every_action_has_a_row(as_: AsRole):
    assert len(_of_this_package()) >= 36
    assert [name for name in _of_this_package() if not POLICY.rows(name)] == []


async def test_strangers_of_every_role_are_refused_where_a_condition_binds(village: World):
    ref = await village.taken()
    before = await value("SELECT count(*) FROM questions_event")
    for name in _of_this_package():
        for role, context in _strangers(village).items():
            rows = [row for row in POLICY.rows(name) if row.role == role]
            if any(set(row.conditions) <= {"not_own"} for row in rows):
                continue  # open to the whole role
            if name in (
                "question.advise",
                "question.discard_draft",
                "question.save_template",
                "question.remove_template",
            ):
                continue  # not about a question: see test_working_together.py
            with pytest.raises((Forbidden, SignInNeeded)):
                await ACTIONS[name](context, _wish(name, ref, village))
    assert await value("SELECT count(*) FROM questions_event") == before


@pytest.mark.parametrize("name", sorted(OWN))
async def test_what_belongs_to_the_asker_is_refused_to_the_body_and_to_other_residents(
    village: World, name: str
):
    ref = await village.taken()
    for wrong in (village.stranger, village.official, village.akim, village.moderator, village.visitor):
        with pytest.raises((Forbidden, SignInNeeded)):
            await ACTIONS[name](wrong, _wish(name, ref, village))
