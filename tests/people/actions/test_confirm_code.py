"""Aigul signs in with a code sent to her."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hearing_state.db import rows, value
from hearing_state.errors import Invalid, TooMany
from hearing_state.people import queries
from hearing_state.people.actions.confirm_code import ConfirmCode, confirm_code
from hearing_state.people.actions.request_code import RequestCode, request_code
from hearing_state.permissions import Grant, Role
from tests.people.signing_in import AIGUL, asked, signed_in, wrong
from tests.support.contexts import AsRole


async def test_the_right_code_signs_her_in_as_a_resident(db: object, as_: AsRole) -> None:
    signed = await signed_in(as_())
    actor = await queries.identify(signed.secret, as_().now)
    assert actor is not None
    assert actor.person_id == signed.person_id
    assert actor.grants == frozenset({Grant(Role.RESIDENT)})
    assert signed.is_new


async def test_the_second_time_she_is_the_same_person(db: object, as_: AsRole) -> None:
    first, second = await signed_in(as_()), await signed_in(as_(), " AIGUL@example.kz")
    assert first.person_id == second.person_id
    assert first.secret != second.secret
    assert not second.is_new


async def test_a_code_is_taken_once(db: object, as_: AsRole) -> None:
    sent, code = await asked(as_())
    await confirm_code(as_(), ConfirmCode(ticket=sent.ticket, code=code))
    with pytest.raises(Invalid) as refusal:
        await confirm_code(as_(), ConfirmCode(ticket=sent.ticket, code=code))
    assert refusal.value.reason == "people.code_gone"


async def test_a_code_lives_ten_minutes(db: object, as_: AsRole) -> None:
    sent, code = await asked(as_())
    late = replace(as_(), now=as_().now + timedelta(minutes=10))
    with pytest.raises(Invalid) as refusal:
        await confirm_code(late, ConfirmCode(ticket=sent.ticket, code=code))
    assert refusal.value.reason == "people.code_gone"


async def test_after_five_wrong_tries_even_the_right_code_is_not_looked_at(db: object, as_: AsRole) -> None:
    sent, code = await asked(as_())
    for _try in range(5):
        with pytest.raises(Invalid):
            await confirm_code(as_(), ConfirmCode(ticket=sent.ticket, code=wrong(code)))
    with pytest.raises(TooMany) as refusal:
        await confirm_code(as_(), ConfirmCode(ticket=sent.ticket, code=code))
    assert refusal.value.retry_after_seconds > 500


async def test_a_stranger_cannot_use_up_her_tries(db: object, as_: AsRole) -> None:
    sent, code = await asked(as_())
    theirs, _code = await asked(as_(address="198.51.100.9"))
    for _try in range(5):
        with pytest.raises(Invalid):
            await confirm_code(as_(address="198.51.100.9"), ConfirmCode(ticket=theirs.ticket, code="000000x"))
    signed = await confirm_code(as_(), ConfirmCode(ticket=sent.ticket, code=code))
    assert await queries.identify(signed.secret, as_().now)


async def test_three_codes_for_one_contact_and_no_fourth_however_it_is_typed(db: object, as_: AsRole) -> None:
    for typed in ("+7 701 123 45 67", "8 701 1234567", "7011234567"):
        await request_code(as_(), RequestCode(contact=typed))
    with pytest.raises(TooMany):
        await request_code(as_(), RequestCode(contact="87011234567"))


async def test_twenty_codes_from_one_address_and_no_more(db: object, as_: AsRole) -> None:
    for number in range(20):
        await request_code(as_(), RequestCode(contact=f"somebody{number}@example.kz"))
    with pytest.raises(TooMany):
        await request_code(as_(), RequestCode(contact="one-more@example.kz"))


async def test_the_answer_does_not_tell_whether_a_contact_is_known(db: object, as_: AsRole) -> None:
    await signed_in(as_())
    known = await request_code(as_(), RequestCode(contact=AIGUL))
    unknown = await request_code(as_(), RequestCode(contact="nobody@example.kz"))
    assert known.model_dump(exclude={"ticket"}) == unknown.model_dump(exclude={"ticket"})
    written = "SELECT action, about LIKE 'code:%' AS shape FROM actions_act WHERE action = 'people.request_code' ORDER BY id DESC LIMIT 2"
    first, second = await rows(written)
    assert first == second


async def test_nothing_readable_lies_in_codes_outbox_or_ledger(db: object, as_: AsRole) -> None:
    _sent, code = await asked(as_())
    for table in ("people_login_code", "jobs_outbox", "ledger_entry", "actions_act"):
        kept = await rows(f"SELECT t::text AS line FROM {table} t")
        assert not any(code in each["line"].replace("-", "") and AIGUL in each["line"] for each in kept)
        assert not any("aigul" in each["line"] for each in kept)


async def test_signing_in_again_ends_the_session_of_before(db: object, as_: AsRole) -> None:
    first = await signed_in(as_())
    actor = await queries.identify(first.secret, as_().now)
    assert actor is not None
    second = await signed_in(replace(as_(), actor=actor))
    assert await queries.identify(first.secret, as_().now) is None
    assert await queries.identify(second.secret, as_().now)
    assert await value("SELECT count(*) FROM people_person") == 1
