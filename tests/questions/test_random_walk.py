"""Whatever people do in whatever order: the state stays in the drawing, no point is lost, and a live question has exactly one
open clock, while a closed one has none."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.db import row, rows, transaction
from hearing_state.errors import Problem
from hearing_state.questions.actions.answer import Answer, answer
from hearing_state.questions.actions.approve_answer import ApproveAnswer, approve_answer
from hearing_state.questions.actions.correct_answer import CorrectAnswer, correct_answer
from hearing_state.questions.actions.cure import Cure, cure
from hearing_state.questions.actions.extend import Extend, extend
from hearing_state.questions.actions.follow_up import FollowUp, follow_up
from hearing_state.questions.actions.make_private import MakePrivate, make_private
from hearing_state.questions.actions.make_public import MakePublic, make_public
from hearing_state.questions.actions.mark_unanswered import MarkUnanswered, mark_unanswered
from hearing_state.questions.actions.propose_answer import ProposeAnswer, propose_answer
from hearing_state.questions.actions.rate import Rate, rate
from hearing_state.questions.actions.redirect import Redirect, redirect
from hearing_state.questions.actions.refuse import Refuse, refuse
from hearing_state.questions.actions.return_for_defects import ReturnForDefects, return_for_defects
from hearing_state.questions.actions.screen import Screen, screen
from hearing_state.questions.actions.split import Split, split
from hearing_state.questions.actions.take import Take, take
from hearing_state.questions.actions.terminate import Terminate, terminate
from hearing_state.questions.actions.withdraw import Withdraw, withdraw
from hearing_state.questions.question import LIFECYCLE, LIVE
from tests.questions.world import World, said

WALKS, STEPS = 12, 30
LONG = "Жеткілікті ұзын түсіндірме мәтін."


class Walk:
    """People doing things to the questions of one asker, day after day."""

    def __init__(self, village: World, seed: int) -> None:
        self.village, self.dice = village, random.Random(seed)
        self.today = date(2026, 11, 23)
        self.done: list[str] = []

    async def step(self) -> None:
        self.today += timedelta(days=self.dice.choice((0, 0, 0, 1, 1, 5)))
        refs = [each["ref"] for each in await rows("SELECT ref FROM questions_question ORDER BY ref")]
        ref = self.dice.choice(refs)
        deed = self.dice.choice(self._deeds())
        try:
            async with transaction():
                await deed(ref)
        except Problem as refused:
            assert refused.status < 500  # noqa: PT017 - any refusal is well, a fault is not
        else:
            self.done.append(deed.__name__)

    def _deeds(self) -> list[Callable[[str], Awaitable[Any]]]:
        return [getattr(self, name) for name in sorted(dir(self)) if name.startswith("do_")]

    def _at(self, context: Any) -> Any:
        return replace(context, now=context.now + timedelta(days=(self.today - date(2026, 11, 23)).days))

    async def _office(self, ref: str, role: str = "official", person: Any = None) -> Any:
        found = await row("SELECT agency_id FROM questions_question WHERE ref = $1", ref)
        assert found is not None
        body: Agency = await agencies.agency(self.village.visitor, found["agency_id"])
        return self._at(self.village.as_(role, body.id, person_id=person or self.village.erlan))

    async def _owed(self, ref: str) -> tuple[int, ...]:
        sql = (
            "SELECT number FROM questions_point p JOIN questions_question q ON q.id = p.question_id"
            " WHERE q.ref = $1 AND p.state IN ('open', 'unanswered')"
        )
        return tuple(each["number"] for each in await rows(sql, ref))

    @property
    def _asker(self) -> Any:
        return self._at(self.village.resident)

    def _numbers(self) -> tuple[int, ...]:
        return tuple(sorted(self.dice.sample((1, 2, 3), self.dice.randint(1, 3))))

    def _body(self) -> Agency:
        return self.dice.choice((self.village.okrug, self.village.district, self.village.oblast))

    async def do_take(self, ref: str) -> None:
        await take(await self._office(ref), Take(question=ref))

    async def do_screen(self, ref: str) -> None:
        verdict = self.dice.choice(("publish", "hide"))
        reason = "security" if verdict == "hide" else ""
        await screen(self._at(self.village.moderator), Screen(question=ref, verdict=verdict, reason=reason))

    async def do_redirect(self, ref: str) -> None:
        await redirect(await self._office(ref), Redirect(question=ref, agency=self._body().id, reason=LONG))

    async def do_split(self, ref: str) -> None:
        wish = Split(question=ref, numbers=self._numbers(), agency=self._body().id, reason=LONG)
        await split(await self._office(ref), wish)

    async def do_extend(self, ref: str) -> None:
        until = self.today + timedelta(days=self.dice.randint(10, 70))
        await extend(await self._office(ref, "head"), Extend(question=ref, until_on=until, reason=LONG))

    async def do_return(self, ref: str) -> None:
        wish = ReturnForDefects(question=ref, defects=LONG, until_on=self.today + timedelta(days=5))
        await return_for_defects(await self._office(ref), wish)

    async def do_cure(self, ref: str) -> None:
        await cure(self._asker, Cure(question=ref, text=LONG))

    async def do_propose(self, ref: str) -> None:
        await propose_answer(await self._office(ref), ProposeAnswer(**said(ref, await self._owed(ref))))

    async def do_approve(self, ref: str) -> None:
        await approve_answer(await self._office(ref, "head", self.village.head), ApproveAnswer(question=ref))

    async def do_answer(self, ref: str) -> None:
        await answer(await self._office(ref), Answer(**said(ref, await self._owed(ref))))

    async def do_correct(self, ref: str) -> None:
        wish = CorrectAnswer(**said(ref, self._numbers()), reason=LONG)
        await correct_answer(await self._office(ref, person=self.village.saule), wish)

    async def do_refuse(self, ref: str) -> None:
        if self.dice.random() < 0.2:
            await refuse(await self._office(ref), Refuse(question=ref, reason="identical", text=LONG))

    async def do_terminate(self, ref: str) -> None:
        reason = self.dice.choice(("not_cured", "anonymous"))
        if self.dice.random() < 0.3:
            await terminate(await self._office(ref), Terminate(question=ref, reason=reason, text=LONG))

    async def do_withdraw(self, ref: str) -> None:
        if self.dice.random() < 0.1:
            await withdraw(self._asker, Withdraw(question=ref))

    async def do_rate(self, ref: str) -> None:
        await rate(self._asker, Rate(question=ref, stars=3))

    async def do_mark(self, ref: str) -> None:
        await mark_unanswered(self._asker, MarkUnanswered(question=ref, numbers=self._numbers()))

    async def do_follow_up(self, ref: str) -> None:
        await follow_up(self._asker, FollowUp(question=ref, text=LONG, numbers=self._numbers()))

    async def do_privacy(self, ref: str) -> None:
        hide = self.dice.random() < 0.5
        await (make_private(self._asker, MakePrivate(question=ref)) if hide else make_public(self._asker, MakePublic(question=ref, consent=True)))  # fmt: skip

    async def check(self) -> None:
        for each in await rows(
            "SELECT id, ref, state, closed_at, clock_id, parent_ref FROM questions_question"
        ):
            assert each["state"] in LIFECYCLE.states
            clocks = await rows("SELECT id, settled_on FROM deadlines_clock WHERE about = $1", each["ref"])
            running = [clock["id"] for clock in clocks if clock["settled_on"] is None]
            is_live = each["state"] in {str(state) for state in LIVE}
            assert running == ([each["clock_id"]] if is_live else [])
            assert (each["closed_at"] is None) == is_live
            await self._check_points(each)

    async def _check_points(self, question: dict[str, Any]) -> None:
        points = await rows(
            "SELECT number, text, state, into_ref FROM questions_point WHERE question_id = $1", question["id"]
        )
        assert sorted(point["number"] for point in points) == list(range(1, len(points) + 1))
        for point in points:
            if point["into_ref"] is not None:
                found = await rows(
                    "SELECT 1 FROM questions_point p JOIN questions_question q ON q.id = p.question_id"
                    " WHERE q.ref = $1 AND q.parent_ref = $2 AND p.text = $3",
                    point["into_ref"], question["ref"], point["text"],
                )  # fmt: skip
                assert len(found) == 1


@pytest.mark.parametrize("seed", range(WALKS))
async def test_whatever_people_do_nothing_is_lost(village: World, seed: int):
    walk = Walk(village, seed)
    await village.ask()
    await village.ask(is_public=False, consent=False)
    for _ in range(STEPS):
        await walk.step()
        await walk.check()
    assert walk.done
