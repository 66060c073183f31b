"""On the organisers' desk: past meetings whose questions have neither an answer nor a way to one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.asking import office


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    left = await office.left_open(context, thing)
    return {"left": left} if left else None


PANEL = Panel(slot="meetings.desk", order=30, template="meetings/asking/panels/left.html", load=load)
