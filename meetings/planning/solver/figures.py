"""What a proposal amounts to, in numbers. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from hearing_state.clock import day_of, local
from meetings.planning.solver.desk import EVENING
from meetings.planning.solver.problem import Placement, Unmet


def figures_of(placements: Sequence[Placement], unmet: Sequence[Unmet]) -> Mapping[str, float]:
    """``visits``: journeys; ``evenings``: share of the online meetings that begin then; ``busiest_weekday``: its share of
    all meetings, a fifth where they are spread evenly; ``at_once``: most online meetings at one moment.
    """
    online = [local(each.starts_at) for each in placements if each.is_online]
    weekdays = Counter(day_of(each.starts_at).weekday() for each in placements)
    return {
        "meetings": len(placements),
        "unmet": len(unmet),
        "online_share": _share(len(online), len(placements)),
        "evenings": _share(sum(each.time() >= EVENING for each in online), len(online)),
        "busiest_weekday": _share(max(weekdays.values(), default=0), len(placements)),
        "visits": len({each.visit_key for each in placements if each.visit_key}),
        "deputies": sum(each.is_deputy for each in placements),
        "at_once": at_once(placements),
        "moved": sum(each.has_moved for each in placements),
        "other_form": sum(each.demand.previous_mode not in (None, each.mode) for each in placements),
    }


def at_once(placements: Sequence[Placement]) -> int:
    """The most online meetings at one moment."""
    turns = [(each.starts_at, 1) for each in placements if each.is_online]
    turns += [(each.ends_at, -1) for each in placements if each.is_online]
    running = most = 0
    for _moment, step in sorted(turns):
        running += step
        most = max(most, running)
    return most


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
