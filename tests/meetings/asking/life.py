"""A list lives: every action of this room once, at the demo's first announced meeting and at a new one of the okrug."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import OKRUG
from hearing_state.clock import ALMATY
from hearing_state.db import row
from hearing_state.permissions import SYSTEM, VISITOR, Role
from tests.support.whole_life import Life

# In the meeting that the other rooms' addresses name too.
_FIRST = "SELECT {} FROM schedule_meeting m WHERE m.state = 'announced' ORDER BY m.ref LIMIT 1"
THINGS = {
    "ahead": f"SELECT q.ref FROM asking_question q WHERE q.meeting_id = ({_FIRST.format('m.id')}) AND q.state = 'asked'"
    " AND q.screening = 'published' ORDER BY q.ref LIMIT 1",
}
MISSING = {"ahead": "Q-2026-999998"}
TEXT = "Аудандағы кітапханалар жексенбіде неге жабық?"
TWIN = "Почему библиотеки района закрыты в воскресенье?"
WHY = "Бұл сұрақ кестемен бірге қаралады, сондықтан бірінші тұр."
SECRET = "b" * 43


async def live(life: Life) -> None:
    await _at_the_first(life)
    ref, starts_at = await _announced(life)
    aigul, daulet, guest = life.as_("aigul"), life.as_("daulet"), replace(life._context, actor=VISITOR)
    one, other, third, fourth = [
        await _asked(life, who, ref, text)
        for who, text in (
            ("aigul", TEXT),
            ("daulet", TWIN),
            ("yerbol", f"{TEXT} Сенбіде ше?"),
            ("marina", f"{TWIN} А в субботу?"),
        )
    ]
    taken_back = await life.call(
        aigul, "asking.ask", meeting=ref, text=f"{TEXT} Қашан?", language="kk", topic="schools"
    )
    await life.call(aigul, "asking.withdraw", question=taken_back.ref)
    await life.call(guest, "asking.save_draft", meeting=ref, secret=SECRET, text=TEXT)
    await life.call(daulet, "asking.support", question=one)
    await life.call(daulet, "asking.unsupport", question=one)
    await life.call(_official(life), "asking.bundle", meeting=ref, questions=(one, other))
    await life.call(_official(life), "asking.unbundle", question=other)
    await life.call(_official(life), "asking.bundle", meeting=ref, questions=(one, other, third))
    await life.call(life.as_("yerbol"), "asking.split_off", question=third)
    await life.call(_official(life), "asking.move", question=third, position=1, reason=WHY)
    await _in_the_room(life, ref, starts_at, one, fourth)
    await _of_the_house(life, one)


def _official(life: Life) -> Context:
    return life.as_("official.okrug", Role.OFFICIAL, OKRUG)


async def _at_the_first(life: Life) -> None:
    """Asked before its hour: a question that addresses can name."""
    found = await row(_FIRST.format("m.ref, m.starts_at"))
    assert found is not None
    early = replace(life.as_("aigul"), now=found["starts_at"] - timedelta(hours=3))
    made = await life.call(
        early, "asking.ask", meeting=found["ref"], text=TEXT, language="kk", topic="schools"
    )
    await _screened(life, made.ref)


async def _asked(life: Life, who: str, meeting: str, text: str) -> str:
    made = await life.call(
        life.as_(who), "asking.ask", meeting=meeting, text=text, language="kk", topic="schools"
    )
    await _screened(life, made.ref)
    return str(made.ref)


async def _screened(life: Life, ref: str) -> None:
    moderator = life.as_("moderator", Role.MODERATOR, "culture")
    await life.call(moderator, "asking.screen", question=ref, verdict="publish")


async def _announced(life: Life) -> tuple[str, datetime]:
    office = await agencies.office_at(life._context, OKRUG)
    assert office is not None
    starts_at = datetime(2026, 12, 28, 19, 0, tzinfo=ALMATY)
    made = await life.call(
        _official(life), "meeting.schedule", agency=office.slug, place=OKRUG, kind="extra", mode="online", starts_at=starts_at,
        minutes=60, title_kk="Кітапханалар туралы кездесу", title_ru="Встреча о библиотеках",
        reason="Тұрғындардың өтініші бойынша.",
    )  # fmt: skip
    await life.call(_official(life), "meeting.announce", meeting=made.ref)
    return made.ref, starts_at


async def _in_the_room(life: Life, ref: str, starts_at: datetime, one: str, fourth: str) -> None:
    there = replace(_official(life), now=starts_at + timedelta(minutes=10))
    await life.call(replace(_official(life), now=starts_at), "meeting.start", meeting=ref)
    await life.call(there, "asking.mark_asked", question=one)
    await life.call(there, "asking.answer", question=one, answer_kk="Ақпаннан бастап ашық болады.")
    await life.call(there, "asking.take_away", question=fourth)
    ended = replace(_official(life), now=starts_at + timedelta(minutes=60))
    await life.call(ended, "meeting.finish", meeting=ref, attendance=20)
    await life.call(ended, "asking.mark_not_reached", meeting=ref)
    await life.call(ended, "asking.take_rest_away", meeting=ref)


async def _of_the_house(life: Life, one: str) -> None:
    system = replace(life._context, actor=SYSTEM)
    await life.call(system, "asking.spread", question=one, news="answered", made_at=life._context.now)
    await life.call(system, "asking.forget")
