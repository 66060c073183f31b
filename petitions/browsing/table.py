"""Petitions and the history of a count as comma-separated values. Headings are names for machines, the same in every language."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from hearing_state.i18n import local_name
from hearing_state.web import url
from petitions.browsing.open_data import Step
from petitions.browsing.queries import Line

BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheets that the letters are UTF-8."""
_READ_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PETITION = (
    "petition", "title", "language", "state", "body", "topic", "signatures", "needed", "published_at", "collect_until", "address",
)  # fmt: skip


def petitions(context: Context, lines: Iterable[Line], bodies: Mapping[UUID, Agency]) -> str:
    site = context.settings.site_url.rstrip("/")
    return _written(_PETITION, (_cells(site, each, bodies[each.agency_id]) for each in lines))


def history(ref: str, steps: Iterable[Step]) -> str:
    cells = ([ref, each.day.isoformat(), each.place_code, str(each.net)] for each in steps)
    return _written(("petition", "day", "place", "net_signatures"), cells, numbers=(3,))


def _cells(site: str, each: Line, body: Agency) -> list[str]:
    return [
        each.ref, each.title, each.language, each.state, local_name(body), each.topic, str(each.total), str(each.needed or ""),
        each.published_at.isoformat(timespec="seconds") if each.published_at else "",
        each.collect_until_on.isoformat() if each.collect_until_on else "", f"{site}{url('petition.show', petition=each.ref)}",
    ]  # fmt: skip


def _written(headings: Sequence[str], lines: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(headings)
    for line in lines:
        table.writerow([cell if at in numbers else _plain(cell) for at, cell in enumerate(line)])
    return BYTE_ORDER_MARK + written.getvalue()


def _plain(cell: str) -> str:
    """Words that a spreadsheet would take for a formula are words; a number below zero is a number."""
    return f"'{cell}" if cell.startswith(_READ_AS_FORMULA) else cell
