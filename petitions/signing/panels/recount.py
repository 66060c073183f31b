"""On a petition's page: the recount of the night found another number than the counter shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from petitions.drafting.models import PetitionRow
from petitions.signing.recounting import found_about


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    row: PetitionRow = thing
    found = await found_about(context, row.id)
    return {"found": found} if found else None


PANEL = Panel(slot="petition.top", order=5, template="petitions/signing/panels/recount.html", load=load)
