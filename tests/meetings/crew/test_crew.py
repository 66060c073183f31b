"""An appointment is taken up once, by whoever has the code, and ends when the office says so."""

import pytest

from hearing_state.errors import Forbidden, Invalid, NotFound
from meetings.crew import queries
from meetings.crew.actions.accept import Accept, accept
from meetings.crew.actions.appoint import Appoint, appoint
from meetings.crew.actions.dismiss import Dismiss, dismiss
from meetings.crew.crew import Task, faults, new_code, plain
from tests.meetings.crew.serving import serves
from tests.meetings.floor.gathering import Gathering


@pytest.mark.parametrize(
    ("task", "languages", "word"),
    [
        (Task.CAPTIONS, (), "crew.no_language"),
        (Task.CAPTIONS, ("kk", "ru"), "crew.one_language"),
        (Task.CAPTIONS, ("de",), "crew.no_such_language"),
        (Task.INTERPRETATION, ("kk", "kk"), "crew.no_such_language"),
    ],
)
def test_languages_fit_the_task(task, languages, word):
    assert [each.reason for each in faults(task, languages)] == [word]
    assert faults(Task.INTERPRETATION, ("kk", "ru")) == []


def test_a_code_is_read_from_paper():
    code = new_code()
    assert len(plain(code)) == 12
    assert plain(f" {code.lower().replace('-', ' ')} ") == plain(code)
    assert not set(code) & set("01IO")


async def test_the_code_is_taken_up_once(here: Gathering):
    made = await appoint(
        here.chair, Appoint(meeting=here.meeting.ref, task=Task.CAPTIONS, languages=("kk",), name="Динара С.")
    )
    first, second = await here.resident("Динара"), await here.resident("Ержан")
    assert await accept(first, Accept(meeting=here.meeting.ref, code=made.code)) == "captions"
    with pytest.raises(Invalid, match=r"crew\.no_such_code"):
        await accept(second, Accept(meeting=here.meeting.ref, code=made.code))
    assert [each.languages for each in await queries.serving(first, here.meeting.id)] == [("kk",)]
    assert await queries.serving(second, here.meeting.id) == []


async def test_only_the_meetings_office_appoints_and_sees_whom(here: Gathering):
    resident = await here.resident()
    wish = Appoint(meeting=here.meeting.ref, task=Task.CAPTIONS, languages=("kk",), name="Динара С.")
    with pytest.raises(Forbidden):
        await appoint(resident, wish)
    with pytest.raises((Forbidden, NotFound)):
        await queries.desk(resident, here.meeting.ref)
    await appoint(here.chair, wish)
    _meeting, appointed = await queries.desk(here.chair, here.meeting.ref)
    assert [(each.name, each.is_taken_up) for each in appointed] == [("Динара С.", False)]


async def test_a_dismissed_one_serves_no_longer(here: Gathering):
    dinara = await serves(here, Task.INTERPRETATION, "ru")
    (serving,) = await queries.serving(dinara, here.meeting.id)
    await dismiss(here.chair, Dismiss(meeting=here.meeting.ref, appointment=serving.id))
    assert await queries.serving(dinara, here.meeting.id) == []
    with pytest.raises(NotFound):
        await dismiss(here.chair, Dismiss(meeting=here.meeting.ref, appointment=serving.id))
