"""Who reported and whose words they were learn what was decided, each in their own language."""

from __future__ import annotations

from uuid import UUID

import pytest

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.ids import new_id
from hearing_state.jobs.listeners import Told
from hearing_state.moderation import things
from hearing_state.moderation.actions.decide import Decide, decide
from hearing_state.moderation.actions.report import Report, report
from hearing_state.moderation.tasks import tell_the_decision
from hearing_state.moderation.things import Thing
from hearing_state.notifications.queries import intention
from hearing_state.notifications.writing import written
from tests.notifications.test_sending import resident
from tests.support.contexts import NOON, AsRole


async def test_the_author_and_the_reporter_are_told_with_the_reason(
    as_: AsRole, db: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    author, reporter = await resident("author@house.test", "ru"), await resident("reader@house.test", "en")

    async def show(_context: Context, about: str) -> Thing:
        return Thing(about, "Жол", f"/kk/{about}", author)

    monkeypatch.setitem(things._shown, "ZM", show)
    await report(as_("resident", person_id=reporter), Report(about="ZM-2026-000001", reason="insulting"))
    wish = Decide(
        about="ZM-2026-000001", outcome="upheld", reason="insulting", explanation="Есть бранное слово."
    )
    made = await decide(as_("moderator", person_id=new_id()), wish)
    told = Told(1, "moderation.decided", "ZM-2026-000001", {"decision": str(made)}, NOON)
    await tell_the_decision(as_("system"), told)

    found = await rows("SELECT id, person_id, template FROM notifications_notification")
    assert {(each["person_id"], each["template"]) for each in found} == {
        (author, "moderation/decided"),
        (reporter, "question_reported_decided"),
    }
    letters = {each["template"]: await _letter(as_("system"), each["id"]) for each in found}
    assert "Содержит непристойные" in letters["moderation/decided"]
    assert f"/ru/moderation/{made}" in letters["moderation/decided"]
    assert "It contains obscene or insulting words" in letters["question_reported_decided"]
    assert f"/en/moderation/{made}" in letters["question_reported_decided"]


async def _letter(context: Context, notification: UUID) -> str:
    letter = written(context, await intention(context, notification), "email", "a@house.test")
    return letter.subject + letter.text
