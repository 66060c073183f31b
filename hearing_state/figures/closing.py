"""A month closed: the facts and figures of every body written down as they stood at its end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.deadlines.past import owing
from hearing_state.figures.gathering import QUESTIONS, gathered, look_at
from hearing_state.figures.models import EditionRow, FactRow, LineRow
from hearing_state.figures.month import Month
from hearing_state.figures.reckoning import Fact, Figures, reckon
from hearing_state.figures.table import written
from hearing_state.ids import new_id
from hearing_state.questions.tallies import counted

_AT_ONCE = 500


async def close(
    context: Context, month: Month, version: int, publish_on: date, reason: str = ""
) -> EditionRow:
    """A new version of the month. Whenever it is made, it says the same; a correction alone knows of decrees that came later."""
    look = look_at(month, context.today, context.today if version > 1 else None)
    found: dict[UUID, list[Fact]] = {}
    for agency in await _bodies(context, month):
        facts = await gathered(context, agency, month, look)
        if facts:
            found[agency] = facts
    figures = {agency: reckon(facts) for agency, facts in found.items()}
    edition = EditionRow(
        id=new_id(),
        month_on=month.first_on,
        version=version,
        made_at=context.now,
        publish_on=publish_on,
        digest=await digest_of(context, figures),
        reason=reason,
    )
    await edition.save(force_create=True)
    await LineRow.bulk_create(
        [LineRow(edition_id=edition.id, agency_id=agency, **asdict(each)) for agency, each in figures.items()]
    )
    for agency, facts in found.items():
        await FactRow.bulk_create([_row(edition.id, agency, each) for each in facts], _AT_ONCE)
    return edition


async def _bodies(context: Context, month: Month) -> list[UUID]:
    owed = await owing(context, month.first_on, month.last_on, QUESTIONS)
    return sorted({*owed, *await counted(context, month.begins_at, month.ends_at)})


async def digest_of(context: Context, figures: dict[UUID, Figures]) -> str:
    """Of the month's table as everybody can download it."""
    bodies = await agencies.agencies(context, figures)
    lines = [(bodies[agency].slug, each) for agency, each in figures.items()]
    return hashlib.sha256(table_of(lines).encode()).hexdigest()


def table_of(lines: Iterable[tuple[str, Figures]]) -> str:
    """One line a body, by its address name."""
    heading = ("body", *Figures.__slots__)
    cells = [
        (slug, *("" if value is None else value for value in asdict(figures).values()))
        for slug, figures in lines
    ]
    return written((heading, *sorted(cells)))


def _row(edition: UUID, agency: UUID, fact: Fact) -> FactRow:
    values = asdict(fact)
    return FactRow(
        edition_id=edition,
        agency_id=agency,
        place_code=values.pop("place"),
        what=values.pop("what").value,
        **values,
    )
