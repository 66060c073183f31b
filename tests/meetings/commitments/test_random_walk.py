"""Whatever the office does in whatever order: the words and the first day stay, the state stays in the drawing, history only grows."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest

from hearing_state.db import row, rows, transaction
from hearing_state.errors import Problem
from meetings.commitments import queries
from meetings.commitments.actions.annul import Annul, annul
from meetings.commitments.actions.contest import Contest, contest
from meetings.commitments.actions.defend import Defend, defend
from meetings.commitments.actions.give_up import GiveUp, give_up
from meetings.commitments.actions.keep import Keep, keep
from meetings.commitments.actions.move_due import MoveDue, move_due
from meetings.commitments.actions.narrow import Narrow, narrow
from meetings.commitments.actions.report_progress import ReportProgress, report_progress
from meetings.commitments.commitment import LIFECYCLE
from tests.meetings.commitments.promises import QUOTE, REASON, asked_ahead, beat, on, promised
from tests.meetings.world import World

WALKS, STEPS = 8, 18
BEGINNING = date(2026, 12, 15)


class Walk:
    def __init__(self, here: World, ref: str, seed: int) -> None:
        self.here, self.ref, self.dice, self.today = here, ref, random.Random(seed), BEGINNING
        self.done: list[str] = []
        self.seen = 0

    async def step(self) -> None:
        self.today += timedelta(days=self.dice.choice((0, 1, 1, 4)))
        deed = self.dice.choice(self._deeds())
        try:
            async with transaction():
                await deed()
        except Problem as refused:
            assert refused.status < 500  # noqa: PT017 - any refusal is well, a fault is not
        else:
            self.done.append(deed.__name__)
        await beat(self._at(self.here.system))

    def _deeds(self) -> list[Callable[[], Awaitable[Any]]]:
        return [getattr(self, name) for name in sorted(dir(self)) if name.startswith("do_")]

    def _at(self, context: Any) -> Any:
        return on(context, self.today.isoformat(), "22:00")

    async def do_move(self) -> None:
        day = self.today + timedelta(days=self.dice.randint(-5, 40))
        await move_due(self._at(self.here.clerk), MoveDue(commitment=self.ref, due_on=day, reason=REASON))

    async def do_narrow(self) -> None:
        await narrow(self._at(self.here.clerk), Narrow(commitment=self.ref, text=REASON))

    async def do_progress(self) -> None:
        await report_progress(self._at(self.here.head), ReportProgress(commitment=self.ref, text=REASON))

    async def do_keep(self) -> None:
        if self.dice.random() < 0.3:
            await keep(self._at(self.here.clerk), Keep(commitment=self.ref, text=REASON))

    async def do_give_up(self) -> None:
        if self.dice.random() < 0.15:
            await give_up(self._at(self.here.head), GiveUp(commitment=self.ref, reason=REASON))

    async def do_annul(self) -> None:
        if self.dice.random() < 0.2:
            await annul(self._at(self.here.head), Annul(commitment=self.ref, note=REASON))

    async def do_contest(self) -> None:
        await contest(self._at(self.here.resident), Contest(commitment=self.ref, text=REASON))

    async def do_defend(self) -> None:
        await defend(self._at(self.here.clerk), Defend(commitment=self.ref, text=REASON))

    async def check(self) -> None:
        found = await row("SELECT * FROM commitments_commitment WHERE ref = $1", self.ref)
        assert found is not None
        assert (found["quote"], found["first_due_on"]) == (QUOTE, date(2026, 12, 29))
        assert found["state"] in LIFECYCLE.states
        shown = await queries.shown(self._at(self.here.visitor), self.ref)
        assert len(shown.events) >= self.seen
        self.seen = len(shown.events)
        assert [each.number for each in shown.events] == list(range(1, self.seen + 1))
        told = await rows("SELECT kind, due_on FROM commitments_reminder")
        assert len({(each["kind"], each["due_on"]) for each in told}) == len(told)
        moves = [each for each in shown.events if each.kind == "moved"]
        assert found["due_on"] == (moves[-1].after_on if moves else date(2026, 12, 29))


@pytest.mark.parametrize("seed", range(WALKS))
async def test_whatever_the_office_does_the_words_stand(here: World, seed: int):
    held = await here.held("2026-12-15")
    question = await asked_ahead(held, here.aigul)
    walk = Walk(here, (await promised(here, held, question=question)).ref, seed)
    for _ in range(STEPS):
        await walk.step()
        await walk.check()
    assert walk.done
