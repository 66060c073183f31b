"""Tells the stories: each step is an action, called as the person who did it, at the moment when it was done."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.clock import local
from hearing_state.main.demo.stories import STORIES
from hearing_state.main.demo.story import Step, Story
from hearing_state.permissions import Actor, Grant, Role
from hearing_state.questions.actions.ask import Ask, Slip, ask

_VERBS = "hearing_state.questions.actions"
_WISHES = {
    "answer": "Answer", "correct_answer": "CorrectAnswer", "extend": "Extend", "rate": "Rate", "redirect": "Redirect",
    "return_for_defects": "ReturnForDefects", "screen": "Screen", "split": "Split", "take": "Take", "withdraw": "Withdraw",
}  # fmt: skip


class Teller:
    """``people``: key or user name -> person, as people/demo.py made them."""

    def __init__(self, context: Context, people: Mapping[str, UUID]) -> None:
        self._context = context
        self._people = people

    async def tell_all(self) -> None:
        for story in STORIES:
            await self._tell(story)

    async def _tell(self, story: Story) -> None:
        asked_at = self._morning(story.days_ago)
        slip = await self._ask(story, asked_at)
        for step in story.steps:
            await self._do(step, slip, asked_at + timedelta(days=step.day, minutes=7))

    def _morning(self, days_ago: int) -> datetime:
        """Eleven o'clock in Kazakhstan, so many days ago; never in the future."""
        there = local(self._context.now) - timedelta(days=days_ago)
        return min(there.replace(hour=11, minute=20, second=0, microsecond=0), local(self._context.now))

    async def _ask(self, story: Story, at: datetime) -> Slip:
        office = await agencies.office_at(self._context, story.body) if story.body else None
        wish = Ask.model_validate({
            "kind": story.kind, "title": story.title, "text": story.text, "points": story.points, "language": story.language,
            "place": story.place, "topic": story.topic, "agency": office.id if office else None,
            "is_public": story.is_public, "consent": story.is_public,
        })  # fmt: skip
        return await ask(await self._as(story.asker, at, story.language), wish)

    async def _do(self, step: Step, slip: Slip, at: datetime) -> None:
        module = importlib.import_module(f"{_VERBS}.{step.verb}")
        values = await self._values(step, at)
        wish = getattr(module, _WISHES[step.verb]).model_validate({"question": slip.ref, **values})
        verb = getattr(module, step.verb)
        await verb(await self._as(step.who, min(at, self._context.now)), wish)

    async def _values(self, step: Step, at: datetime) -> dict[str, Any]:
        """Days are told from the step, bodies by their place: both become what the action wants."""
        values = dict(step.values)
        if "in_days" in values:
            values["until_on"] = local(at).date() + timedelta(days=values.pop("in_days"))
        if "to" in values:
            office = await agencies.office_at(self._context, values.pop("to"))
            values["agency"] = office.id if office else None
        return values

    async def _as(self, who: str, at: datetime, locale: str = "kk") -> Context:
        person = self._people[who]
        appointments = await agencies.appointments_of(self._context, person)
        grants = {Grant(Role(each.role), each.agency_id) for each in appointments} or {Grant(Role.RESIDENT)}
        actor = Actor(person, frozenset(grants), name=who)
        # Told in one sitting from one place: the limits of a day are for living people.
        return replace(self._context, now=at, actor=actor, locale=locale, address="")
