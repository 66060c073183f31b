"""What a new classifier changes: places that appeared, vanished, were renamed, moved in the tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hearing_state.territories.place import Place

VANISHING_SHARE_MAX = 0.1


@dataclass(frozen=True, slots=True)
class Renamed:
    before: Place
    after: Place


@dataclass(frozen=True, slots=True)
class Difference:
    """``changed`` holds what is neither new nor renamed but stands elsewhere, is another kind, or is written otherwise."""

    appeared: tuple[Place, ...]
    vanished: tuple[Place, ...]
    renamed: tuple[Renamed, ...]
    changed: tuple[Place, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        return not (self.appeared or self.vanished or self.renamed or self.changed)

    def vanishes_too_much(self) -> bool:
        """Whether so many places would be closed that the file is probably not the whole classifier."""
        known = self.unchanged + len(self.renamed) + len(self.changed) + len(self.vanished)
        return len(self.vanished) > known * VANISHING_SHARE_MAX


def difference(known: Iterable[Place], new: Iterable[Place]) -> Difference:
    """Compare the places open today with a classifier. A closed place that is listed again has appeared.

    A name counts as changed when its words change; an abbreviation written otherwise («с.» for «село») is none.
    """
    before = {place.code: place for place in known if not place.is_closed}
    after = {place.code: place for place in new}
    both = [(before[code], place) for code, place in after.items() if code in before]
    renamed = tuple(Renamed(old, place) for old, place in both if _names(old) != _names(place))
    alike = [(old, place) for old, place in both if _names(old) == _names(place)]
    changed = tuple(place for old, place in alike if _standing(old) != _standing(place))
    return Difference(
        appeared=tuple(place for code, place in after.items() if code not in before),
        vanished=tuple(place for code, place in before.items() if code not in after),
        renamed=renamed,
        changed=changed,
        unchanged=len(alike) - len(changed),
    )


def _names(place: Place) -> tuple[str, str]:
    return place.name_kk, place.name_ru


def _standing(place: Place) -> tuple[object, ...]:
    return (
        place.level, place.kind, place.line_codes, place.has_akim, place.official_kk, place.official_ru,
        place.short_kk, place.short_ru,
    )  # fmt: skip
