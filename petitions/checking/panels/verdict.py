"""On a rejected petition's page: why, which item of the list, and for its author the ways on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.i18n import local_name
from hearing_state.moderation.reason import reasons
from hearing_state.moderation.words import REASONS, cited
from hearing_state.web import Panel
from hearing_state.web.rendering import url_or_none
from petitions.checking import queries
from petitions.drafting import queries as drafting
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import State
from petitions.drafting.thresholds import LAW


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    row: PetitionRow = thing
    if row.state != State.REJECTED:
        return None
    verdict = await queries.verdict(context, row.id)
    if verdict is None:
        return None
    subjects = {each.number: each for each in LAW.forbidden(row.edition_on)}
    subject = subjects.get(verdict.subject) if verdict.subject else None
    is_own = drafting.is_own(context, row)
    return {
        "petition": row,
        "verdict": verdict,
        "reason": str(REASONS[verdict.reason]),
        "article": cited(reasons()[verdict.reason].article),
        "subject": f"{subject.number}. {local_name(subject)}" if subject else "",
        "is_own": is_own,
        "appeal": url_or_none("moderation.decision", id=verdict.decision_id)
        if is_own and verdict.decision_id
        else None,
    }


PANEL = Panel(slot="petition.top", order=10, template="petitions/checking/panels/verdict.html", load=load)
