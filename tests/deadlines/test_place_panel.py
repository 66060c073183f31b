"""A place's page tells what its people are owed."""

from __future__ import annotations

from hearing_state.agencies.demo import DISTRICT
from tests.agencies.country import mapped
from tests.deadlines.clocks import at, opened


async def test_the_page_of_a_place_counts_what_is_owed_there(client, as_) -> None:
    await mapped(as_("system"))
    empty = await client.get(f"/en/places/{DISTRICT}")
    assert "What is owed here" not in empty.text
    await opened(as_("system"), place=DISTRICT)
    client.clock.put(at("2026-10-01"))
    page = await client.get(f"/en/places/{DISTRICT}")
    assert "What is owed here" in page.text
    assert f"/en/deadlines?place={DISTRICT}&amp;tab=overdue" in page.text
    board = await client.get(f"/en/deadlines?place={DISTRICT}&tab=overdue")
    assert "Q-2026-000017" in board.text
