"""The fraud desk: every action of this room once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hearing_state.actions import Context
from hearing_state.db import execute, value
from hearing_state.permissions import SYSTEM, Role
from petitions.fraud.conditions import Conditions
from petitions.fraud.previewing import previewed
from tests.petitions.drafting.life import filed
from tests.support.whole_life import Life

WHY = "Бір мекенжайдан бір минут ішінде көп қол қойылған."
# Nobody lives there, so one signer is too many.
_EMPTY = """
INSERT INTO drafting_population (id, place_code, people, counted_on, source, set_at) VALUES (gen_random_uuid(), '100000000', 1, '2026-11-22', 'test', now())
"""

THINGS = {
    "receipt": "SELECT s.receipt FROM fraud_target t JOIN signing_signature s ON s.id = t.signature_id ORDER BY s.receipt LIMIT 1"
}
MISSING = {"receipt": "AAAA-AAAA-AAAA"}


async def live(life: Life) -> None:
    system = replace(life._context, actor=SYSTEM)
    moderator = life.as_("moderator", Role.MODERATOR, "culture")
    ref, link = await filed(life, "yerbol", "Ауыл мектебіне жаңа спорт алаңын салу туралы")
    for who in ("aigul", "marina"):
        signer = life.as_(who)
        said = {"petition": link, "consent": True, "place": "100000000"}
        await life.call(replace(signer, now=signer.now - timedelta(hours=1)), "petition.sign", **said)
    await life.call(system, "petition.count")
    await on_the_list(life, system, moderator, ref)
    await found_invalid(life, system, moderator, ref)
    await by_two(life, moderator, ref)
    await life.call(system, "petition.sweep_fraud_desk")


async def on_the_list(life: Life, system: Context, moderator: Context, ref: str) -> None:
    await execute(_EMPTY)
    await life.call(system, "petition.look_for_shapes", petition=ref)
    await execute("DELETE FROM drafting_population WHERE source = 'test'")
    shape = await value("SELECT id FROM fraud_shape LIMIT 1")
    await life.call(moderator, "petition.set_shape_aside", petition=ref, shape=shape)


async def found_invalid(life: Life, system: Context, moderator: Context, ref: str) -> None:
    await life.call(moderator, "petition.invalidate", **await chosen(moderator, ref))
    at = {"petition": ref, "number": 1}
    await life.call(system, "petition.carry_on_invalidation", **at, at_once=1)
    await life.call(moderator, "petition.stop_invalidation", **at)
    await life.call(moderator, "petition.resume_invalidation", **at)
    await life.call(system, "petition.carry_on_invalidation", **at)
    await life.call(system, "petition.tell_invalidated", **at, step=1)
    receipt = await value("SELECT receipt FROM signing_signature WHERE state = 'invalid' ORDER BY id LIMIT 1")
    alone = "Өзі қол қойғанын жеке куәлігімен растады."
    await life.call(moderator, "petition.restore_signature", **at, receipt=receipt, reason=alone)
    await life.call(
        moderator, "petition.restore_signatures", **at, reason="Адамдар өздері қол қойғанын растады."
    )
    await life.call(system, "petition.carry_on_invalidation", **at)


async def by_two(life: Life, moderator: Context, ref: str) -> None:
    second = life.as_("moderator2", Role.MODERATOR, "culture")
    for number in (2, 3):
        await life.call(moderator, "petition.invalidate", **await chosen(moderator, ref))
        # As if there were more of them than one person may decide on.
        await execute(
            "UPDATE fraud_invalidation SET state = 'proposed', begun_at = NULL WHERE number = $1", number
        )
        at = {"petition": ref, "number": number}
        if number == 2:
            await life.call(moderator, "petition.drop_invalidation", **at)
        else:
            await life.call(second, "petition.confirm_invalidation", **at, signatures=2)


async def chosen(moderator: Context, ref: str) -> dict[str, Any]:
    petition = await value("SELECT id FROM drafting_petition WHERE ref = $1", ref)
    seen = await previewed(moderator, petition, Conditions(proof="code"))
    return {
        "petition": ref,
        "proof": "code",
        "seen_until": seen.seen_until,
        "signatures": seen.signatures,
        "seal": seen.seal,
        "reason": WHY,
    }
