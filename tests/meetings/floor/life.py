"""A hall from its opening to a turn whose time is over: every action of the queue once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import DISTRICT, OKRUG
from hearing_state.clock import ALMATY
from hearing_state.permissions import SYSTEM
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting
from tests.support.whole_life import VILLAGE, Life

LENGTH = 60
REASON = "Анасы баламен ауруханаға асығып тұр, кейін сөйлей алмайды."


async def live(life: Life) -> None:
    meeting = await _announced(life)
    begun = meeting.starts_at + timedelta(minutes=1)

    def at(context: Context, minutes: float = 0) -> Context:
        return replace(context, now=begun + timedelta(minutes=minutes))

    chair, aigul, daulet, yerbol = life.official, life.as_("aigul"), life.as_("daulet"), life.as_("yerbol")
    await life.call(at(chair, -30), "hall.open", meeting=meeting.ref)
    await life.call(at(chair, -1), "meeting.start", meeting=meeting.ref)
    for who, channel in ((aigul, "web"), (daulet, "phone"), (yerbol, "point")):
        wish = {
            "meeting": meeting.ref,
            "place": VILLAGE,
            "language": "kk",
            "consent": True,
            "channel": channel,
        }
        await life.call(at(who), "hall.enter", **wish)
        await life.call(at(who), "hall.raise_hand", meeting=meeting.ref)
    await life.call(at(yerbol), "hall.add_voice", meeting=meeting.ref, name="Нұрлан Сейітов", consent=True)
    await life.call(at(yerbol), "hall.lower_hand", meeting=meeting.ref)
    seat = await life.call(
        at(aigul), "hall.enter", meeting=meeting.ref, place=VILLAGE, language="kk", consent=True
    )
    await life.call(at(chair), "hall.move_hand", meeting=meeting.ref, seat=str(seat), to=2, reason=REASON)
    await life.call(at(chair), "hall.give_turn", meeting=meeting.ref, seat=str(seat), reason=REASON)
    await life.call(at(aigul, 1), "hall.end_turn", meeting=meeting.ref)
    await life.call(at(chair, 2), "hall.give_turn", meeting=meeting.ref)
    house = replace(life._context, actor=SYSTEM)
    await life.call(at(house, 9), "hall.end_overdue", meeting=meeting.ref)
    await life.call(at(daulet, 9), "hall.leave", meeting=meeting.ref)
    await life.call(at(chair, LENGTH), "meeting.finish", meeting=meeting.ref, attendance=3)


async def _announced(life: Life) -> Meeting:
    office = await agencies.office_at(life._context, DISTRICT)
    assert office is not None
    made = await life.call(
        life.official, "meeting.schedule", agency=office.slug, place=OKRUG, kind="extra", mode="online",
        starts_at=datetime(2026, 12, 27, 15, 30, tzinfo=ALMATY), minutes=LENGTH, title_kk="Залдағы кезек", title_ru="Очередь в зале",
        reason="Тұрғындардың өтініші бойынша.",
    )  # fmt: skip
    await life.call(life.official, "meeting.announce", meeting=made.ref)
    return await schedule.meeting(life._context, made.ref)
