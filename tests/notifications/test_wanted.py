"""A letter that waits while its reader turns its kind off does not leave; what the law owes does."""

from __future__ import annotations

from uuid import UUID

import pytest

from hearing_state.actions import Context
from hearing_state.errors import Conflict, Unavailable
from hearing_state.main import packages
from hearing_state.notifications import queries
from hearing_state.notifications.actions.notify import Notify
from hearing_state.notifications.actions.record_delivery import RecordDelivery, record_delivery
from hearing_state.notifications.actions.send_again import SendAgain, send_again
from hearing_state.notifications.actions.unsubscribe import Unsubscribe, unsubscribe
from hearing_state.notifications.unsubscribing import Ticket, token_for
from hearing_state.notifications.wanted import register_wanted
from tests.notifications.test_sending import aigul, answered, house, mail, post, said
from tests.support.contexts import AsRole
from tests.support.smtp import Relay

__all__ = ["aigul", "house", "mail"]


async def turned_off(house: Context, as_: AsRole, person: UUID, kind: str) -> None:
    token = token_for(house.settings.secret_bytes, Ticket(person, kind))
    await unsubscribe(as_("visitor"), Unsubscribe(token=token))


async def waiting(house: Context, mail: Relay, wish: Notify) -> UUID:
    """Said while the relay is away."""
    letter = await said(house, wish)
    mail.mood = "busy"
    with pytest.raises(Unavailable):
        await post(house, letter)
    mail.mood = "takes"
    return letter


async def test_it_is_settled_as_not_wanted_and_not_as_failed(
    house: Context, aigul: UUID, mail: Relay, as_: AsRole
):
    wish = Notify(person_id=aigul, template="deadline_near", about="Q-1", values={"ref": "Q-1"})
    letter = await waiting(house, mail, wish)
    await turned_off(house, as_, aigul, "deadlines")
    await post(house, letter)
    await post(house, letter)
    assert mail.taken == []
    found = await queries.intention(house, letter)
    assert (found.state, found.failed_at, found.tries) == ("unwanted", None, 1)
    shown = {
        state: (await queries.delivery_log(as_("administrator"), state, 1)).total for state in queries.STATES
    }
    assert shown == {"failed": 0, "waiting": 0, "sent": 0, "unwanted": 1, "all": 1}
    assert (await queries.figures(house))["letters_waiting"] == 0
    with pytest.raises(Conflict, match=r"notification\.sent_already"):
        await send_again(as_("administrator"), SendAgain(notification=letter))
    await record_delivery(house, RecordDelivery(notification=letter, outcome="sent"))
    assert (await queries.intention(house, letter)).state == "unwanted"


async def test_another_kind_turned_off_holds_nothing_back(
    house: Context, aigul: UUID, mail: Relay, as_: AsRole
):
    wish = Notify(person_id=aigul, template="deadline_near", about="Q-1", values={"ref": "Q-1"})
    letter = await waiting(house, mail, wish)
    await turned_off(house, as_, aigul, "following")
    await post(house, letter)
    assert mail.recipients == ["aigul@house.test"]


async def test_what_the_law_owes_goes_whatever_is_turned_off(
    house: Context, aigul: UUID, mail: Relay, as_: AsRole
):
    letter = await waiting(house, mail, answered(aigul))
    for kind in ("following", "deadlines", "other"):
        await turned_off(house, as_, aigul, kind)
    await post(house, letter)
    assert mail.recipients == ["aigul@house.test"]


async def test_two_packages_cannot_answer_for_one_letter():
    async def another(_context: Context, found: queries.Intention) -> None:
        del found

    packages.install()
    with pytest.raises(ValueError, match="following/digest"):
        register_wanted("following/digest", another)
