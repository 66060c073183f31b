"""Readers report, a moderator decides in public, the author appeals, somebody else decides on the appeal."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from tortoise.exceptions import IntegrityError

from hearing_state.actions import Context
from hearing_state.db import execute, transaction, value, violated
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound, SignInNeeded, TooMany
from hearing_state.ids import new_id
from hearing_state.moderation import things
from hearing_state.moderation.actions.appeal import Appeal, appeal
from hearing_state.moderation.actions.decide import Decide, decide
from hearing_state.moderation.actions.decide_appeal import DecideAppeal, decide_appeal
from hearing_state.moderation.actions.report import Report, report
from hearing_state.moderation.queries import case, decision, queue
from hearing_state.moderation.reason import LIFE, for_use, reasons
from hearing_state.moderation.things import Thing
from hearing_state.moderation.words import REASONS
from hearing_state.permissions import Role
from tests.support.contexts import AsRole

AUTHOR = new_id()
PUBLIC, PRIVATE = "ZM-2026-000001", "ZM-2026-000002"
WHY = "Мобильный телефон частного лица в третьем абзаце."
hidden: set[str] = set()


async def show(context: Context, about: str) -> Thing | None:
    is_mine = context.actor.person_id == AUTHOR
    is_seen = about == PUBLIC and about not in hidden
    if is_seen or is_mine or Role.SYSTEM in context.actor.roles:
        return Thing(about, "Жол", f"/kk/{about}", AUTHOR) if about in {PUBLIC, PRIVATE} else None
    return None


@pytest.fixture(autouse=True)
def there_are_things(monkeypatch: pytest.MonkeyPatch, db: object) -> None:
    hidden.clear()
    monkeypatch.setitem(things._shown, "ZM", show)


@pytest.fixture
async def decided(as_: AsRole) -> tuple[UUID, UUID]:
    """A decision that hides the public thing, and who made it."""
    await report(as_("visitor"), Report(about=PUBLIC, reason="personal_data"))
    first = new_id()
    made = await decide(
        as_("moderator", person_id=first),
        Decide(about=PUBLIC, outcome="upheld", reason="personal_data", explanation=WHY),
    )
    hidden.add(PUBLIC)
    return made, first


async def test_a_visitor_reports_and_moderators_see_it_with_its_age(as_: AsRole) -> None:
    ada = as_("visitor")
    await report(ada, Report(about=PUBLIC, reason="insulting", text="3-абзац"))
    await report(ada, Report(about=PUBLIC, reason="personal_data"))

    waiting = (await queue(as_("moderator"))).reported
    assert [(each.about, each.reports, list(each.reasons)) for each in waiting] == [
        (PUBLIC, 1, ["insulting"])
    ]
    _thing, reports, _earlier = await case(as_("moderator"), PUBLIC)
    assert reports[0].text == "3-абзац"
    with pytest.raises(Forbidden):
        await queue(as_("official", new_id()))


async def test_what_a_reader_does_not_see_cannot_be_probed_by_reporting(as_: AsRole) -> None:
    refusals = set()
    for about in (PRIVATE, "ZM-2026-999999", "QQ-2026-000001", "nonsense"):
        with pytest.raises(NotFound) as refusal:
            await report(as_("resident"), Report(about=about, reason="insulting"))
        refusals.add((refusal.value.reason, str(refusal.value.values)))
    assert len(refusals) == 1


async def test_reports_from_one_address_are_bounded(as_: AsRole) -> None:
    for _number in range(5):
        await report(as_("visitor"), Report(about=PUBLIC, reason="other"))
    with pytest.raises(TooMany):
        await report(as_("visitor"), Report(about=PUBLIC, reason="other"))
    await report(as_("visitor", address="198.51.100.9"), Report(about=PUBLIC, reason="other"))


async def test_a_decision_settles_all_reports_and_tells_those_who_hide(as_: AsRole) -> None:
    await report(as_("visitor"), Report(about=PUBLIC, reason="insulting"))
    await report(as_("resident"), Report(about=PUBLIC, reason="advertising"))
    wish = Decide(about=PUBLIC, outcome="upheld", reason="insulting", explanation=WHY)
    made = await decide(as_("moderator"), wish)

    assert (await queue(as_("moderator"))).reported == []
    facts = await value(
        "SELECT facts::text FROM ledger_entry WHERE kind = 'moderation.decided' AND is_public"
    )
    assert str(made) in facts
    assert '"hides": true' in facts
    assert WHY not in facts
    with pytest.raises(Conflict):
        await decide(as_("moderator"), wish)


async def test_a_reason_must_fit_the_outcome(as_: AsRole) -> None:
    await report(as_("visitor"), Report(about=PUBLIC, reason="insulting"))
    for outcome, reason in (("upheld", "no_breach"), ("dismissed", "insulting"), ("upheld", "nonsense")):
        with pytest.raises(Invalid):
            await decide(
                as_("moderator"), Decide(about=PUBLIC, outcome=outcome, reason=reason, explanation=WHY)
            )
    with pytest.raises(Invalid):
        await report(as_("visitor"), Report(about=PUBLIC, reason="no_breach"))


async def test_a_moderator_does_not_decide_on_her_own_words(as_: AsRole) -> None:
    await report(as_("visitor"), Report(about=PUBLIC, reason="insulting"))
    wish = Decide(about=PUBLIC, outcome="dismissed", reason="no_breach", explanation=WHY)
    with pytest.raises(Forbidden):
        await decide(as_("moderator", person_id=AUTHOR), wish)
    with pytest.raises(Forbidden):
        await decide(as_("administrator"), wish)


async def test_the_decision_is_public_also_after_the_thing_was_hidden(
    as_: AsRole, decided: tuple[UUID, UUID]
) -> None:
    assert (await decision(as_("visitor"), decided[0])).explanation == WHY


async def test_a_decision_on_a_private_thing_is_seen_by_its_author_and_moderators_alone(as_: AsRole) -> None:
    author = as_("resident", person_id=AUTHOR)
    await report(author, Report(about=PRIVATE, reason="other"))
    made = await decide(
        as_("moderator"), Decide(about=PRIVATE, outcome="dismissed", reason="masked", explanation=WHY)
    )
    assert (await decision(author, made)).id == made
    assert (await decision(as_("moderator"), made)).id == made
    for stranger in (as_("visitor"), as_("resident"), as_("official", new_id())):
        with pytest.raises(NotFound):
            await decision(stranger, made)


async def test_only_the_author_appeals_and_once_and_in_time(as_: AsRole, decided: tuple[UUID, UUID]) -> None:
    wish = Appeal(decision=decided[0], text="Это телефон учреждения, а не человека.")
    with pytest.raises(SignInNeeded):
        await appeal(as_("visitor"), wish)
    with pytest.raises(Forbidden):
        await appeal(as_("resident"), wish)
    author = as_("resident", person_id=AUTHOR)
    with pytest.raises(Conflict):
        await appeal(as_("resident", person_id=AUTHOR, at=author.now + timedelta(days=93)), wish)
    await appeal(author, wish)
    with pytest.raises(Conflict):
        await appeal(author, wish)


async def test_somebody_else_decides_on_the_appeal(as_: AsRole, decided: tuple[UUID, UUID]) -> None:
    made, first = decided
    brought = await appeal(
        as_("resident", person_id=AUTHOR), Appeal(decision=made, text="Это телефон учреждения.")
    )
    wish = DecideAppeal(appeal=brought, outcome="granted", explanation="Номер принадлежит учреждению.")
    with pytest.raises(Forbidden):
        await decide_appeal(as_("moderator", person_id=first), wish)

    await decide_appeal(as_("moderator"), wish)

    known = await decision(as_("visitor"), made)
    assert (known.state, known.appeal_outcome) == ("overturned", "granted")
    facts = await value("SELECT facts::text FROM ledger_entry WHERE kind = 'moderation.appeal_decided'")
    assert '"hides": false' in facts
    with pytest.raises(Conflict):
        await decide_appeal(as_("moderator"), wish)


async def test_the_database_itself_keeps_the_two_persons_apart(
    as_: AsRole, decided: tuple[UUID, UUID]
) -> None:
    made, first = decided
    await appeal(as_("resident", person_id=AUTHOR), Appeal(decision=made, text="Это телефон учреждения."))
    with pytest.raises(IntegrityError) as refusal:
        async with transaction():
            await execute(
                "UPDATE moderation_appeal SET outcome = 'granted', explanation = 'x', decided_at = now(), decided_by = $1",
                first,
            )
    assert violated(refusal.value) == "moderation_appeal_second_person"


async def test_a_reader_reports_on_the_page_and_everybody_reads_the_decision(as_: AsRole, client) -> None:
    page = await client.get(f"/en/report/{PUBLIC}")
    assert page.status_code == 200
    assert "What is wrong with it?" in page.text
    refused = await client.post(f"/en/report/{PUBLIC}", data={"text": "somewhere"})
    assert refused.status_code == 422
    assert "somewhere" in refused.text
    sent = await client.post(f"/en/report/{PUBLIC}", data={"reason": "insulting", "text": "somewhere"})
    assert sent.status_code == 303
    made = await decide(
        as_("moderator"), Decide(about=PUBLIC, outcome="upheld", reason="insulting", explanation=WHY)
    )
    read = await client.get(f"/ru/moderation/{made}")
    assert read.status_code == 200
    assert WHY in read.text
    assert (await client.get(f"/en/report/{PRIVATE}")).status_code == 404
    assert (await client.get(f"/en/moderation/{new_id()}")).status_code == 404


def test_every_code_has_its_sentence_and_its_states_stand_in_the_readme() -> None:
    from pathlib import Path

    assert set(reasons()) == set(REASONS)
    assert all(each.hides for each in for_use("hide"))
    assert not any(each.hides for each in for_use("keep"))
    readme = (Path(things.__file__).parent / "README.md").read_text(encoding="utf-8")
    assert all(line in readme for line in LIFE.drawing().splitlines())
