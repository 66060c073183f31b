"""The ladder in the browser's own words: down after some bad seconds, up after many good ones, never swinging at the edge."""

from __future__ import annotations

from typing import Any

import pytest

from hearing_state.web.static import asset
from tests.site.chromium import browser, needs_chromium, opened

pytestmark = [needs_chromium, pytest.mark.browser]

GOOD = {"connected": True, "loss": 0, "concealed": 0, "frozen": 0, "roundTrip": 0.1}
LOSSY = GOOD | {"loss": 0.2}
DEAD = GOOD | {"connected": False}
ALL = ["video", "low", "sound", "text"]
# A second for each sample; tells at which second which step was reached.
WALK = """async ([address, samples, offered, ceiling, begun]) => {
  const {begin, look} = await import(address);
  let state = begin(0, begun), steps = [[0, state.step]];
  samples.forEach((sample, at) => {
    state = look(state, sample, (at + 1) * 1000, new Set(offered), ceiling);
    if (state.step !== steps.at(-1)[1]) steps.push([at + 1, state.step]);
  });
  return steps;
}"""
REFUSED = """async ([address, offered]) => {
  const {begin, refused} = await import(address);
  return refused(begin(0), 0, new Set(offered)).step;
}"""
BETWEEN = """async ([address, before, after]) => {
  const {between, counted} = await import(address);
  return between(counted(before), counted(after), 1, true);
}"""


@pytest.fixture(scope="module")
async def page():
    async with browser() as browsing:
        yield (await opened(browsing, "<!doctype html><title>ladder</title>"))[0]


@pytest.fixture
def walk(page):
    async def walked(
        *samples: Any, offered: list[str] = ALL, ceiling: str = "video", begun: str = "video"
    ) -> list[list[Any]]:
        return await page.evaluate(WALK, [asset("js/hall/ladder.js"), list(samples), offered, ceiling, begun])

    return walked


async def test_a_good_line_stays_where_it_is(walk):
    assert await walk(*[GOOD] * 120) == [[0, "video"]]


async def test_one_bad_second_changes_nothing_four_go_one_step_down(walk):
    assert await walk(LOSSY, GOOD, LOSSY, LOSSY, GOOD, *[GOOD] * 10) == [[0, "video"]]
    assert await walk(*[LOSSY] * 4) == [[0, "video"], [4, "low"]]


async def test_a_line_that_carries_no_picture_ends_with_sound_and_is_never_left_by_a_little_loss(walk):
    assert await walk(*[LOSSY] * 60) == [[0, "video"], [4, "low"], [8, "sound"]]


async def test_where_not_even_sound_can_be_understood_the_words_are_read(walk):
    assert await walk(*[GOOD | {"loss": 0.5}] * 20) == [[0, "video"], [4, "low"], [8, "sound"], [12, "text"]]


@pytest.mark.parametrize("bad", [{"concealed": 0.2}, {"frozen": 0.6}, {"roundTrip": 2}])
async def test_what_is_heard_broken_seen_frozen_or_comes_late_counts_as_bad(walk, bad):
    assert (await walk(*[GOOD | bad] * 4))[-1] == [4, "low"]


async def test_it_climbs_again_after_the_bar_is_over_and_not_a_second_before(walk):
    steps = await walk(*[LOSSY] * 4, *[GOOD] * 60)
    assert steps == [[0, "video"], [4, "low"], [34, "video"]]


async def test_a_step_that_fails_again_is_barred_twice_as_long(walk):
    steps = await walk(*[LOSSY] * 4, *[GOOD] * 30, *[LOSSY] * 4, *[GOOD] * 90)
    assert steps == [[0, "video"], [4, "low"], [34, "video"], [38, "low"], [98, "video"]]


async def test_a_step_that_was_held_for_a_minute_is_trusted_again(walk):
    steps = await walk(*[LOSSY] * 4, *[GOOD] * 95, *[LOSSY] * 4, *[GOOD] * 40)
    assert [step for _at, step in steps] == ["video", "low", "video", "low", "video"]
    assert steps[4][0] - steps[3][0] == 30


async def test_a_line_at_the_edge_does_not_swing(walk):
    """Good as long as the picture is small, bad whenever it is large: ten minutes, and few changes."""
    steps = [[0, "video"]]
    samples: list[Any] = []
    while len(samples) < 600:
        samples += [LOSSY if steps[-1][1] == "video" else GOOD] * 4
        steps = await walk(*samples)
    assert len(steps) <= 10


async def test_media_that_cannot_be_reached_gives_way_to_what_needs_none(walk):
    assert await walk(*[DEAD] * 8) == [[0, "video"], [7, "text"]]
    offered = ["video", "low", "sound", "broadcast", "text"]
    assert (await walk(*[DEAD] * 8, offered=offered))[-1] == [7, "broadcast"]


async def test_a_cut_of_five_seconds_is_borne(walk):
    assert await walk(*[DEAD] * 5, *[GOOD] * 30) == [[0, "video"]]


async def test_reading_along_media_is_tried_again(walk):
    steps = await walk(*[DEAD] * 7, *[None] * 40)
    assert steps[1:] == [[7, "text"], [37, "sound"]]


async def test_nobody_gets_more_than_she_wished_nor_what_is_not_there(walk):
    assert await walk(*[GOOD] * 200, ceiling="sound", begun="sound") == [[0, "sound"]]
    assert await walk(GOOD, ceiling="sound") == [[0, "video"], [1, "sound"]]
    assert await walk(*[GOOD] * 40, offered=["text"]) == [[0, "video"], [1, "text"]]


async def test_a_server_without_room_sends_to_the_broadcast_or_to_the_words(page):
    ladder = asset("js/hall/ladder.js")
    assert await page.evaluate(REFUSED, [ladder, ALL]) == "text"
    assert await page.evaluate(REFUSED, [ladder, [*ALL, "broadcast"]]) == "broadcast"


def _inbound(kind: str, **counts: float) -> dict[str, Any]:
    return {"type": "inbound-rtp", "kind": kind, "mid": kind, **counts}


async def test_what_is_measured_is_what_happened_in_between(page):
    before = [
        _inbound("audio", packetsReceived=100, packetsLost=5, totalSamplesReceived=48_000, concealedSamples=0)
    ]
    after = [
        _inbound(
            "audio", packetsReceived=145, packetsLost=10, totalSamplesReceived=96_000, concealedSamples=9_600,
            silentConcealedSamples=4_800, bytesReceived=1_000,
        ),
        {"type": "candidate-pair", "nominated": True, "state": "succeeded", "currentRoundTripTime": 0.25},
    ]  # fmt: skip
    found = await page.evaluate(BETWEEN, [asset("js/hall/measure.js"), before, after])
    assert found == {
        "connected": True, "loss": 0.1, "concealed": 0.1, "frozen": 0, "roundTrip": 0.25, "bitsPerSecond": 8_000,
    }  # fmt: skip


async def test_two_packets_that_were_lost_in_silence_prove_nothing(page):
    before = [_inbound("audio", packetsReceived=100, packetsLost=0)]
    after = [_inbound("audio", packetsReceived=104, packetsLost=3)]
    assert (await page.evaluate(BETWEEN, [asset("js/hall/measure.js"), before, after]))["loss"] == 0
