"""On my petitions: what I signed, each with its receipt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from petitions.drafting import queries as drafting
from petitions.signing import queries


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    del thing
    if not context.actor.is_signed_in:
        return None
    signed = await queries.signed(context)
    known = await drafting.petitions(context, [petition for petition, _receipt, _at in signed])
    return {
        "signed": [(known[petition], receipt, at) for petition, receipt, at in signed if petition in known]
    }


PANEL = Panel(slot="petition.mine", order=20, template="petitions/signing/panels/mine.html", load=load)
