"""In every test each public fact that an action records must stand in the list of what may be published: closed by default."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hearing_state import ledger
from hearing_state.ledger import Entry, facts
from hearing_state.ledger.entry import as_kept

NOT_OF_THE_HOUSE = ("garden.",)
"""Kinds that tests of the door itself made up."""


def watch() -> None:
    """Put a guard before the ledger's only way in."""
    plain = ledger.write

    async def guarded(entries: Sequence[Entry], *, is_public: bool, at: datetime, act_id: UUID) -> None:
        strangers = [
            each
            for entry in entries
            if is_public and not entry.kind.startswith(NOT_OF_THE_HOUSE)
            for each in facts.strangers(entry.kind, entry.about, as_kept(entry.facts))
        ]
        assert not strangers, f"not in hearing_state/ledger/published.toml: {strangers}"
        await plain(entries, is_public=is_public, at=at, act_id=act_id)

    ledger.write = guarded
