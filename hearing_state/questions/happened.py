"""What the public may know of what happened to a question: without names, and without a stranger's view into a private one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from hearing_state.agencies.agency import Agency
from hearing_state.questions.sight import Sight
from hearing_state.questions.views import Happened

# Of a private question strangers see the clock's steps only; what the asker did with it is not theirs to know.
_CLOCK_STEPS = frozenset(
    {
        "registered", "redirected", "split", "split_off", "extended", "returned", "cured", "answered", "noted", "terminated",
        "refused", "withdrawn", "followed_up", "reassigned",
    }
)  # fmt: skip
_HIDDEN_FACTS = frozenset({"topic", "code", "numbers", "part", "digest", "language", "stars", "points"})


def public_events(
    found: Iterable[Sequence[Any]], bodies: Mapping[UUID, Agency], seen: Sight
) -> list[Happened]:
    """Oldest first, as ``whole`` read them."""
    return [_told(each, bodies, seen) for each in found if seen.content or each[0] in _CLOCK_STEPS]


def _told(found: Sequence[Any], bodies: Mapping[UUID, Agency], seen: Sight) -> Happened:
    """Officials' reasons are public with the question; what the asker wrote is for the holders and the asker."""
    kind, happened_at, role, agency_id, post_kk, post_ru, post_en, reason, told = found
    facts: dict[str, object] = json.loads(told)
    sees_reason = seen.inner or seen.is_asker or (seen.content and role not in ("asker", "resident"))
    return Happened(
        kind=kind,
        happened_at=happened_at,
        role=role,
        agency=bodies.get(agency_id),
        name_kk=post_kk,
        name_ru=post_ru,
        name_en=post_en,
        reason=reason if sees_reason else "",
        facts=facts if seen.content else {k: v for k, v in facts.items() if k not in _HIDDEN_FACTS},
        is_public=True,
    )
