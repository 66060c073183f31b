"""On the petition's page: the decision on top once there is one, the steps below its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from petitions.considering import queries, wording
from petitions.considering.statement import file_of
from petitions.drafting.models import PetitionRow


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    row: PetitionRow = thing
    if row.sent_at is None:
        return None
    steps, decision = await queries.steps(context, row.id), await queries.decision(context, row.id)
    if not steps and decision is None:
        return None
    return {
        "steps": steps,
        "decision": decision,
        "statement_file": await file_of(context, row) if decision and decision.statement_file else None,
        "kinds": dict(wording.kind_options()),
        "outcomes": dict(wording.outcome_options()),
    }


DECISION = Panel(
    slot="petition.top", order=20, template="petitions/considering/panels/decision.html", load=load
)
STEPS = Panel(slot="petition", order=20, template="petitions/considering/panels/course.html", load=load)
