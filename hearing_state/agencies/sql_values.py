"""Bodies and topics as values that other packages ask for in one statement with rows of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from hearing_state.agencies.agency import AKIMS, Agency, Topic
from hearing_state.agencies.queries import ABOVE, AGENCY_COLUMNS, agency_from

_NAMES = tuple(name.strip().removeprefix("a.") for name in AGENCY_COLUMNS.split(","))
_AKIMS = ", ".join(f"'{each}'" for each in sorted(AKIMS))


def agencies_among(ids: str) -> str:
    """SQL: those of the bodies that exist, dissolved ones too; ``ids``: a SELECT of their numbers. For ``read_agencies``."""
    return f"ARRAY(SELECT ROW({AGENCY_COLUMNS}) FROM agencies_agency a WHERE a.id = ANY (ARRAY({ids})))"


def superior_of(agency_id: str) -> str:
    """SQL: the nearest living akim's office above a body. For ``read_agency``."""
    return (
        f"(SELECT ROW({AGENCY_COLUMNS}) FROM agencies_agency own JOIN {ABOVE.format(akims=f'ARRAY[{_AKIMS}]')}"
        f" WHERE own.id = {agency_id} ORDER BY a.place_code DESC LIMIT 1)"
    )


def topic_at(key: str) -> str:
    """SQL: a topic. For ``read_topic``."""
    return f"(SELECT ROW(key, name_kk, name_ru, name_en) FROM agencies_topic WHERE key = {key})"


def read_agencies(found: Iterable[Sequence[Any]]) -> dict[UUID, Agency]:
    return {each[0]: _agency(each) for each in found}


def read_agency(found: Sequence[Any] | None) -> Agency | None:
    return None if found is None else _agency(found)


def read_topic(found: Sequence[Any] | None) -> Topic | None:
    return None if found is None else Topic(*found)


def _agency(found: Sequence[Any]) -> Agency:
    return agency_from(dict(zip(_NAMES, found, strict=True)))
