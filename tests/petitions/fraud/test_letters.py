"""Whose signature is found invalid is told how to object, in her language; and told when it counts again."""

from __future__ import annotations

from dataclasses import replace

from hearing_state.db import execute, rows
from hearing_state.ids import new_id
from hearing_state.notifications import queries as notifications
from hearing_state.notifications.writing import written
from petitions.fraud.actions.carry_on_invalidation import CarryOnInvalidation, carry_on_invalidation
from petitions.fraud.actions.restore_signatures import RestoreSignatures, restore_signatures
from petitions.fraud.actions.tell_invalidated import TellInvalidated, tell_invalidated
from petitions.signing.actions.sign import Sign, sign
from tests.petitions.fraud.desk import WHY, Desk
from tests.petitions.world import later

BACK = "Зауытта бәрі бір желіден қол қойған екен."
_CONTACT = """
INSERT INTO people_contact (id, person_id, channel, address, address_digest, made_at) VALUES ($1, $2, 'email', 'daulet@example.kz', 'd', now())
"""


async def letters(desk: Desk, language: str) -> dict[str, str]:
    """Template -> subject and words."""
    found = await rows(
        "SELECT id, template FROM notifications_notification WHERE person_id = $1 AND about = $2",
        desk.here.daulet,
        desk.ref,
    )
    said = {}
    for each in found:
        intention = replace(await notifications.intention(desk.system, each["id"]), locale=language)
        letter = written(desk.system, intention, "email", "daulet@example.kz")
        said[each["template"].removeprefix("petitions/fraud/")] = f"{letter.subject}\n{letter.text}"
    return said


async def test_she_is_told_once_and_again_when_it_counts(desk: Desk):
    await execute(_CONTACT, new_id(), desk.here.daulet)
    signed = await sign(later(desk.here.neighbour, hours=-1), Sign(petition=desk.ref, consent=True))
    await desk.signed(3)  # who left no address
    await desk.ordered(proof="code")
    await desk.work()
    told = await letters(desk, "en")
    assert set(told) == {"invalidated"}
    assert signed.receipt in told["invalidated"]
    assert WHY in told["invalidated"]
    assert "object" in told["invalidated"]
    assert f"/en/petitions/{desk.ref}" in told["invalidated"]
    await restore_signatures(desk.second, RestoreSignatures(petition=desk.ref, number=1, reason=BACK))
    await desk.work()
    told = await letters(desk, "kk")
    assert set(told) == {"invalidated", "restored"}
    assert BACK in told["restored"]


async def test_what_was_given_back_before_its_letter_is_told_no_more(desk: Desk):
    await execute(_CONTACT, new_id(), desk.here.daulet)
    await sign(later(desk.here.neighbour, hours=-1), Sign(petition=desk.ref, consent=True))
    await desk.ordered(proof="code")
    step = CarryOnInvalidation(petition=desk.ref, number=1)
    await carry_on_invalidation(desk.system, step)
    await restore_signatures(desk.second, RestoreSignatures(petition=desk.ref, number=1, reason=BACK))
    await carry_on_invalidation(desk.system, step)
    assert await tell_invalidated(desk.system, TellInvalidated(petition=desk.ref, number=1, step=1)) == 0
    await desk.work()
    assert set(await letters(desk, "ru")) == {"restored"}
