"""Aigul presses a chapter: the player on the same page stands at its second, and the chapter is marked."""

from datetime import timedelta

import numpy as np
import pytest
from playwright.async_api import Page, Route, expect

from meetings.media.recording.sound_file import SoundFiles
from meetings.record.actions.give_floor import GiveFloor, give_floor
from meetings.replay import queries
from meetings.replay.actions.publish import Publish, publish
from tests.meetings.replay.test_replay import here, joined
from tests.meetings.world import at_moment
from tests.support.browser import chromium

pytestmark = pytest.mark.browser
__all__ = ["here"]
SECONDS = 60
REACHES = """([event, name, least]) => new Promise((resolve) => {
  const player = document.querySelector("[data-replay]");
  const look = () => player[name] >= least && resolve(player[name]);
  player.addEventListener(event, look);
  look();
})"""
SITE = "http://127.0.0.1"


def tone(folder):
    folder.mkdir(parents=True, exist_ok=True)
    with SoundFiles(folder / "sound.webm", folder / "sound.m4a") as files:
        for second in range(SECONDS):
            wave = np.sin(2 * np.pi * 440 * (second + np.arange(48_000) / 48_000))
            files.write((wave / 4).astype(np.float32))


async def open_through(client, page: Page, address: str) -> None:
    """The browser asks the application of this test, without a port in between."""

    async def answer(route: Route) -> None:
        asked = route.request
        wanted = {name: asked.headers[name] for name in ("range", "accept") if name in asked.headers}
        got = await client.get(asked.url.removeprefix(SITE), headers=wanted)
        await route.fulfill(status=got.status_code, headers=dict(got.headers), body=got.content)

    await page.route("**/*", answer)
    await page.goto(SITE + address)


async def test_a_chapter_moves_the_player_to_its_second_without_leaving_the_page(here, client):
    ref, evening = await joined(here, here.head, seconds=float(SECONDS), gaps=((20.0, 5.0),))
    meeting = (await queries.shown(here.visitor, ref)).meeting
    tone(here.system.settings.data_dir / queries.FOLDER / "evening")
    for after, post in ((40, "Ардагерлер кеңесі"), (70, "Мектеп директоры")):
        said = meeting.started_at + timedelta(seconds=after)
        wish = GiveFloor(
            meeting=ref, kind="guest", post_kk=post, post_ru=post, started_at=said, ended_at=said + timedelta(seconds=20)
        )  # fmt: skip
        await give_floor(at_moment(here.clerk, evening.now), wish)
    await publish(evening, Publish(meeting=ref))
    async with chromium("--autoplay-policy=no-user-gesture-required") as browser:
        page = await browser.new_page()
        await open_through(client, page, f"/kk/meetings/{ref}/replay")
        length = await page.evaluate(REACHES, ["durationchange", "duration", 0])
        assert length == pytest.approx(SECONDS, abs=0.1)
        chapter = page.locator("a[data-second='40']")
        await chapter.click()
        assert await page.evaluate(REACHES, ["timeupdate", "currentTime", 40]) < 45
        await expect(chapter).to_have_attribute("aria-current", "true")
        assert page.url.endswith(f"/kk/meetings/{ref}/replay#t=40")
        assert await page.locator("a[data-second][aria-current]").count() == 1
