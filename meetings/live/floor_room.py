"""What the sockets know of a hall, taken from the room that keeps the floor; and what they ask of it, through its actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.i18n import speaking
from meetings.captions import queries as captions
from meetings.captions.captions import LANGUAGES
from meetings.floor import queries, wording
from meetings.floor.actions.end_overdue import EndOverdue, end_overdue
from meetings.floor.actions.lower_hand import LowerHand, lower_hand
from meetings.floor.actions.raise_hand import RaiseHand, raise_hand
from meetings.floor.queries import Hall
from meetings.interpretation import queries as interpretation
from meetings.live.view import Booth, Caption
from meetings.record.actions.vote import Vote, vote
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State

QUEUE_SHOWN = 20
OVER = frozenset({State.HELD, State.RECORDED, State.CANCELLED})


@dataclass(frozen=True)
class MeetingView:
    """``hall``: None while its queue is not open; then nobody has the floor."""

    meeting: Meeting
    hall: Hall | None = None
    booths: Mapping[UUID, Booth] = field(default_factory=dict)

    @property
    def version(self) -> int:
        """Of a hall that is not open: how far the meeting is. An open one counts on from above that."""
        return len(State) + self.hall.version if self.hall else list(State).index(self.meeting.state)

    @property
    def is_over(self) -> bool:
        return self.meeting.state in OVER

    @property
    def holders(self) -> frozenset[UUID]:
        turn = self.hall.turn if self.hall else None
        if self.hall is None or turn is None:
            return frozenset()
        return frozenset({turn.person_id} if turn.person_id else ())

    @property
    def over_at(self) -> datetime | None:
        return self.hall.turn.over_at if self.hall and self.hall.turn else None

    def agrees(self, person: UUID | None) -> bool | None:
        if self.hall is None or person is None:
            return None
        if person in self.hall.unrecorded:
            return False
        return True if person in self.holders else None

    def for_all(self, language: str) -> Mapping[str, Any]:
        meeting, hall = self.meeting, self.hall
        shown: dict[str, Any] = {
            "meeting": meeting.state.value,
            "title": meeting.title_ru if language == "ru" else meeting.title_kk,
        }
        if hall is None:
            return shown
        with speaking(language):
            return shown | {
                "floor": wording.has_floor(hall),
                "over_at": self.over_at.isoformat() if self.over_at else None,
                "hands": len(hall.waiting),
                "present": hall.present,
                "channels": self._channels(),
                "queue": [wording.who(hall, each) for each in hall.waiting[:QUEUE_SHOWN]],
            }

    def mine(self, person: UUID | None) -> Mapping[str, Any]:
        if self.hall is None or person is None:
            return {}
        own = next((each for each in self.hall.waiting if each.person_id == person), None)
        booth = self.booths.get(person)
        said: dict[str, Any] = {
            "has_floor": person in self.holders,
            "recorded": person not in self.hall.unrecorded,
        }
        if booth is not None:
            said["booth"] = {"channel": booth.channel, "hears": booth.hears, "muted": booth.is_muted}
        if own is None:
            return {"hand": False, **said}
        expected = self.hall.expected(own.position).isoformat()
        return {"hand": True, **said, "place": own.position, "expected_at": expected}

    def _channels(self) -> Mapping[str, bool]:
        """Language to whether somebody interprets into it now."""
        heard = {each.channel for each in self.booths.values() if not each.is_muted}
        return {language: language in heard for language in LANGUAGES}


class FloorRoom:
    async def look(self, context: Context, ref: str) -> MeetingView:
        found = await queries.hall(context, ref)
        if not isinstance(found, Hall):
            return MeetingView(found)
        booths = {
            each.person_id: Booth(each.channel.value, each.hears.value, each.is_muted)
            for each in await interpretation.booths(found.meeting.id)
        }
        return MeetingView(found.meeting, found, booths)

    async def captions(self, context: Context, ref: str) -> Sequence[Caption]:
        meeting = await schedule.meeting(context, ref)
        return [
            Caption(line.number, line.language, line.text)
            for language in LANGUAGES
            for line in await captions.newest(meeting.id, language)
        ]

    async def raise_hand(self, context: Context, ref: str, language: str) -> None:
        del language  # she chose it when she came in
        await raise_hand(context, RaiseHand(meeting=ref))

    async def lower_hand(self, context: Context, ref: str) -> None:
        await lower_hand(context, LowerHand(meeting=ref))

    async def vote(self, context: Context, ref: str, poll: int, choice: int) -> None:
        await vote(context, Vote(meeting=ref, poll=poll, option=choice))

    async def end_overdue(self, context: Context, ref: str) -> None:
        await by_law(context, end_overdue, EndOverdue(meeting=ref))
