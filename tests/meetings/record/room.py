"""The demo map's okrug with a secretary and a head, and the steps by which a meeting comes on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hearing_state.actions import Context
from hearing_state.db import execute, rows
from hearing_state.ids import new_id
from hearing_state.jobs import outbox
from hearing_state.jobs.listeners import LISTENERS
from meetings.commitments.actions.make import Make, make
from meetings.record import minutes_kept
from meetings.record.actions.approve_minutes import ApproveMinutes, approve_minutes
from meetings.record.actions.draft_minutes import DraftMinutes, draft_minutes
from meetings.record.actions.propose_minutes import ProposeMinutes, propose_minutes
from meetings.record.actions.publish_results import Published, PublishResults, publish_results
from meetings.record.actions.set_agenda import PlannedItem, SetAgenda, set_agenda
from meetings.record.actions.wind_up import WindUp, wind_up
from meetings.record.minutes import Minutes
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting
from tests.agencies.country import QARAAUYL
from tests.meetings.world import World, at_moment, later, world
from tests.support.contexts import AsRole

ITEMS = (("opening", 5), ("report", 20), ("questions", 60), ("closing", 5))
TITLES = {
    "opening": ("Ашылуы", "Открытие"),
    "report": ("Әкімнің есебі", "Отчёт акима"),
    "questions": ("Сұрақтар мен жауаптар", "Вопросы и ответы"),
    "poll": ("Дауыс беру", "Голосование"),
    "break": ("Үзіліс", "Перерыв"),
    "closing": ("Жабылуы", "Закрытие"),
}


@dataclass
class Room:
    world: World

    @property
    def clerk(self) -> Context:
        return self.world.clerk

    @property
    def head(self) -> Context:
        return self.world.head

    def after(self, context: Context, meeting: Meeting, **by: float) -> Context:
        """The same person, so long after the meeting began."""
        return later(at_moment(context, meeting.starts_at), **by)

    async def agenda(self, meeting: Meeting, items: Any = ITEMS) -> None:
        planned = tuple(
            PlannedItem(kind=kind, minutes=minutes, title_kk=TITLES[kind][0], title_ru=TITLES[kind][1])
            for kind, minutes in items
        )
        await set_agenda(self.clerk, SetAgenda(meeting=meeting.ref, items=planned))

    async def again(self, meeting: Meeting) -> Meeting:
        return await schedule.meeting(self.clerk, meeting.ref)

    async def in_work(self, meeting: Meeting) -> Minutes:
        found = await minutes_kept.in_work(meeting.id)
        assert found is not None
        return found

    async def proposed(self, meeting: Meeting, days: float = 2) -> Minutes:
        clerk = self.after(self.clerk, meeting, days=days)
        await wind_up(self.after(self.world.system, meeting, days=days), WindUp(meeting=meeting.ref))
        await draft_minutes(clerk, DraftMinutes(meeting=meeting.ref))
        await propose_minutes(clerk, ProposeMinutes(meeting=meeting.ref))
        return await self.in_work(meeting)

    async def published(self, meeting: Meeting, days: float = 3) -> Published:
        """Drafted and proposed by the secretary, approved by the head, published."""
        waiting = await self.proposed(meeting, days)
        head = self.after(self.head, meeting, days=days)
        await approve_minutes(head, ApproveMinutes(meeting=meeting.ref, revision=waiting.revision))
        return await publish_results(
            self.after(self.clerk, meeting, days=days), PublishResults(meeting=meeting.ref)
        )

    async def work(self, moment: datetime) -> None:
        """Do what lies in the outbox for this room; what is another room's business is left aside."""
        while claims := await outbox.claim(100, moment, 60):
            for claim in claims:
                listener = LISTENERS.named(claim.listener)
                if listener is not None and listener.name.startswith("record."):
                    await listener(at_moment(self.world.system, moment), claim.told)
                await outbox.settle(claim, moment)

    async def raise_question(self, meeting: Meeting, ref: str, state: str, **more: Any) -> None:
        """A question with its outcome, as the room of questions ahead leaves it."""
        at = meeting.starts_at + timedelta(minutes=31)
        became = {
            "answered": {
                "answered_at": at,
                "answer_kk": "Желтоқсанда жанады.",
                "answer_ru": "Зажжётся в декабре.",
            },
            "taken_away": {"taken_at": at, "taken_ref": ref},
        }
        given = {
            "id": new_id(), "ref": ref, "meeting_id": meeting.id, "text": "Көше жарығы қашан жанады?", "folded": "",
            "language": "kk", "topic": "street_lighting", "place_code": QARAAUYL, "is_guest": False, "turn": 1, "channel": "web",
            "is_named": False, "is_first_time": True, "screening": "published", "state": state,
            "asked_at": meeting.starts_at, "asked_moment_at": at, **became.get(state, {}), **more,
        }  # fmt: skip
        names = ", ".join(given)
        marks = ", ".join(f"${number}" for number in range(1, len(given) + 1))
        await execute(f"INSERT INTO asking_question ({names}) VALUES ({marks})", *given.values())

    async def promise(self, meeting: Meeting, due_on: date = date(2027, 6, 1)) -> str:
        """The head promises something in the meeting; the secretary writes it down on the next day."""
        wish = Make(
            meeting=meeting.ref,
            agency=self.world.okrug.slug,
            quote="Ауызсу құбырын 1 маусымға дейін ауыстырамыз.",
            language="kk",
            translation_ru="Водопровод заменим до 1 июня.",
            offset_seconds=3600,
            due_on=due_on,
        )
        return (await make(self.after(self.clerk, meeting, days=1), wish)).ref


async def letters() -> list[tuple[Any, str]]:
    """(who, which letter), in the order in which they were meant."""
    found = await rows(
        "SELECT person_id, template FROM notifications_notification WHERE template LIKE 'meetings/record/%' ORDER BY queued_at, id"
    )
    return [(each["person_id"], each["template"].rpartition("/")[2]) for each in found]


async def room(as_: AsRole, *, with_akim: bool = True) -> Room:
    return Room(await world(as_, with_akim=with_akim))
