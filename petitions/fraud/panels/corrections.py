"""On a petition's page: what was found invalid and why, for everybody; and on top, for a reader whose own signature that is, how to object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from hearing_state.web.rendering import url_or_none
from petitions.drafting.models import PetitionRow
from petitions.fraud import queries, struck, wording


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    row: PetitionRow = thing
    found = await queries.of_petition(context, row.id)
    if not found:
        return None
    return {"corrections": found, "alone": await struck.reasons_alone(context, row.id), "words": wording}


async def load_own(context: Context, thing: Any) -> Mapping[str, Any] | None:
    row: PetitionRow = thing
    own = await queries.own_invalid(context, row.id)
    return {"own": own, "ask": url_or_none("question.ask")} if own else None


OWN = Panel(slot="petition.top", order=7, template="petitions/fraud/panels/own.html", load=load_own)
ALL = Panel(slot="petition", order=30, template="petitions/fraud/panels/corrections.html", load=load)
