"""On a petition's page: the files that its author attached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from petitions.drafting.papers import papers


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    found = await papers(context, thing)
    return {"papers": found} if found else None


PANEL = Panel(slot="petition", order=4, template="petitions/drafting/panels/papers.html", load=load)
