"""A petition held for a change: its row locked, one step of its life, one line of its timeline, its clocks opened and settled.

Signing does not wait here: it writes rows of its own only.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from hearing_state.actions import Context, by_law, forget_copies_about
from hearing_state.db import value
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.actions.label_clock import LabelClock, label_clock
from hearing_state.deadlines.actions.open_clock import OpenClock, Opened, open_clock
from hearing_state.deadlines.actions.settle_clock import SettleClock, settle_clock
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.errors import NotFound
from petitions.drafting.models import EventRow, PetitionRow
from petitions.drafting.petition import LIFECYCLE, OPEN_TO_ALL, State

OPEN = f"""
SELECT ref FROM drafting_petition
 WHERE ref = ANY($1::text[]) AND NOT is_hidden AND state IN ({", ".join(f"'{each}'" for each in OPEN_TO_ALL)})
"""
"""Those that ``is_open_to_all``."""
_HELD = "SELECT id FROM drafting_petition WHERE ref = $1 FOR NO KEY UPDATE"


async def hold(ref: str) -> PetitionRow:
    """Raises NotFound."""
    found = await value(_HELD, ref)
    if found is None:
        raise NotFound("petition.not_found")
    return await PetitionRow.get(id=found)


def step(row: PetitionRow, verb: str) -> State:
    """Move the state as the lifecycle has it. Raises Conflict where it has no such step."""
    row.state = LIFECYCLE.after(row.state, verb)
    return State(row.state)


def is_open_to_all(row: PetitionRow) -> bool:
    return row.state in OPEN_TO_ALL and not row.is_hidden


async def happened(context: Context, row: PetitionRow, kind: str, **facts: Any) -> None:
    """Into the timeline, the public log and to whoever listens. Facts are public and never personal."""
    told: dict[str, Any] = {name: _plain(fact) for name, fact in facts.items() if fact is not None}
    await EventRow.create(petition_id=row.id, kind=kind, facts=told, happened_at=context.now)
    context.record(f"petition.{kind}", row.ref, **told)
    context.tell(f"petition.{kind}", row.ref, petition=row.id, **told)


async def a_name_left(context: Context, row: PetitionRow) -> None:
    """Somebody's name, or what she said, stands on the petition's pages no more: copies of them from before are not shown again either, also
    while the database is away.
    """
    await forget_copies_about((row.ref, row.link), context.now)


def _plain(fact: Any) -> object:
    return fact if isinstance(fact, str | int | bool) else str(fact)


async def open_its_clock(
    context: Context,
    row: PetitionRow,
    rule: str,
    *,
    kind: Literal["duty", "step"] = "step",
    agency: UUID | None = None,
    received_at: datetime | None = None,
) -> Opened:
    """A ``duty`` stands on the board of what bodies owe; terms that bind the citizens are steps. No title before it is public."""
    is_public = is_open_to_all(row)
    opening = OpenClock(
        rule=rule,
        about=row.ref,
        received_at=received_at or context.now,
        agency=agency,
        place=row.place_code,
        kind=kind,
        is_public=is_public,
        title=row.title if is_public else None,
        language=row.language,
    )
    return await by_law(context, open_clock, opening)


async def settle_its_clocks(
    context: Context,
    row: PetitionRow,
    *rules: str,
    outcome: Outcome = Outcome.DONE,
    on: date | None = None,
) -> None:
    """Those of the rules that still run; all of them where none is named. ``on``: the last day of what ran out, else today."""
    for each in await deadlines.clocks_of(context, row.ref):
        if each.is_open and (not rules or each.rule.id in rules):
            await by_law(
                context, settle_clock, SettleClock(clock=each.id, on=on or context.today, outcome=outcome)
            )


async def label_its_clocks(context: Context, row: PetitionRow) -> None:
    """Once everybody may read it, the board says what it is about; once it is hidden, no more."""
    is_public = is_open_to_all(row)
    for each in await deadlines.clocks_of(context, row.ref):
        labelled = LabelClock(
            clock=each.id,
            is_public=is_public,
            title=row.title if is_public else None,
            language=row.language,
        )
        await by_law(context, label_clock, labelled)


def law_on(row: PetitionRow) -> date:
    """The day whose edition of the law holds for it: its own filing."""
    return row.edition_on
