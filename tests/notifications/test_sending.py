"""A letter is stored first, carried by a real relay, and its fate is in the log."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import UUID

import pytest

from hearing_state.actions import Context, by_law
from hearing_state.db import execute, row, rows, value
from hearing_state.errors import Conflict, Forbidden, NotFound, SignInNeeded, Unavailable
from hearing_state.ids import new_id
from hearing_state.jobs.listeners import Told
from hearing_state.notifications import queries
from hearing_state.notifications.actions.forget import Forget, forget
from hearing_state.notifications.actions.notify import Notify, notify
from hearing_state.notifications.actions.send_again import SendAgain, send_again
from hearing_state.notifications.actions.set_preferences import SetPreferences, set_preferences
from hearing_state.notifications.actions.unsubscribe import Unsubscribe, unsubscribe
from hearing_state.notifications.tasks import deliver, send_code
from hearing_state.notifications.unsubscribing import Ticket, token_for
from hearing_state.people.actions.request_code import RequestCode, request_code
from tests.support.contexts import NOON, AsRole
from tests.support.smtp import Relay, relay

URL = "https://house.test/kk/questions/Q-2026-000017"


@pytest.fixture
async def mail() -> AsyncIterator[Relay]:
    async with relay() as made:
        yield made


@pytest.fixture
def house(as_: AsRole, db: object, mail: Relay) -> Context:
    """The house itself, with a mail relay."""
    context = as_("system")
    return replace(context, settings=context.settings.model_copy(update={"smtp_url": mail.url}))


@pytest.fixture
async def aigul(house: Context) -> UUID:
    return await resident("aigul@house.test", "ru")


async def resident(address: str | None, locale: str) -> UUID:
    person = new_id()
    await execute(
        "INSERT INTO people_person (id, kind, given_name, family_name, locale, made_at) VALUES ($1, 'resident', 'Айгүл', 'С', $2, $3)",
        person, locale, NOON,
    )  # fmt: skip
    if address:
        await execute(
            "INSERT INTO people_contact (id, person_id, channel, address, address_digest, made_at, confirmed_at)"
            " VALUES ($1, $2, 'email', $3, $4, $5, $5)",
            new_id(), person, address, address.encode().ljust(32)[:32], NOON,
        )  # fmt: skip
    return person


def answered(person: UUID, **more: object) -> Notify:
    wish = {"person_id": person, "template": "question_answered", "about": "Q-2026-000017"}
    return Notify(**{**wish, "values": {"ref": "Q-2026-000017", "url": URL}, **more})


async def said(house: Context, wish: Notify) -> UUID:
    made = await by_law(house, notify, wish)
    assert made is not None
    return made


async def post(house: Context, notification: UUID) -> None:
    await deliver(house, Told(1, "notification.queued", "x", {"id": str(notification)}, NOON))


async def test_the_letter_goes_in_its_readers_language_and_the_log_says_so(
    house: Context, aigul: UUID, mail: Relay
) -> None:
    letter = await said(house, answered(aigul))
    assert await value("SELECT count(*) FROM jobs_outbox WHERE event = 'notification.queued'") == 1

    await post(house, letter)
    await post(house, letter)

    assert mail.recipients == ["aigul@house.test"]
    sent = mail.taken[0]
    assert sent["Message-ID"] == f"<letter-{letter}@hearing-state.local>"
    assert sent["Content-Language"] == "ru"
    assert URL in sent.get_content()
    log = await queries.intention(house, letter)
    assert (log.state, log.tries, log.carrier_reply) == ("sent", 1, "queued as 4711")


async def test_a_busy_relay_is_tried_again_under_the_same_message_id(
    house: Context, aigul: UUID, mail: Relay
) -> None:
    letter = await said(house, answered(aigul))
    mail.mood = "busy"
    with pytest.raises(Unavailable):
        await post(house, letter)
    assert (await queries.intention(house, letter)).state == "waiting"
    mail.mood = "cuts"
    with pytest.raises(Unavailable):
        await post(house, letter)
    mail.mood = "takes"
    await post(house, letter)

    assert (await queries.intention(house, letter)).tries == 3
    assert len(mail.taken) == 2, "the relay took it before the line was cut: once more, never less"
    assert len({each["Message-ID"] for each in mail.taken}) == 1


async def test_a_refused_letter_ends_in_the_log_and_an_administrator_sends_it_again(
    house: Context, aigul: UUID, mail: Relay, as_: AsRole
) -> None:
    letter = await said(house, answered(aigul))
    mail.mood = "refuses"
    await post(house, letter)
    log = await queries.delivery_log(as_("administrator"), "failed", 1)
    assert [each.id for each in log.items] == [letter]
    assert log.items[0].carrier_reply.startswith("550 no such mailbox")

    with pytest.raises(Forbidden):
        await send_again(as_("official", new_id()), SendAgain(notification=letter))
    await send_again(as_("administrator"), SendAgain(notification=letter))
    mail.mood = "takes"
    await post(house, letter)
    assert (await queries.intention(house, letter)).state == "sent"
    with pytest.raises(Conflict):
        await send_again(as_("administrator"), SendAgain(notification=letter))


async def test_the_same_thing_is_said_once_and_a_second_occurrence_again(house: Context, aigul: UUID) -> None:
    await said(house, answered(aigul))
    assert await by_law(house, notify, answered(aigul)) is None
    await said(house, answered(aigul, event="again"))


async def test_only_the_house_writes_letters(as_: AsRole, aigul: UUID) -> None:
    with pytest.raises(SignInNeeded):
        await notify(as_("visitor"), answered(aigul))
    with pytest.raises(Forbidden):
        await notify(as_("administrator"), answered(aigul))


async def test_what_is_owed_comes_even_to_somebody_who_turned_everything_off(
    house: Context, aigul: UUID, as_: AsRole
) -> None:
    await set_preferences(as_("resident", person_id=aigul), SetPreferences(wanted=()))
    assert await by_law(house, notify, answered(aigul, template="question_overdue")) is None
    await said(house, answered(aigul))


async def test_the_link_in_a_letter_stops_its_kind_without_signing_in(
    house: Context, aigul: UUID, as_: AsRole, client
) -> None:
    token = token_for(house.settings.secret_bytes, Ticket(aigul, "overdue"))
    page = await client.get(f"/en/unsubscribe/{token}")
    assert page.status_code == 200
    assert await queries.off_kinds(aigul) == frozenset()
    done = await client.post(
        f"/en/unsubscribe/{token}", headers={"origin": ""}, data={"List-Unsubscribe": "One-Click"}
    )
    assert done.status_code == 200
    assert await queries.off_kinds(aigul) == {"overdue"}
    await unsubscribe(as_("visitor"), Unsubscribe(token=token))
    assert await queries.off_kinds(aigul) == {"overdue"}
    assert (await client.get("/en/unsubscribe/nonsense")).status_code == 404


async def test_twenty_letters_a_day_to_one_address_and_then_only_what_is_owed(
    house: Context, aigul: UUID, mail: Relay
) -> None:
    for number in range(21):
        await post(house, await said(house, answered(aigul, template="deadline_near", event=str(number))))
    assert len(mail.taken) == 20
    assert len((await queries.delivery_log(house, "failed", 1)).items) == 1
    await post(house, await said(house, answered(aigul)))
    assert len(mail.taken) == 21


async def test_somebody_without_an_address_is_told_on_paper(house: Context) -> None:
    visitor = await resident(None, "kk")
    letter = await said(house, answered(visitor))
    assert (await queries.intention(house, letter)).channel == "paper"
    assert await value("SELECT count(*) FROM jobs_outbox WHERE event = 'notification.queued'") == 0


async def test_a_code_is_carried_and_kept_nowhere(house: Context, as_: AsRole, mail: Relay) -> None:
    await request_code(as_("visitor", locale="en"), RequestCode(contact="Ada@House.test"))
    asked = await row(
        "SELECT payload::text AS payload FROM jobs_outbox WHERE event = 'people.code_requested'"
    )
    code_id = UUID(str(await value("SELECT id FROM people_login_code")))
    assert asked is None or str(code_id) in asked["payload"]

    await send_code(house, Told(1, "people.code_requested", str(code_id), {"code_id": str(code_id)}, NOON))
    letter = await value("SELECT id FROM notifications_notification WHERE template = 'code'")
    await post(house, letter)

    code = mail.taken[0]["Subject"].split(" ")[0]
    assert code.isdigit()
    assert len(code) == 6
    for table in ("notifications_notification", "ledger_entry", "jobs_outbox", "actions_act"):
        assert code not in str(
            [each["whole"] for each in await rows(f"SELECT t::text AS whole FROM {table} t")]
        )


async def test_without_a_relay_the_letter_lies_in_the_mailbox(as_: AsRole, db: object, client) -> None:
    house = as_("system")
    person = await resident("ayan@house.test", "kk")
    letter = await said(house, answered(person))
    await post(house, letter)
    await post(house, letter)

    page = await client.get("/kk/mailbox?contact=AYAN")
    assert page.status_code == 200
    assert page.text.count("ayan@house.test") == 1
    laid = (await queries.mailbox(as_("visitor"), "", 1)).items
    assert len(laid) == 1
    opened = await client.get(f"/kk/mailbox/{laid[0].id}")
    assert URL in opened.text


async def test_there_is_no_mailbox_in_production(as_: AsRole, db: object) -> None:
    context = as_("visitor")
    production = replace(context, settings=context.settings.model_copy(update={"mode": "production"}))
    with pytest.raises(NotFound):
        await queries.mailbox(production, "", 1)


async def test_text_messages_in_production_fail_with_a_reason(house: Context) -> None:
    production = replace(house, settings=house.settings.model_copy(update={"mode": "production"}))
    wish = Notify(contact="+7 701 123 45 67", template="question_answered", about="Q-1", values={"url": URL})
    letter = await said(production, wish)
    await post(production, letter)
    assert (await queries.intention(house, letter)).carrier_reply == "no carrier for text messages"


async def test_words_and_addresses_are_forgotten_and_the_log_stays(house: Context) -> None:
    wish = Notify(contact="ada@house.test", template="question_answered", about="Q-1", values={"ref": "Q-1"})
    letter = await said(house, wish)
    await execute("UPDATE notifications_notification SET queued_at = queued_at - interval '91 days'")
    await by_law(house, forget, Forget())
    kept = await queries.intention(house, letter)
    assert (kept.address, dict(kept.values), kept.about) == (None, {}, "Q-1")
