"""The operator's page of the media servers."""

from __future__ import annotations

import pytest

from tests.meetings.nodes.test_placing import falls_silent, opened, placed
from tests.questions.console.office import AtWork


async def test_an_administrator_lets_no_new_meetings_come_and_undoes_it(office: AtWork, as_):
    assert "No media server has started yet" in (await office.open("media-nodes")).text
    await opened(as_("system"), "media-1")
    await placed(as_("system"))
    page = await office.open("media-nodes")
    assert "in service" in page.text
    done = await office.send(page, "/media-nodes/media-1/drain")
    assert "go on until they end" in done.text
    assert "no new meetings" in done.text
    assert (
        "may come to this server again" in (await office.send(done, "/media-nodes/media-1/undo-drain")).text
    )
    await falls_silent("media-1")
    assert "silent" in (await office.open("media-nodes")).text


@pytest.mark.parametrize("language", ["kk", "ru"])
async def test_it_speaks_the_administrators_language(office: AtWork, as_, language):
    await opened(as_("system"), "media-1")
    page = await office.client.get(f"/{language}/console/media-nodes")
    assert page.status_code == 200
    assert "Media servers" not in page.text
