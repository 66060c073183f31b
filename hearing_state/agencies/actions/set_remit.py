"""An administrator lays down who decides a topic. What was in force ends with yesterday and stays readable."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries
from hearing_state.agencies.agency import AgencyKind, Tier
from hearing_state.db import execute, value
from hearing_state.errors import Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject

_HOLD = "SELECT key FROM agencies_topic WHERE key = $1 FOR UPDATE"
_END = "UPDATE agencies_remit SET until_on = greatest($2::date, from_on - 1) WHERE topic_key = $1 AND until_on IS NULL"
_INSERT = """
INSERT INTO agencies_remit (id, topic_key, tier, ministry_id, from_on, certainty, source) VALUES ($1, $2, $3, $4, $5, $6, $7)
"""


class SetRemit(Wish):
    """``source``: the act of law that says so."""

    topic: str
    tier: Tier
    ministry: str | None = None
    source: str = Field(min_length=5, max_length=300)
    certainty: str = Field("Q", pattern="^[QNCM]$")


async def about(context: Context, wish: SetRemit) -> Subject:
    return Subject(about=(await queries.topic(context, wish.topic)).key)


@action("agency.set_remit", entry="agency.remit_set", about=about)
async def set_remit(context: Context, wish: SetRemit) -> None:
    """Raises Invalid where a topic of the whole country has no ministry, or the body named is none."""
    await value(_HOLD, wish.topic)
    ministry = await queries.by_slug(context, wish.ministry) if wish.ministry else None
    if ministry and (ministry.is_dissolved or ministry.kind not in {AgencyKind.MINISTRY, AgencyKind.OTHER}):
        raise Invalid("agency.not_a_ministry", field="ministry")
    if ministry is None and wish.tier is Tier.CENTRAL:
        raise Invalid("agency.ministry_needed", field="ministry")
    await execute(_END, wish.topic, context.today - timedelta(days=1))
    ministry_id = ministry.id if ministry else None
    await execute(
        _INSERT, new_id(), wish.topic, wish.tier, ministry_id, context.today, wish.certainty, wish.source
    )
    context.record(
        "agency.remit_set", wish.topic, tier=wish.tier.value, ministry=wish.ministry, source=wish.source
    )
