"""What machines read: a petition's count as it stands, and its history by day and place. Nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.errors import NotFound
from hearing_state.ids import is_reference
from petitions.browsing.regions import fewest, regions
from petitions.drafting import queries as drafting
from petitions.drafting.held import is_open_to_all
from petitions.drafting.models import PetitionRow
from petitions.signing import queries as signing
from petitions.signing.queries import Counted

_HISTORY = """
SELECT (hour_at AT TIME ZONE 'Asia/Almaty')::date AS day, CASE WHEN place_code = ANY ($2::text[]) THEN place_code ELSE '' END AS place_code,
       sum(net)::int AS net
  FROM signing_series WHERE petition_id = $1 GROUP BY 1, 2 HAVING sum(net) <> 0 ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Step:
    """``net``: signatures that came less those that went; ``place_code``: the oblast that the signers said; empty where they said none,
    or where too few of them live there to be told.
    """

    day: date
    place_code: str
    net: int


async def public(context: Context, ref: str) -> PetitionRow:
    """By its number, once everybody may read it, whoever asks. Raises NotFound: a direct link stays with those who were given it."""
    if is_reference(ref, "P"):
        row = await drafting.by_key(context, ref)
        if is_open_to_all(row):
            return row
    raise NotFound("petition.not_found")


async def count(context: Context, ref: str) -> tuple[PetitionRow, Counted]:
    row = await public(context, ref)
    return row, await signing.counted(context, row)


async def history(context: Context, ref: str) -> tuple[PetitionRow, list[Step]]:
    """As far as the counter has come, oldest first: adding it up gives the total."""
    row = await public(context, ref)
    told = list(regions(await signing.by_place(context, row.id), fewest()).told)
    return row, [Step(**each) for each in await rows(_HISTORY, row.id, told)]
