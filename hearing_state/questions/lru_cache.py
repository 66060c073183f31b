"""What a process keeps of what it made: so many at most, what was asked for least recently goes first."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class LruCache(Generic[K, V]):
    """It says nothing of whether what is kept still holds: that each asker compares."""

    def __init__(self, most: int) -> None:
        self._made: OrderedDict[K, V] = OrderedDict()
        self._most = most

    def __len__(self) -> int:
        return len(self._made)

    def get(self, key: K) -> V | None:
        found = self._made.get(key)
        if found is not None:
            self._made.move_to_end(key)
        return found

    def put(self, key: K, value: V) -> None:
        """In the place of what was kept under the key before."""
        self._made[key] = value
        self._made.move_to_end(key)
        if len(self._made) > self._most:
            self._made.popitem(last=False)

    def clear(self) -> None:
        self._made.clear()
