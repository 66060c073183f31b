"""The authorised body that checks petitions: the Ministry of Culture and Information (order of 06.12.2023 № 490-НҚ) [N]."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.errors import NotFound

SLUG = "ministry-of-culture-and-information"


async def operator_of(context: Context) -> UUID | None:
    """The body that holds this task today; None where the register has none yet."""
    try:
        found = await agencies.by_slug(context, SLUG)
        return (await agencies.successor(context, found.id)).id
    except NotFound:
        return None
