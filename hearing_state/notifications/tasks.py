"""Letters leave the house here: outside any transaction, at least once, under a stable message id."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.errors import NotFound, Unavailable
from hearing_state.jobs.listeners import Told, every, job
from hearing_state.notifications import queries
from hearing_state.notifications.actions.forget import Forget, forget
from hearing_state.notifications.actions.notify import Notify, notify
from hearing_state.notifications.actions.record_delivery import RecordDelivery, record_delivery
from hearing_state.notifications.carriers import AwayError, RefusedError, carrier_for
from hearing_state.notifications.letter import Letter, describe, letters_a_day
from hearing_state.notifications.push.delivery import push
from hearing_state.notifications.queries import Intention
from hearing_state.notifications.wanted import still_wanted
from hearing_state.notifications.writing import written
from hearing_state.people.queries import code_letter, contact_of

CODE = "code"
_MINUTE = 60


@job("people.code_requested")
async def send_code(context: Context, told: Told) -> None:
    """Only the code's number is noted; the code itself is asked for when the letter is written."""
    await _intend_code(context, UUID(told.payload["code_id"]))


async def _intend_code(context: Context, code_id: UUID) -> None:
    try:
        asked = await code_letter(context, code_id)
    except NotFound:
        return  # used or too old already: nobody waits for it
    values = {"code_id": str(code_id)}
    wish = Notify(
        contact=asked.address, template=CODE, about=f"code:{code_id}", locale=asked.locale, values=values
    )
    await by_law(context, notify, wish)


@job("notification.queued", outward=True)
async def deliver(context: Context, told: Told) -> None:
    """Raises Unavailable where the carrier is away: the relay comes again, later and later. Whoever pressed
    "unsubscribe" while it waited is not written to.
    """
    intention = await queries.intention(context, UUID(told.payload["id"]))
    if intention.state != "waiting":
        return
    values = await still_wanted(context, intention)
    if values is None:
        await _note(context, intention, "unwanted", "")
        return
    intention = replace(intention, values=values)
    try:
        letter = await _letter(context, intention)
        reply = await carrier_for(context, letter.channel).carry(context, letter)
    except (NotFound, RefusedError) as refused:
        await _note(context, intention, "failed", str(refused))
    except AwayError as away:
        await _note(context, intention, "tried", str(away))
        raise Unavailable("notification.carrier_away") from None
    else:
        await _note(context, intention, "sent", reply)


async def _letter(context: Context, intention: Intention) -> Letter:
    if intention.template == CODE:
        asked = await code_letter(context, UUID(str(intention.values["code_id"])))
        minutes = max(1, int((asked.expires_at - context.now).total_seconds() // _MINUTE))
        with_code = _with(intention, code=asked.code, minutes=minutes)
        return written(context, with_code, asked.channel, asked.address)
    channel: str = intention.channel
    address = intention.address or ""
    if intention.person_id is not None:
        contact = await contact_of(context, intention.person_id)
        channel, address = contact.channel, contact.address
    if not address:
        raise RefusedError("the address was forgotten")
    if not describe(intention.template).owed:
        await _bounded(context, intention)
    return written(context, intention, channel, address)


def _with(intention: Intention, **more: object) -> Intention:
    return replace(intention, values={**intention.values, **more})


async def _bounded(context: Context, intention: Intention) -> None:
    """At most so many letters a day to one reader (letters.toml); what is owed is not counted. Raises RefusedError."""
    if await queries.sent_today(context, intention) >= letters_a_day():
        raise RefusedError("too many letters in a day")


async def _note(context: Context, intention: Intention, outcome: str, reply: str) -> None:
    told = {"notification": intention.id, "outcome": outcome, "reply": reply[:300]}
    await by_law(context, record_delivery, RecordDelivery.model_validate(told))


async def forget_old(context: Context, _slot: datetime) -> None:
    await by_law(context, forget, Forget())


TIMETABLE = (every("notifications.forget", at="03:20", run=forget_old, catch_up="latest"),)
LISTENERS = (send_code, deliver, push)
