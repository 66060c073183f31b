"""The public list: search, filters that can be linked to, totals, pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency, Topic
from hearing_state.i18n import LANGUAGE_NAMES, local_name
from hearing_state.questions import queries
from hearing_state.questions.conditions import Filters
from hearing_state.questions.listing import SORTS
from hearing_state.questions.pages.wording import sort_options, state_name, tab_options
from hearing_state.questions.searching import TEXT_MAX
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from hearing_state.web import Page, context_of, page_number, render

CHILDREN_MAX = 40


@dataclass(frozen=True)
class Asked:
    """What the address asks for, checked: what names no body or place is not found."""

    text: str
    place: Place | None
    agency: Agency | None
    topic: str
    state: str
    language: str
    sort: str

    def having(self, **changed: Any) -> dict[str, Any]:
        """The query of this list with something changed: filters are links."""
        kept = {
            "q": self.text,
            "place": self.place.code if self.place else "",
            "body": self.agency.slug if self.agency else "",
            "topic": self.topic,
            "state": self.state,
            "language": self.language,
            "sort": self.sort,
        }
        return {**kept, **changed}

    def filters(self, page: int) -> Filters:
        return Filters(
            text=self.text,
            place=self.place.code if self.place else "",
            agency=self.agency.id if self.agency else None,
            topic=self.topic,
            state="" if self.state == "overdue" else self.state,
            language=self.language,
            overdue=self.state == "overdue",
            sort=self.sort,
            page=page,
        )

    @property
    def is_narrowed(self) -> bool:
        return any((self.text, self.place, self.agency, self.topic, self.state, self.language))


async def asked_of(context: Context, request: Request, topics: Sequence[Topic]) -> Asked:
    asked = request.query_params
    code, slug = asked.get("place", ""), asked.get("body", "")
    state, sort = asked.get("state", ""), asked.get("sort", "")
    return Asked(
        text=" ".join(asked.get("q", "").split())[:TEXT_MAX],
        place=await territories.place(context, code) if code else None,
        agency=await agencies.by_slug(context, slug) if slug else None,
        topic=next((each.key for each in topics if each.key == asked.get("topic")), ""),
        state=state if state in {value for value, _name in tab_options()} else "",
        language=next((code for code in LANGUAGE_NAMES if code == asked.get("language")), ""),
        sort=sort if sort in SORTS else "",
    )


async def show(request: Request) -> Response:
    context = context_of(request)
    topics = await agencies.topics(context)
    asked = await asked_of(context, request, topics)
    page = await queries.listed(context, asked.filters(page_number(request)))
    return render(
        request,
        "questions/pages/listed.html",
        asked=asked,
        page=page,
        topics=[(each.key, local_name(each)) for each in topics],
        topic_names={each.key: local_name(each) for each in topics},
        tabs=tab_options(),
        sorts=sort_options(),
        languages=list(LANGUAGE_NAMES.items()),
        line=await territories.line(context, asked.place.code) if asked.place else [],
        children=(await territories.children(context, asked.place.code if asked.place else None))[:CHILDREN_MAX],
        state_name=state_name,
    )  # fmt: skip


PAGES = (Page.get("question.list", "/questions", show, reads=queries.listed, fresh_seconds=10),)
