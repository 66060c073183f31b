"""People take part in a meeting of the district: every action of this room once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import DISTRICT, OKRUG
from hearing_state.clock import ALMATY
from hearing_state.permissions import SYSTEM, Role
from meetings.registration.entry import DOOR_OPENS
from meetings.schedule import queries as schedule
from tests.support.whole_life import VILLAGE, Life

THINGS = {
    "registration": "SELECT e.id::text FROM registration_entry e JOIN schedule_meeting m ON m.id = e.meeting_id"
    " WHERE e.state = 'asked' AND m.state = 'announced' ORDER BY m.ref, e.id LIMIT 1",
}
MISSING = {"registration": "00000000-0000-0000-0000-000000000007"}
HALL = {
    "address_kk": "Аудан әкімдігі, мәжіліс залы",
    "address_ru": "Акимат района, зал заседаний",
    "seats": 1,
}


async def live(life: Life) -> None:
    ref, starts_at = await _announced(life)
    aigul, daulet = life.as_("aigul"), life.as_("daulet")
    made = await life.call(aigul, "registration.register", meeting=ref, mode="hall", wishes=("step_free",))
    waits = await life.call(daulet, "registration.register", meeting=ref, mode="hall")
    await life.call(daulet, "registration.change_entry", entry=waits.entry, mode="hall", note="Алдыңғы қатар")
    operator = life.as_("operator", Role.OPERATOR, DISTRICT)
    guest = await life.call(operator, "people.register_visitor", given_name="Зейнеп", family_name="Ахметова")
    await life.call(
        operator, "registration.register_visitor", meeting=ref, person=guest.person_id, mode="online"
    )
    await life.call(aigul, "registration.unregister", entry=made.entry)
    await _point(life, ref)
    at_the_door = replace(life.official, now=starts_at - DOOR_OPENS)
    await life.call(at_the_door, "registration.check_in", entry=waits.entry, came=1)
    await _of_the_house(life, ref, starts_at)


async def _announced(life: Life) -> tuple[str, datetime]:
    office = await agencies.office_at(life._context, DISTRICT)
    assert office is not None
    starts_at = datetime(2026, 12, 29, 19, 30, tzinfo=ALMATY)
    made = await life.call(
        life.official, "meeting.schedule", agency=office.slug, place=OKRUG, kind="extra", mode="hybrid", starts_at=starts_at,
        minutes=60, title_kk="Тұрғындармен жыл соңындағы кездесу", title_ru="Встреча с жителями в конце года",
        reason="Тұрғындардың өтініші бойынша.", **HALL,
    )  # fmt: skip
    await life.call(life.official, "meeting.announce", meeting=made.ref)
    return made.ref, starts_at


async def _point(life: Life, ref: str) -> None:
    point = {
        "meeting": ref,
        "address": "Абай көшесі, 7",
        "place": VILLAGE,
        "headcount": 20,
        "is_listed": True,
    }
    made = await life.call(
        life.as_("yerbol"), "registration.register_point", name="Аудандық кітапхана", **point
    )
    await life.call(life.official, "registration.decide_point", entry=made.entry, is_confirmed=True)
    await life.call(life.as_("yerbol"), "registration.register_point", name="Спорт мектебі", **point)


async def _of_the_house(life: Life, ref: str, starts_at: datetime) -> None:
    system = replace(life._context, actor=SYSTEM)
    meeting = await schedule.meeting(system, ref)
    await life.call(system, "registration.adapt", meeting=meeting.id)
    await life.call(
        system, "registration.spread", meeting=meeting.id, news="changed", made_at=life._context.now
    )
    eve = replace(system, now=starts_at - timedelta(hours=20))
    await life.call(eve, "registration.remind")
    await life.call(system, "registration.forget")
