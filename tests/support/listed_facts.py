"""In every test each public fact that an action records must stand in the list of what may be published: closed by default."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hearing_state import ledger
from hearing_state.ledger import Entry, facts
from hearing_state.ledger.entry import as_kept

NOT_OF_THE_HOUSE = ("garden.", "field.")
"""Kinds that tests of the door itself made up."""


def watch() -> None:
    """Put a guard before the ledger's two ways in."""
    plain, plain_many = ledger.write, ledger.write_many

    async def guarded(entries: Sequence[Entry], *, is_public: bool, at: datetime, act_id: UUID) -> None:
        _look(entries if is_public else ())
        await plain(entries, is_public=is_public, at=at, act_id=act_id)

    async def guarded_many(entries: Sequence[tuple[Entry, datetime, UUID]], *, is_public: bool) -> None:
        _look([entry for entry, _at, _act in entries] if is_public else ())
        await plain_many(entries, is_public=is_public)

    ledger.write, ledger.write_many = guarded, guarded_many


def _look(entries: Sequence[Entry]) -> None:
    strangers = [
        each
        for entry in entries
        if not entry.kind.startswith(NOT_OF_THE_HOUSE)
        for each in facts.strangers(entry.kind, entry.about, as_kept(entry.facts))
    ]
    assert not strangers, f"not in hearing_state/ledger/published.toml: {strangers}"
