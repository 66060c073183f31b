"""The head approves a submitted plan: every entry becomes a meeting of the public calendar, all of them or none."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.i18n import LOCALES, gettext, speaking
from hearing_state.notifications.actions.notify import Notify, notify
from hearing_state.people.contact import read_address
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from meetings.planning import checking, held, kept, sight
from meetings.planning.actions.dispatch import write_down
from meetings.planning.actions.submit import must_be_publishable
from meetings.planning.models import EntryRow, PlanRow
from meetings.planning.naming import part_in
from meetings.planning.plan import Entry, Plan, Recipient, online_percent
from meetings.schedule.actions.schedule import Schedule, schedule
from meetings.schedule.meeting import Kind


class Approve(Wish):
    """``version``: of the plan as the head read it. ``contact``: the maslikhat's address for the notice; without one it goes on
    paper and is written down with ``dispatch``. ``number``: of the notice.
    """

    plan: str = Field(max_length=20)
    version: int
    number: str = Field("", max_length=40)
    contact: str = Field("", max_length=200)
    language: Literal["kk", "ru"] = "kk"


class Approved(BaseModel):
    model_config = ConfigDict(frozen=True)

    meetings: int
    online_percent: int


async def about(context: Context, wish: Approve) -> Subject:
    return await sight.subject(context, wish.plan)


@action("plan.approve", entry="plan.approved", about=about)
async def approve(context: Context, wish: Approve) -> Approved:
    """Raises Conflict where it is not submitted, changed since it was read, or holds a meeting that cannot be."""
    row = await held.hold(wish.plan)
    held.must_be_as_seen(row, wish.version)
    held.step(row, "approve")
    contact = read_address(wish.contact).text if wish.contact else ""
    await must_be_publishable(context, row.ref)
    plan = await kept.plan(context, row.ref)
    body = await agencies.agency(context, row.agency_id)
    entries = await kept.entries(context, plan.id)
    await _publish(context, body, plan, entries)
    checked = await checking.checked(context, plan)
    row.approved_at, row.approved_by = context.now, context.actor.person_id
    row.figures = {
        "meetings": len(entries),
        "online": sum(each.mode.is_online for each in entries),
        "online_percent": online_percent(entries) or 0,
        "places": len({each.place_code for each in entries}),
        "missing": checked.missing,
        "digest": digest_of(entries),
    }
    await row.save()
    await EntryRow.filter(plan_id=row.id, removed_at__isnull=False).delete()
    if contact:
        await _notify_the_maslikhat(context, row, body, wish, contact)
    facts = {"body": body.slug, "part": row.part, **row.figures}
    context.record("plan.approved", row.ref, **facts)
    context.tell("plan.approved", row.ref, plan=row.id, agency=row.agency_id, part=row.part)
    return Approved(meetings=len(entries), online_percent=int(str(row.figures["online_percent"])))


async def _publish(context: Context, body: Agency, plan: Plan, entries: Sequence[Entry]) -> None:
    places = await territories.places(context, [each.place_code for each in entries if each.place_code])
    for each in entries:
        title = {
            f"title_{language}": title_in(language, places.get(each.place_code or ""))
            for language in ("kk", "ru")
        }
        wish = Schedule(
            agency=body.slug,
            place=each.place_code,
            kind=Kind.PLANNED,
            mode=each.mode,
            starts_at=each.starts_at,
            minutes=each.minutes,
            is_deputy=each.is_deputy,
            plan=plan.id,
            visit=each.visit_key,
            **title,
        )
        made = await by_law(context, schedule, wish)
        await EntryRow.filter(id=each.id).update(meeting_id=made.id)


def title_in(language: str, place: Place | None) -> str:
    """What the meeting is called in the public calendar until its organisers find better words."""
    with speaking(language):
        if place is None:
            return gettext("Meeting with the people of the country")
        name = place.name_ru if language == "ru" else place.name_kk
        return gettext("%(place)s: meeting with the residents", place=name)


def digest_of(entries: Sequence[Entry]) -> str:
    """What the public log keeps of the calendar: whoever has the published list can reckon it again."""
    lines = sorted(
        f"{each.starts_at.astimezone(UTC):%Y-%m-%dT%H:%MZ} {each.place_code or '-'} {each.minutes} {each.mode.value}"
        for each in entries
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


async def _notify_the_maslikhat(
    context: Context, row: PlanRow, body: Agency, wish: Approve, contact: str
) -> None:
    number = wish.number or row.ref
    await write_down(context, row, Recipient.MASLIKHAT, number=number, sent_on=context.today, contact=contact)
    values: dict[str, Any] = {
        **{f"body_{language}": getattr(body, f"name_{language}") for language in ("kk", "ru", "en")},
        **{f"title_{language}": part_in(language, row.part) for language in LOCALES},
        "notice": number,
        "approved_on": context.today.isoformat(),
        "meetings": row.figures["meetings"],
        "online": row.figures["online"],
        "path": f"/bodies/{body.slug}/plan/{row.part}",
    }
    letter = Notify(
        contact=contact,
        template="meetings/planning/maslikhat_notice",
        about=row.ref,
        event="approved",
        locale=wish.language,
        values=values,
    )
    await by_law(context, notify, letter)
