"""Check it yourself: what the public log holds of the thing that a page shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from hearing_state.actions import Context
from hearing_state.site import log_words, public_log
from hearing_state.web import Panel

SLOTS = ("question", "meeting", "commitment", "petition")
LAST = 900


class Named(Protocol):
    """Anything with a public reference."""

    @property
    def ref(self) -> str: ...


async def load(context: Context, thing: Named) -> Mapping[str, Any] | None:
    """None where the log says nothing of it: it is not published, or the thing is private."""
    found = await public_log.about(context, thing.ref)
    if found is None:
        return None
    log, entries = found
    return {
        "ref": thing.ref,
        "log": log,
        "entries": entries,
        "words": log_words,
        "address": f"{context.settings.site_url.rstrip('/')}/log",
    }


PANELS = tuple(Panel(slot=slot, order=LAST, template="site/panels/check.html", load=load) for slot in SLOTS)
