"""What the address of a list asks for: place, office, meeting. What names nothing is not found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from starlette.requests import Request

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from meetings.commitments.listing import TABS, Filters, Tab
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting


@dataclass(frozen=True)
class AskedFor:
    tab: Tab
    place: Place | None
    agency: Agency | None
    meeting: Meeting | None

    def having(self, **changed: Any) -> dict[str, Any]:
        """The query of this list with something changed: filters are links."""
        kept = {
            "tab": self.tab if self.tab != "due" else "",
            "place": self.place.code if self.place else "",
            "body": self.agency.slug if self.agency else "",
            "meeting": self.meeting.ref if self.meeting else "",
        }
        return {**kept, **changed}

    @property
    def filters(self) -> Filters:
        return Filters(
            place=self.place.code if self.place else "",
            agencies=(self.agency.id,) if self.agency else None,
            meeting=self.meeting.id if self.meeting else None,
        )

    @property
    def is_narrowed(self) -> bool:
        return any((self.place, self.agency, self.meeting))


async def asked_for(context: Context, request: Request) -> AskedFor:
    """Raises NotFound."""
    asked = request.query_params
    tab, code, slug, ref = (asked.get(name, "") for name in ("tab", "place", "body", "meeting"))
    return AskedFor(
        tab=cast("Tab", tab) if tab in TABS else "due",
        place=await territories.place(context, code) if code else None,
        agency=await agencies.by_slug(context, slug) if slug else None,
        meeting=await schedule.meeting(context, ref) if ref else None,
    )
