"""On the organisers' desk: listening points that wait for a word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.registration import office


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    asked = await office.asked_of(context, thing)
    return {"asked": asked} if asked else None


PANEL = Panel(slot="meetings.desk", order=20, template="meetings/registration/panels/desk.html", load=load)
