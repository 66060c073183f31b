"""A keyed request pays once, also where it is counted together with others and comes again far too often."""

from __future__ import annotations

from hearing_state.db import execute, value
from hearing_state.errors import TooMany
from hearing_state.limits.bucket import Limit, Limits

LIMIT = Limit("field.sow", "person", burst=1, every_seconds=3600)
KEYED = "request:k"


def one_limit() -> Limits:
    made = Limits()
    made._by_action["field.sow"] = [LIMIT]
    return made


def who(_limit: Limit) -> str:
    return "somebody"


async def test_who_hammers_with_one_key_has_paid_for_it(db):
    del db
    limits = one_limit()
    said = [(await limits.spend_many("field.sow", [(who, KEYED)]))[0] for _try in range(70)]
    assert said[0] is None
    assert sum(isinstance(each, TooMany) for each in said) >= 5  # her own pace
    await execute("UPDATE limits_bucket SET arrival_at = clock_timestamp() WHERE key = $1", KEYED)
    assert await limits.spend_many("field.sow", [(who, KEYED)]) == [None]


async def test_what_was_not_paid_is_forgotten(db):
    """Whoever is let in later, with the same key, is not taken for somebody who has paid."""
    del db
    limits = one_limit()
    assert await limits.spend_many("field.sow", [(who, None)]) == [None]
    (refused,) = await limits.spend_many("field.sow", [(who, KEYED)])
    assert isinstance(refused, TooMany)
    assert await value("SELECT count(*) FROM limits_bucket WHERE key = $1", KEYED) == 0
