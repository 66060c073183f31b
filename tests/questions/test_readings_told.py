"""Who read a private question from outside: its asker sees role, office and hour; those who watch over it see who."""

from __future__ import annotations

import pytest

from hearing_state.errors import SignInNeeded
from hearing_state.questions import readings
from tests.questions.console.office import OFFICIAL, AtWork, at_work
from tests.questions.pages.browser import come_in
from tests.questions.test_readings import private, says
from tests.questions.world import World


@pytest.fixture
async def office(client, village: World) -> AtWork:
    return await at_work(client, village)


async def test_the_asker_sees_role_office_and_hour_and_no_name(office: AtWork):
    ref = await private(office.village)
    await office.be("auditor")
    await office.client.get(f"/en/console/questions/{ref}")
    await come_in(office.client, office.village.visitor, office.village.aigul)
    for language, heading, who in (
        ("en", "Who else has read it", "the audit office"),
        ("kk", "Тағы кім оқыды", "аудит қызметі"),
        ("ru", "Кто ещё прочитал", "служба аудита"),
    ):
        page = (await office.client.get(f"/{language}/questions/{ref}")).text
        part = page.partition('id="read"')[2].partition("</section>")[0]
        assert heading in part
        assert who in part
        assert "12:00" in part
        assert "Петренко" not in page
    own = "Only you and the body read this question and its answer."
    assert own in (await office.client.get(f"/en/questions/{ref}")).text
    for other in (OFFICIAL, "auditor"):
        await office.be(other)
        assert own not in (await office.client.get(f"/en/questions/{ref}")).text
        assert "Who else has read it" not in (await office.client.get(f"/en/questions/{ref}")).text


async def test_those_who_watch_over_it_see_who_and_nobody_else_does(office: AtWork):
    ref = await private(office.village)
    await office.be("auditor")
    assert "Nobody has read one yet" in (await office.open("readings")).text
    await office.client.get(f"/en/console/questions/{ref}")
    for somebody in ("auditor", "administrator"):
        await office.be(somebody)
        page = await office.open("readings")
        assert ref in page.text
        assert "Петренко" in page.text
        assert "the case" in page.text
        assert "Kept for 5 years." in page.text  # nobody reads 1,825 days
        assert not says(page)
    for other in (OFFICIAL, "moderator", "operator"):
        await office.be(other)
        assert (await office.client.get("/en/console/readings")).status_code == 403
    with pytest.raises(SignInNeeded):
        await readings.listed(office.village.visitor)
