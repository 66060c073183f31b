"""What a captioner types is everybody's at once, mended for ten minutes, and closed an hour after the meeting."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError

from hearing_state.actions import by_law
from hearing_state.db import execute, rows, transaction
from hearing_state.errors import Conflict, Forbidden, NotFound
from meetings.captions import queries
from meetings.captions.actions.close import Close, close
from meetings.captions.actions.correct import Correct, correct
from meetings.captions.actions.write import Write, write
from meetings.captions.captions import digest
from meetings.captions.machine import Heard, follow, pieces
from meetings.captions.tasks import close_all_due
from meetings.crew.crew import Task
from meetings.schedule.actions.finish import Finish, finish
from tests.meetings.crew.serving import serves
from tests.meetings.floor.gathering import Gathering


async def test_a_line_is_read_by_everybody_in_its_language(here: Gathering):
    dinara = await serves(here, Task.CAPTIONS, "kk")
    await write(dinara, Write(meeting=here.meeting.ref, language="kk", text="  Суды  қашан қосасыздар? "))
    _meeting, lines = await queries.live(here.world.visitor, here.meeting.ref, "kk")
    assert [each.text for each in lines] == ["Суды қашан қосасыздар?"]
    assert (await queries.live(here.world.visitor, here.meeting.ref, "ru"))[1] == []


async def test_nobody_writes_but_who_is_appointed_and_in_her_language(here: Gathering):
    dinara, other = await serves(here, Task.CAPTIONS, "kk"), await here.resident("Ержан")
    interpreter = await serves(here, Task.INTERPRETATION, "kk", given="Мәдина")
    with pytest.raises(Forbidden):
        await write(dinara, Write(meeting=here.meeting.ref, language="ru", text="Когда будет вода?"))
    for one in (other, interpreter, here.chair):
        with pytest.raises(Forbidden):
            await write(one, Write(meeting=here.meeting.ref, language="kk", text="Су қашан?"))
        with pytest.raises(NotFound):
            await queries.writing(one, here.meeting.ref)


async def test_her_own_last_lines_are_mended_and_taken_back(here: Gathering):
    dinara = await serves(here, Task.CAPTIONS, "kk")
    first = await write(dinara, Write(meeting=here.meeting.ref, language="kk", text="Су кшан?"))
    second = await write(dinara, Write(meeting=here.meeting.ref, language="kk", text="Басқа жол"))
    await correct(dinara, Correct(meeting=here.meeting.ref, line=first, text="Су қашан?"))
    await correct(dinara, Correct(meeting=here.meeting.ref, line=second))
    lines = await queries.of_meeting(here.meeting.id, "kk")
    assert [(each.text, each.is_taken_back) for each in lines] == [("Су қашан?", False), ("", True)]
    assert (await queries.told(here.world.visitor, here.meeting.ref, "kk", 1)).counted == {"kk": 1}
    other = await serves(here, Task.CAPTIONS, "kk", given="Ержан")
    with pytest.raises(NotFound):
        await correct(other, Correct(meeting=here.meeting.ref, line=first, text="Басқаша"))
    later = replace(dinara, now=dinara.now + timedelta(minutes=11))
    with pytest.raises(Conflict):
        await correct(later, Correct(meeting=here.meeting.ref, line=first, text="Кеш"))


async def test_an_hour_after_the_meeting_captions_are_closed_and_stay(here: Gathering):
    dinara = await serves(here, Task.CAPTIONS, "kk")
    number = await write(dinara, Write(meeting=here.meeting.ref, language="kk", text="Су дүйсенбіде келеді."))
    here.minutes = 30
    await finish(here.chair, Finish(meeting=here.meeting.ref, attendance=3))
    with pytest.raises(Conflict):
        await write(here.now(dinara), Write(meeting=here.meeting.ref, language="kk", text="Кеш"))
    house = here.now(here.world.system)
    with pytest.raises(Conflict):
        await by_law(house, close, Close(meeting=here.meeting.ref))
    here.minutes = 91
    house = here.now(here.world.system)
    await close_all_due(house, house.now)
    told = await queries.told(here.world.visitor, here.meeting.ref, "kk", 1)
    assert told.digests == {"kk": digest(told.lines)}
    entries = await rows("SELECT kind FROM ledger_entry WHERE kind = 'captions.closed'")
    assert len(entries) == 1
    with pytest.raises(IntegrityError):
        async with transaction():
            await execute("UPDATE captions_line SET text = 'Ештеңе' WHERE number = $1", number)


class Recogniser:
    """What a machine outside would hear."""

    def __init__(self, *heard: Heard) -> None:
        self._heard = heard

    async def lines(self, meeting: str) -> AsyncIterator[Heard]:
        del meeting
        for each in self._heard:
            yield each


async def test_what_a_machine_heard_is_marked_and_a_foreign_language_dropped(here: Gathering):
    told = Recogniser(
        Heard("ru", "Вода будет в понедельник."), Heard("de", "Wasser"), Heard("ru", "да " * 120)
    )
    taken = await follow(lambda: here.now(here.world.system), here.meeting.ref, told)
    lines = await queries.of_meeting(here.meeting.id, "ru")
    assert taken == len(lines) == 3
    assert {each.source.value for each in lines} == {"machine"}


def test_a_long_sentence_is_cut_between_words():
    words = "сөз " * 100
    assert " ".join(pieces(words)) == words.strip()
    assert max(map(len, pieces(words))) <= 240
    assert [len(each) for each in pieces("а" * 500)] == [240, 240, 20]
    assert pieces("  ") == []
