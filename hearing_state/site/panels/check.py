"""Check it yourself: what the public log holds of the thing that a page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from hearing_state.actions import Context
from hearing_state.ledger.reading import Leaf
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
    entries = await _entries(context, thing)
    key = await public_log.key(context) if entries else None
    if key is None:
        return None
    return {
        "ref": thing.ref,
        "key": key,
        "entries": entries,
        "words": log_words,
        "address": f"{context.settings.site_url.rstrip('/')}/log",
    }


async def _entries(context: Context, thing: Named) -> Sequence[Leaf]:
    """A busy page reads them together with the thing."""
    brought: Sequence[Leaf] | None = getattr(thing, "log_lines", None)
    return await public_log.about(context, thing.ref) if brought is None else brought


PANELS = tuple(Panel(slot=slot, order=LAST, template="site/panels/check.html", load=load) for slot in SLOTS)
