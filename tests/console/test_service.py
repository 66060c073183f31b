"""The operator's switch: who may use it, what people are told, and that it stays within reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hearing_state.actions import STANDING, Step
from hearing_state.actions.standing import switch
from hearing_state.console.actions.switch_service import SwitchService, switch_service
from hearing_state.errors import Forbidden, Invalid, Unavailable
from hearing_state.people.actions.set_locale import SetLocale, set_locale
from tests.questions.console.office import AtWork
from tests.support.contexts import NOON

NOTES = {
    "note_kk": "Түнгі сағат 2-ге дейін.",
    "note_ru": "До двух часов ночи.",
    "note_en": "Until two at night.",
}


@pytest.fixture(autouse=True)
def whole_again() -> Iterator[None]:
    yield
    STANDING.found = STANDING.switched = Step.ALL
    STANDING.notes, STANDING.heard_at, STANDING.copies_from = {}, None, None


async def test_an_administrator_switches_and_everybody_is_told(office: AtWork) -> None:
    await office.be("administrator")
    await office.press(await office.open("service"), "/service", step="1", **NOTES)
    STANDING.heard(await switch(), NOON)
    page = await office.client.get("/ru/questions")
    assert "только на просмотр" in page.text
    assert "До двух часов ночи." in page.text
    assert "Only reading" in (await office.open("service")).text


async def test_nothing_is_handed_in_meanwhile_but_the_house_goes_on(office: AtWork, as_) -> None:
    STANDING.switched = Step.READ_ONLY
    with pytest.raises(Unavailable, match=r"service\.read_only"):
        await set_locale(as_("resident"), SetLocale(language="ru"))
    await office.be("administrator")
    await office.press(await office.open("service"), "/service", step="0")
    STANDING.heard(await switch(), NOON)
    assert STANDING.step is Step.ALL


async def test_kept_copies_spare_the_workplace(office: AtWork) -> None:
    await office.be("administrator")
    STANDING.switched = Step.PLAIN
    plain = await office.client.get("/en/questions")
    assert plain.status_code == 503
    assert "Nothing that was handed in is lost" in plain.text
    assert (await office.client.get("/en/console/service")).status_code == 200
    STANDING.switched = Step.ALL


async def test_a_note_is_for_all_or_for_nobody(db, as_) -> None:
    with pytest.raises(Invalid, match=r"service\.note_in_all_languages"):
        await switch_service(as_("administrator"), SwitchService(step=1, note_ru="До двух"))


@pytest.mark.parametrize("role", ["official", "head", "moderator", "auditor", "clerk"])
async def test_nobody_else_may_switch(db, as_, role: str) -> None:
    with pytest.raises(Forbidden):
        await switch_service(as_(role), SwitchService(step=3))


async def test_the_house_itself_may_by_the_command_line(db, as_, capsys) -> None:
    from argparse import Namespace

    from hearing_state.console.command import switch as word

    assert await word(Namespace(step="kept"), as_("system")) == 0
    assert (await switch())["step"] == Step.KEPT
    assert "kept" in capsys.readouterr().out
