"""A life in which every action of duties happens."""

from __future__ import annotations

from datetime import date
from typing import Any

from hearing_state.db import execute
from hearing_state.permissions import Role

THINGS = {"rule": "SELECT 'akim.okrug'", "norm": "SELECT 'tension_meeting_days'"}
MISSING = {"rule": "akim.nowhere", "norm": "no_such_number"}
VILLAGE, WINTERING = "103247117", "103247164"
SOURCE = "2021 жылғы санақ: тұрақты тұрғыны жоқ."
LAW = {"source_kk": "№ 826 Жарлық, 3-тармақ", "source_ru": "Указ № 826, п. 3"}


async def live(life: Any) -> None:
    admin = life.administrator
    await life.call(
        admin, "duty.set_rule", rule="akim.small_city", times=2, period="half_year", announce_days=14, certainty="Q", **LAW
    )  # fmt: skip
    await life.call(admin, "duty.set_norm", norm="minister_report_by_day", value=12, **LAW)
    reason = "Ескі кездесулер әкім аппаратының есептерінен енгізілді."
    await life.call(admin, "duty.set_record_start", from_on=date(2026, 1, 1), reason=reason)
    head = life.head
    await life.call(head, "duty.exempt_place", place=VILLAGE, reason="uninhabited", source=SOURCE)
    await life.call(head, "duty.end_exemption", place=VILLAGE, source="Үш отбасы көшіп келді.")
    await execute("UPDATE territories_place SET kind = 'wintering' WHERE code = $1", WINTERING)
    official = life.as_("official", Role.OFFICIAL, "103200000")
    await life.call(
        official, "duty.exempt_kinds", under="103247000", kinds=("wintering",), reason="uninhabited", source=SOURCE, expected=1
    )  # fmt: skip
