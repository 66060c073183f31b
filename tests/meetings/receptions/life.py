"""Every verb of personal reception once, for the promises of the whole house."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import DISTRICT
from hearing_state.clock import local
from hearing_state.permissions import Role

ESSENCE = "Жер телімін рәсімдеу туралы бетпе-бет сөйлескім келеді."
THINGS = {
    "reception": "SELECT ref FROM receptions_hours WHERE published_at IS NOT NULL AND cancelled_at IS NULL ORDER BY ref LIMIT 1",
    "booking": "SELECT ref FROM receptions_booking WHERE state = 'registered' ORDER BY ref LIMIT 1",
}
MISSING = {"reception": "R-2026-999999", "booking": "B-2026-999999"}


async def live(life: Any) -> None:
    body = await agencies.office_at(life._context, DISTRICT)
    clerk, head, aigul = life.as_("clerk", Role.CLERK, DISTRICT), life.head, life.as_("aigul")
    starts_at = (local(life._context.now) + timedelta(days=20)).replace(
        hour=9, minute=0, second=0, microsecond=0
    )
    hours = {
        "agency": body.slug, "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), "room_kk": "204-бөлме", "room_ru": "Кабинет 204",
    }  # fmt: skip
    first = await life.call(clerk, "reception.plan", **hours)
    later = {"starts_at": starts_at + timedelta(days=1), "ends_at": starts_at + timedelta(days=1, hours=2)}
    second = await life.call(clerk, "reception.plan", **{**hours, **later})
    await life.call(clerk, "reception.publish", agency=body.slug, day=starts_at.date())

    async def booked() -> str:
        wish = {"reception": first, "essence": ESSENCE, "is_recording_known": True}
        return str((await life.call(life.as_("daulet"), "reception.book", **wish)).ref)

    ref = str(
        (
            await life.call(
                aigul, "reception.book", reception=first, essence=ESSENCE, is_recording_known=True
            )
        ).ref
    )
    await life.call(
        clerk, "reception.return", booking=ref, reason="Телімнің кадастрлық нөмірі көрсетілмеген."
    )
    await life.call(aigul, "reception.cure", booking=ref, text="Кадастрлық нөмірі: 23-252-001-123.")
    until = life._context.today + timedelta(days=40)
    await life.call(
        head,
        "reception.extend",
        booking=ref,
        until_on=until,
        reason="Мұрағаттан құжат сұратылды, жауап күтілуде.",
    )
    await life.call(clerk, "reception.appoint", booking=ref, reception=first, slot_at=starts_at)
    await life.call(clerk, "reception.prepare", booking=ref, note="Бұрынғы хаттар, 204-бөлме")
    await life.call(replace(life._context.as_system(), now=starts_at - timedelta(days=2)), "reception.remind")
    moved = {"reception": second, "slot_at": later["starts_at"], "reason": "Басшы іссапарда болады."}
    await life.call(clerk, "reception.postpone", booking=ref, **moved)
    after = replace(clerk, now=later["starts_at"] + timedelta(minutes=20))
    await life.call(
        after,
        "reception.hold",
        booking=ref,
        decision="Өтініш қанағаттандырылды.",
        recording_note="Мұрағат, 12-диск",
    )
    await life.call(after, "reception.survey", booking=ref, answer="satisfied")
    await life.call(after, "reception.hand_over", booking=ref)
    absent = await booked()
    await life.call(clerk, "reception.appoint", booking=absent, reception=first, slot_at=starts_at)
    await life.call(replace(clerk, now=starts_at + timedelta(hours=1)), "reception.miss", booking=absent)
    closed = await booked()
    await life.call(clerk, "reception.return", booking=closed, reason="Мәселенің мәні түсініксіз жазылған.")
    late = replace(clerk, now=life._context.now + timedelta(days=12))
    await life.call(late, "reception.terminate", booking=closed)
    sent = str(
        (
            await life.call(
                life.as_("marina"),
                "reception.book",
                reception=first,
                essence=ESSENCE,
                is_recording_known=True,
            )
        ).ref
    )
    await life.call(
        clerk,
        "reception.redirect",
        booking=sent,
        agency=life._bodies["culture"],
        reason="Мәселе министрліктің құзыретінде.",
    )
    await life.call(life.as_("marina"), "reception.withdraw", booking=sent)
    await life.call(clerk, "reception.cancel", reception=second, reason="Басшы іссапарға шығады.")
