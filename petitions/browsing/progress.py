"""How far a petition is towards its threshold. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """``needed``: none where nobody knows the population."""

    total: int
    needed: int | None

    @property
    def shown(self) -> int:
        """For the bar: never beyond its end."""
        return max(0, min(self.total, self.needed or 0))

    @property
    def left(self) -> int:
        return max(0, (self.needed or 0) - self.total)

    @property
    def percent(self) -> int:
        """Rounded down: ninety-nine and a half per cent is not all."""
        return min(100, max(0, self.total) * 100 // self.needed) if self.needed else 0
