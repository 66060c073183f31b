"""The akim's office of Abai district plans its half-year: who is there, and short ways to a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from meetings.planning import checking, kept
from meetings.planning.actions.approve import Approve, approve
from meetings.planning.actions.propose import Propose, propose
from meetings.planning.actions.submit import Submit, submit
from meetings.planning.checking import Checked
from meetings.planning.plan import Entry, Plan
from tests.meetings.world import World, world
from tests.questions.world import person
from tests.support.contexts import AsRole

PART = "2027-H1"


@dataclass
class PlanningOffice:
    here: World
    scribe: UUID
    chief: UUID
    second_clerk: UUID

    def _as(self, role: str, person_id: UUID) -> Context:
        return self.here.as_(role, self.here.district.id, person_id=person_id)

    @property
    def clerk(self) -> Context:
        return self._as("clerk", self.scribe)

    @property
    def other_clerk(self) -> Context:
        return self._as("official", self.second_clerk)

    @property
    def head(self) -> Context:
        return self._as("head", self.chief)

    @property
    def slug(self) -> str:
        return self.here.district.slug

    async def proposed(self, part: str = PART, **more: Any) -> Plan:
        made = await propose(self.clerk, Propose(agency=self.slug, part=part, **more))
        return await kept.plan(self.clerk, made.ref)

    async def fresh(self, plan: Plan) -> Plan:
        return await kept.plan(self.clerk, plan.ref)

    async def entries(self, plan: Plan) -> list[Entry]:
        return await kept.entries(self.clerk, plan.id)

    async def checked(self, plan: Plan) -> Checked:
        return await checking.checked(self.clerk, await self.fresh(plan))

    async def submitted(self, part: str = PART) -> Plan:
        plan = await self.proposed(part)
        await submit(self.clerk, Submit(plan=plan.ref, version=plan.version))
        return await self.fresh(plan)

    async def approved(self, part: str = PART, **more: Any) -> Plan:
        plan = await self.submitted(part)
        await approve(self.head, Approve(plan=plan.ref, version=plan.version, **more))
        return await self.fresh(plan)


async def planning_office(as_: AsRole) -> PlanningOffice:
    return PlanningOffice(
        await world(as_),
        scribe=await person("Айнұр", "Тілеуова"),
        chief=await person("Самат", "Нұрпейісов"),
        second_clerk=await person("Ержан", "Қалиев"),
    )
