"""The recount of the night: silent while it agrees, loud and public when it does not, and it repairs nothing."""

from __future__ import annotations

import pytest

from hearing_state.db import execute, rows, value
from petitions.drafting.models import PetitionRow
from petitions.signing import recounting
from petitions.signing.actions.recount import Recount, recount
from petitions.signing.actions.sign import Sign, sign
from petitions.signing.actions.unsign import Unsign, unsign
from tests.petitions.world import World

# How the counter of a release counted that knew of no sums by day and share: while a new one is rolled out it still goes.
COUNTED_BEFORE = """
WITH taken AS (
  DELETE FROM signing_change RETURNING petition_id, place_code, proof, delta, date_trunc('hour', happened_at) AS hour_at
), by_hour AS (
  INSERT INTO signing_series AS s (id, petition_id, hour_at, place_code, proof, net)
  SELECT gen_random_uuid(), petition_id, hour_at, place_code, proof, sum(delta) FROM taken GROUP BY 2, 3, 4, 5
  ON CONFLICT (petition_id, hour_at, place_code, proof) DO UPDATE SET net = s.net + EXCLUDED.net
)
INSERT INTO signing_total AS t (petition_id, total, counted_at) SELECT petition_id, sum(delta), now() FROM taken GROUP BY 1
ON CONFLICT (petition_id) DO UPDATE SET total = t.total + EXCLUDED.total
"""

SAID = "SELECT kind, about, facts::text AS facts FROM ledger_entry WHERE kind LIKE 'petition.recount%' ORDER BY id"


async def test_it_agrees_whatever_waits_for_the_counter(here: World):
    filed = await here.filed()
    await here.signed_by(3, filed.link)
    assert await recount(here.system, Recount()) == 0  # nothing is counted yet
    await here.counted()
    await sign(here.neighbour, Sign(petition=filed.link, consent=True))
    await unsign(here.neighbour, Unsign(petition=filed.link))
    assert await recount(here.system, Recount()) == 0
    assert await recounting.unwell(here.system) is None
    assert await rows(SAID) == []


async def test_where_it_differs_everybody_reads_it_until_it_agrees_again(here: World, client):
    filed = await here.checking()
    row = await PetitionRow.get(ref=filed.ref)
    await execute("UPDATE signing_total SET total = total + 7")  # as no action of the house can
    for _night in range(2):
        assert await recount(here.system, Recount()) == 1
    assert await value("SELECT total FROM signing_total WHERE petition_id = $1", row.id) == 57
    (said,) = await rows(SAID)
    assert (said["kind"], said["about"]) == ("petition.recount_differs", filed.ref)
    assert '"counted": 57' in said["facts"]
    assert '"recounted": 50' in said["facts"]
    assert await recounting.unwell(here.system) == "the recount differs from the counter in 1 petitions"
    page = await client.get(f"/en/petitions/{filed.link}")
    assert "50 stand there, where the counter shows 57" in page.text
    await execute("UPDATE signing_total SET total = total - 7")
    assert await recount(here.system, Recount()) == 0
    assert [each["kind"] for each in await rows(SAID)][1:] == ["petition.recount_agrees"]
    assert "50 stand there" not in (await client.get(f"/en/petitions/{filed.link}")).text


async def test_a_counter_of_the_release_before_leaves_the_sums_right(here: World):
    filed = await here.filed()
    await here.signed_by(3, filed.link)
    await execute(COUNTED_BEFORE)
    await here.signed_by(2, filed.link)
    await execute(COUNTED_BEFORE)
    assert await recounting.different() == []
    await here.signed_by(2, filed.link)
    await here.counted()
    assert await recounting.different() == []
    assert await value("SELECT sum(net) FROM signing_share") == 7
    await execute("DELETE FROM signing_series")
    assert await value("SELECT sum(net) FROM signing_day") == 0


async def test_an_hour_that_was_changed_is_found_though_the_total_is_right(here: World):
    filed = await here.checking()
    await execute("UPDATE signing_series SET net = net - 1")
    (found,) = await recounting.different()
    assert (found.ref, found.counted, found.recounted) == (filed.ref, 49, 50)


@pytest.mark.parametrize("table", ["signing_day", "signing_share"])
async def test_so_is_a_sum_that_the_page_reads(here: World, table: str):
    filed = await here.checking()
    await execute(f"UPDATE {table} SET net = net + 3")
    (found,) = await recounting.different()
    assert (found.ref, found.recounted) == (filed.ref, 50)
    assert found.counted > found.recounted
