"""What waits to be sent to one client: few messages in order, and of the state only the newest. Pure."""

from __future__ import annotations

from collections import deque

from meetings.live.bounds import QUEUE_BYTES, QUEUE_MESSAGES


class Outgoing:
    """Bounded in messages and bytes. A slow client gets the newest state, never a backlog of states."""

    def __init__(self) -> None:
        self._waiting: deque[str] = deque()
        self._bytes = 0
        self._state: str | None = None

    def __len__(self) -> int:
        return len(self._waiting) + (self._state is not None)

    @property
    def bytes_waiting(self) -> int:
        return self._bytes + _size(self._state)

    def put(self, text: str) -> bool:
        """False where it does not fit any more: this client is too slow."""
        if len(self) >= QUEUE_MESSAGES or self.bytes_waiting + _size(text) > QUEUE_BYTES:
            return False
        self._waiting.append(text)
        self._bytes += _size(text)
        return True

    def put_state(self, text: str) -> bool:
        """Instead of the one that waits. False where it does not fit."""
        if self._state is None and len(self) >= QUEUE_MESSAGES:
            return False
        if self._bytes + _size(text) > QUEUE_BYTES:
            return False
        self._state = text
        return True

    def take(self) -> str | None:
        if self._waiting:
            text = self._waiting.popleft()
            self._bytes -= _size(text)
            return text
        newest, self._state = self._state, None
        return newest

    def clear(self) -> None:
        self._waiting.clear()
        self._bytes, self._state = 0, None


def _size(text: str | None) -> int:
    """In UTF-8."""
    return 0 if text is None else len(text) if text.isascii() else len(text.encode())
