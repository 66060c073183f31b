"""An administrator founds a body that the map does not know: a ministry, a service, an inspectorate."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies.offices import folded_names, slug_of
from hearing_state.db import row
from hearing_state.errors import Invalid
from hearing_state.ids import new_id
from hearing_state.territories import queries as territories

_INSERT = """
INSERT INTO agencies_agency (id, slug, kind, name_kk, name_ru, name_en, folded, place_code, is_central, is_named_by_hand, founded_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, true, $10) ON CONFLICT DO NOTHING RETURNING id
"""


class FoundAgency(Wish):
    kind: Literal["ministry", "other"]
    name_kk: str = Field(min_length=3, max_length=300)
    name_ru: str = Field(min_length=3, max_length=300)
    name_en: str = Field(min_length=3, max_length=300)
    place: str | None = Field(None, max_length=9)
    """Where a body that is not central has its seat."""


class FoundedAgency(BaseModel):
    model_config = ConfigDict(frozen=True)

    agency: str


@action("agency.found", entry="agency.founded")
async def found_agency(context: Context, wish: FoundAgency) -> FoundedAgency:
    """Raises Invalid where a body of this English name stands already, NotFound for no such place."""
    if wish.place is not None:
        await territories.place(context, wish.place)
    slug = slug_of(wish.name_en)
    names = (wish.name_kk, wish.name_ru, wish.name_en)
    made = slug and await row(
        _INSERT,
        new_id(),
        slug,
        wish.kind,
        *names,
        folded_names(*names),
        wish.place,
        wish.place is None,
        context.today,
    )
    if not made:
        raise Invalid("agency.name_taken", field="name_en")
    context.record("agency.founded", slug, name_kk=wish.name_kk, name_ru=wish.name_ru, name_en=wish.name_en)
    return FoundedAgency(agency=slug)
