"""A live meeting that is served: captions, interpretation and technical help, every action of these rooms once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import DISTRICT, OKRUG
from hearing_state.clock import ALMATY
from hearing_state.permissions import SYSTEM
from meetings.crew import queries
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting
from tests.support.whole_life import Life

THINGS = {"language": "SELECT 'kk'"}
MISSING = {"language": "xx"}
LENGTH = 60


async def live(life: Life) -> None:
    meeting = await _announced(life)
    begun = meeting.starts_at + timedelta(minutes=1)
    ref = meeting.ref

    def at(context: Context, minutes: float = 0) -> Context:
        return replace(context, now=begun + timedelta(minutes=minutes))

    chair, aigul, daulet = life.official, life.as_("aigul"), life.as_("daulet")
    house = replace(life._context, actor=SYSTEM)
    await life.call(at(chair, -30), "hall.open", meeting=ref)
    await life.call(at(chair, -1), "meeting.start", meeting=ref)
    await _appointed(life, at(chair, -20), at(aigul, -10), ref, "captions", "kk")
    await _appointed(life, at(chair, -20), at(aigul, -10), ref, "interpretation", "ru", "en")
    await _appointed(life, at(chair, -20), at(daulet, -10), ref, "interpretation", "ru")
    await _captions(life, at(aigul), at(house), ref)
    await _interpretation(life, at(aigul), at(daulet), ref)
    asked = await life.call(at(daulet), "helpdesk.write", meeting=ref, text="Дыбыс естілмейді.")
    await life.call(at(chair), "helpdesk.hide", meeting=ref, message=asked)
    serving = await queries.serving(at(daulet), meeting.id)
    await life.call(at(chair), "crew.dismiss", meeting=ref, appointment=serving[0].id)
    await life.call(at(chair, LENGTH), "meeting.finish", meeting=ref, attendance=3)
    await life.call(at(house, 2 * LENGTH), "captions.close", meeting=ref)
    await life.call(at(house, 60 * 24 * 9), "helpdesk.forget")


async def _appointed(life: Life, chair: Context, who: Context, ref: str, task: str, *languages: str) -> None:
    made = await life.call(
        chair, "crew.appoint", meeting=ref, task=task, languages=languages, name="Динара С."
    )
    await life.call(who, "crew.accept", meeting=ref, code=made.code)


async def _captions(life: Life, writer: Context, house: Context, ref: str) -> None:
    line = await life.call(writer, "captions.write", meeting=ref, language="kk", text="Су қашан келдi?")
    await life.call(writer, "captions.correct", meeting=ref, line=line, text="Су қашан келеді?")
    await life.call(house, "captions.take", meeting=ref, language="ru", text="Когда будет вода?")


async def _interpretation(life: Life, first: Context, second: Context, ref: str) -> None:
    await life.call(first, "interpretation.take", meeting=ref, channel="ru")
    await life.call(first, "interpretation.mute", meeting=ref)
    await life.call(first, "interpretation.relay", meeting=ref, hears="kk")
    await life.call(first, "interpretation.hand_over", meeting=ref)
    await life.call(second, "interpretation.take", meeting=ref, channel="ru")
    await life.call(second, "interpretation.stop", meeting=ref)


async def _announced(life: Life) -> Meeting:
    office = await agencies.office_at(life._context, DISTRICT)
    assert office is not None
    made = await life.call(
        life.official, "meeting.schedule", agency=office.slug, place=OKRUG, kind="extra", mode="online",
        starts_at=datetime(2026, 12, 28, 10, 30, tzinfo=ALMATY), minutes=LENGTH, title_kk="Аударма мен субтитр", title_ru="Перевод и субтитры",
        reason="Тұрғындардың өтініші бойынша.",
    )  # fmt: skip
    await life.call(life.official, "meeting.announce", meeting=made.ref)
    return await schedule.meeting(life._context, made.ref)
