"""To which body a question, or a part of it, can go: what routing proposes, its alternatives, and what a search finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from hearing_state.agencies import competence
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.errors import NotFound
from hearing_state.i18n import local_name
from hearing_state.questions.console.cases import Case
from hearing_state.questions.views import Shown
from hearing_state.web import Form, context_of


@dataclass(frozen=True, slots=True)
class Choice:
    """``options``: value, label, hint; for radios."""

    options: list[tuple[str, str, str]]
    sought: str
    found_nothing: bool


async def bodies(request: Request, case: Case, form: Form) -> Mapping[str, Any]:
    """Values for a page on which a body is chosen. Without scripts the search sends the form, and nothing else happens."""
    context, question = context_of(request), case.question
    sought = form.value("body_name").strip()
    found = await agencies.search(context, sought) if sought else []
    reasons: dict[Agency, str] = dict.fromkeys(found, "")
    try:
        proposal = await competence.competent(context, question.place.code, question.topic or None)
        for each in (proposal.agency, *proposal.alternatives):
            reasons.setdefault(each, proposal.why.sentence if each.id == proposal.agency.id else "")
    except NotFound:  # no body above the place: only the search is left
        pass
    return {"choice": Choice(_options(reasons.items(), question), sought, bool(sought) and not found)}


def _options(reasons: Iterable[tuple[Agency, str]], question: Shown) -> list[tuple[str, str, str]]:
    return [
        (str(each.id), local_name(each), why)
        for each, why in reasons
        if each.id != question.agency.id and not each.is_dissolved
    ]
