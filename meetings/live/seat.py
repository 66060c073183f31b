"""One browser in one hall: who sits there, what she may, and which of the media server's seats are hers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from hearing_state.permissions import VISITOR, Actor
from meetings.live.conversation import Conversation
from meetings.live.entrance import Admitted, Role
from meetings.live.grammar import Wish


class Line(Protocol):
    """The socket of a seat: its conversation, and a knock when there is something to send."""

    conversation: Conversation

    def nudge(self) -> None: ...


@dataclass(eq=False)
class Seat:
    """Outlives its socket for a while: who comes back in time goes on where she was."""

    admitted: Admitted
    actor: Actor = VISITOR
    role: Role = Role.AUDIENCE
    line: Line | None = None
    gone_at: float | None = None
    looked_at: float = 0.0
    """When her session was last looked at, by the steady clock."""
    wish: Wish = field(default_factory=lambda: Wish(step="text"))
    listens: str | None = None
    publishes: str | None = None
    has_floor: bool = False
    told_channel: tuple[str, str] = ("floor", "floor")
    """The channel that she wished, and what she was told that she hears."""

    @property
    def me(self) -> str:
        return self.admitted.me

    @property
    def person(self) -> UUID | None:
        return self.admitted.person

    def say(self, kind: str, **values: object) -> None:
        if self.line is not None:
            self.line.conversation.say(kind, **values)
            self.line.nudge()

    def show(self, state: str) -> None:
        if self.line is not None:
            self.line.conversation.show(state)
            self.line.nudge()

    def close(self, code: int, word: str, **more: object) -> None:
        if self.line is not None:
            self.line.conversation.close(code, word, **more)
            self.line.nudge()
