"""What a moderator hides at screening can be appealed, and somebody else decides."""

import pytest

from hearing_state.db import row
from hearing_state.errors import Forbidden
from hearing_state.moderation.actions.appeal import Appeal, appeal
from hearing_state.moderation.actions.decide_appeal import DecideAppeal, decide_appeal
from hearing_state.questions.actions.screen import Screen, screen


async def test_the_asker_appeals_and_another_moderator_decides(village):
    slip = await village.ask()
    await screen(village.moderator, Screen(question=slip.ref, verdict="hide", reason="advertising"))
    found = await row("SELECT id, hides, was_public FROM moderation_decision WHERE about = $1", slip.ref)
    assert found == {"id": found["id"], "hides": True, "was_public": False}
    made = await appeal(village.resident, Appeal(decision=found["id"], text="Мұнда жарнама жоқ, бұл сұрақ."))
    granted = DecideAppeal(appeal=made, outcome="granted", explanation="Шынында да жарнама емес.")
    with pytest.raises(Forbidden):
        await decide_appeal(village.moderator, granted)
    another = village.as_("moderator", village.oblast.id)
    await decide_appeal(another, granted)
    waiting = await row(
        "SELECT listener FROM jobs_outbox WHERE event = $1 AND listener LIKE $2",
        "moderation.appeal_decided",
        "questions.%",
    )
    assert waiting == {"listener": "questions.show_again_on_appeal"}
