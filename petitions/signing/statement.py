"""The exact words that somebody signs with an electronic signature: the whole petition, that she joins it, when, and a code of hers alone.

The code is made from petition, person and moment: a signature that was given for another petition, by another person or on another day
does not fit the words that are asked for here, so it cannot be used again.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.i18n import gettext, local_name
from hearing_state.ids import digest
from petitions.drafting.models import PetitionRow

LASTS = timedelta(hours=1)
"""So long the words may be read and signed."""
_CODE_BYTES, _CODE_DIGITS = 10, 25


def is_in_time(made_at: datetime, now: datetime) -> bool:
    return timedelta() <= now - made_at <= LASTS


async def words(context: Context, row: PetitionRow, person_id: UUID, made_at: datetime) -> str:
    """In the reader's language; the petition's own words as they are."""
    body = await agencies.agency(context, row.agency_id)
    moment = made_at.astimezone(UTC).isoformat(timespec="seconds")
    lines = (
        gettext("I sign petition %(ref)s and join it.", ref=row.ref),
        gettext("I am a citizen of Kazakhstan and agree that my data are processed for this signature"),
        "",
        row.title,
        gettext("Goes to: %(body)s", body=local_name(body)),
        "",
        gettext("What is proposed"),
        row.proposal,
        "",
        gettext("Why"),
        row.reasons,
        "",
        context.settings.site_url,
        gettext("Moment: %(moment)s", moment=moment),
        gettext("Code of this signature: %(code)s", code=_code(context, row.id, person_id, moment)),
    )
    return "\n".join(lines) + "\n"


def _code(context: Context, petition_id: UUID, person_id: UUID, moment: str) -> str:
    made = digest(context.settings.digest_bytes, f"petition.statement:{petition_id}:{person_id}", moment)
    return f"{int.from_bytes(made[:_CODE_BYTES]):0{_CODE_DIGITS}d}"
