"""Reading for the workplace: somebody's posts, and who did what (for the auditor). Nothing here changes anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from hearing_state.actions import Context, Step, require, standing
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency, Appointment
from hearing_state.clock import ALMATY
from hearing_state.db import rows, value
from hearing_state.errors import SignInNeeded
from hearing_state.i18n import LOCALES
from hearing_state.people import queries as people
from hearing_state.web.paging import PAGE_SIZE, Paged

ACTS_PAGE = 2 * PAGE_SIZE
_WITHIN = """
($1::text = '' OR a.action LIKE $1 || '%') AND ($2::text = '' OR a.about LIKE $2 || '%') AND ($3::uuid IS NULL OR a.person_id = $3)
AND ($4::timestamptz IS NULL OR a.made_at >= $4) AND ($5::timestamptz IS NULL OR a.made_at < $5)
"""
_COLUMNS = "a.id, a.action, a.about, a.person_id, a.roles, a.made_at, a.request_id"


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post that the reader holds today, with its body."""

    appointment: Appointment
    agency: Agency


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters of the log of acts. ``action`` and ``about``: how they begin; days as in Kazakhstan."""

    action: str = ""
    about: str = ""
    person: UUID | None = None
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class ActShown:
    """One call of one action; ``name`` is empty where the house itself or somebody not signed in acted."""

    id: UUID
    action: str
    about: str
    person_id: UUID | None
    name: str
    roles: tuple[str, ...]
    made_at: datetime
    request_id: str


@dataclass(frozen=True, slots=True)
class Service:
    """The operator's switch as it stands, and whether the database takes changes."""

    step: Step
    notes: dict[str, str]
    set_at: datetime | None
    is_read_only: bool


async def service(context: Context) -> Service:
    """Raises Forbidden."""
    require(context, "service.see")
    found = await standing.switch()
    notes = {language: found[f"note_{language}"] for language in LOCALES}
    return Service(Step(found["step"]), notes, found["set_at"], found["is_read_only"])


async def posts(context: Context) -> list[PostHeld]:
    """The reader's posts of today. Raises SignInNeeded, Forbidden."""
    require(context, "console.see")
    if context.actor.person_id is None:
        raise SignInNeeded()
    held = await agencies.appointments_of(context, context.actor.person_id)
    bodies = await agencies.agencies(context, {each.agency_id for each in held})
    return [PostHeld(each, bodies[each.agency_id]) for each in held]


async def acts(context: Context, wanted: Wanted, page: int = 1) -> Paged[ActShown]:
    """Who did what, when and about what, newest first. Never with which words. Raises Forbidden."""
    require(context, "console.see_acts")
    until_at = _midnight(wanted.until_on + timedelta(days=1)) if wanted.until_on else None
    from_at = _midnight(wanted.from_on) if wanted.from_on else None
    params = (_plain(wanted.action), _plain(wanted.about), wanted.person, from_at, until_at)
    total = await value(f"SELECT count(*)::int FROM actions_act a WHERE {_WITHIN}", *params)
    found = await rows(
        f"SELECT {_COLUMNS} FROM actions_act a WHERE {_WITHIN} ORDER BY a.made_at DESC, a.id DESC LIMIT $6 OFFSET $7",
        *params, ACTS_PAGE, (page - 1) * ACTS_PAGE,
    )  # fmt: skip
    names = await people.names_of(context, [each["person_id"] for each in found if each["person_id"]])
    shown = [
        ActShown(
            **{**each, "roles": tuple(each["roles"].split(",")), "name": names.get(each["person_id"], "")}
        )
        for each in found
    ]
    return Paged(shown, page, int(total or 0), size=ACTS_PAGE)


def _plain(text: str) -> str:
    """A beginning to look for, without the signs that LIKE would read."""
    return text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _midnight(day: date) -> datetime:
    """The instant at which a day begins in Kazakhstan."""
    return datetime.combine(day, time.min, ALMATY)
