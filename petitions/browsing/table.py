"""Petitions and the history of a count as comma-separated values. Headings are names for machines, the same in every language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from hearing_state.i18n import local_name
from hearing_state.web import url
from hearing_state.web.spreadsheet import Cell, csv_of
from petitions.browsing.open_data import Step
from petitions.browsing.queries import Line

_PETITION = (
    "petition", "title", "language", "state", "body", "topic", "signatures", "needed", "published_at", "collect_until", "address",
)  # fmt: skip


def petitions(context: Context, lines: Iterable[Line], bodies: Mapping[UUID, Agency]) -> str:
    """One line each, with the count as it stands."""
    return csv_of(_PETITION, ([*each.values()] for each in as_json(context, lines, bodies)))


def as_json(context: Context, lines: Iterable[Line], bodies: Mapping[UUID, Agency]) -> list[dict[str, Cell]]:
    """The same, by the names of the headings."""
    site = context.settings.site_url.rstrip("/")
    return [dict(zip(_PETITION, _cells(site, each, bodies[each.agency_id]), strict=True)) for each in lines]


def history(ref: str, steps: Iterable[Step]) -> str:
    """By day and territory: adding it up gives the total."""
    cells: Iterable[Sequence[Cell]] = (
        [ref, each.day.isoformat(), each.place_code, each.net] for each in steps
    )
    return csv_of(("petition", "day", "place", "net_signatures"), cells)


def _cells(site: str, each: Line, body: Agency) -> list[Cell]:
    return [
        each.ref, each.title, each.language, each.state, local_name(body), each.topic, each.total, each.needed,
        each.published_at.isoformat(timespec="seconds") if each.published_at else None,
        each.collect_until_on.isoformat() if each.collect_until_on else None, f"{site}{url('petition.show', petition=each.ref)}",
    ]  # fmt: skip
