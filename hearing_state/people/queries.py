"""Reading about people. Names and contacts leave this package only through here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from hearing_state.actions import Context, require
from hearing_state.clock import day_of
from hearing_state.db import row, rows, value
from hearing_state.errors import NotFound, SignInNeeded
from hearing_state.ids import digest, secret_digest
from hearing_state.people.contact import Address, Channel
from hearing_state.people.person import (
    RESIDENT_IDLE,
    SEEN_EVERY,
    STAFF_IDLE,
    STAFF_WHOLE,
    TOKEN_LASTS,
    Contact,
    Kind,
    Person,
    Session,
    Step,
    full_name_of,
    public_name_of,
)
from hearing_state.people.sealing import unseal
from hearing_state.permissions import Actor, Grant, Role, Subject

_ALIVE = """
s.ended_at IS NULL AND CASE s.step
  WHEN 'password_totp' THEN s.seen_at > $2::timestamptz - $4::interval AND s.made_at > $2::timestamptz - $5::interval
  ELSE s.seen_at > $2::timestamptz - $3::interval END
"""
# One statement: the session, its person, today's posts; the last visit is written down once a minute at most (by whoever comes first:
# nobody waits for that). The first of an app's token is at once, and only with the token: it tells `refresh` a theft from a lost answer.
_IDENTIFY = """
WITH alive AS (
  SELECT s.id, s.secret_digest, s.person_id, s.step, s.seen_at, coalesce(s.seen_at <= s.token_until - $7::interval, false) AS is_unused FROM people_session s WHERE {which} AND {alive}
), stale AS (
  SELECT s.id FROM people_session s JOIN alive USING (id, secret_digest) WHERE alive.seen_at < CASE WHEN is_unused THEN {unused} ELSE $2::timestamptz - $6::interval END FOR UPDATE OF s SKIP LOCKED
), seen AS (
  UPDATE people_session s SET seen_at = $2 FROM stale WHERE s.id = stale.id
)
SELECT alive.id, alive.secret_digest, alive.person_id, alive.step, p.given_name, p.family_name, p.one_with,
       coalesce(array_agg(g.role || ' ' || g.agency_id) FILTER (WHERE g.role IS NOT NULL), '{{}}') AS grants
  FROM alive JOIN people_person p ON p.id = alive.person_id
  LEFT JOIN agencies_grant g ON g.person_id = alive.person_id AND alive.step = 'password_totp'
   AND g.from_on <= $8::date AND (g.until_on IS NULL OR g.until_on >= $8::date)
 GROUP BY alive.id, alive.secret_digest, alive.person_id, alive.step, p.given_name, p.family_name, p.one_with
"""
# Of how many it is asked the planner does not learn, or it would plan anew for each number of them (tests/promises/load/test_plans.py).
_HELD = "s.secret_digest = ANY (ARRAY(SELECT unnest($1::bytea[]))) AND (s.token_until IS NULL OR s.token_until > $2::timestamptz)"
_BY_SECRET = _IDENTIFY.format(which=_HELD, alive=_ALIVE, unused="$2::timestamptz")
_BY_ID = _IDENTIFY.format(
    which="s.id = ANY (ARRAY(SELECT unnest($1::uuid[])))", alive=_ALIVE, unused="'-infinity'::timestamptz"
)
_SESSIONS = f"""SELECT s.id, s.step, s.browser, s.made_at, s.seen_at, s.token_until IS NOT NULL AS is_app
 FROM people_session s WHERE s.person_id = $1 AND {_ALIVE} ORDER BY s.seen_at DESC"""
_LIMITS = (RESIDENT_IDLE, STAFF_IDLE, STAFF_WHOLE, SEEN_EVERY, TOKEN_LASTS)
VISIT_LASTS = timedelta(days=1)
_VISIT = "SELECT 1 FROM people_visit WHERE person_id = $1 AND operator_id = $2 AND made_at > $3 LIMIT 1"
_PERSON = "SELECT id, kind, given_name, family_name, locale, iin_digest IS NOT NULL AS has_iin FROM people_person WHERE id = $1"
_NAMES = "SELECT id, given_name, family_name FROM people_person WHERE id = ANY ($1::uuid[])"
_CONTACTS = """
SELECT c.channel, c.address, p.locale, c.confirmed_at FROM people_contact c JOIN people_person p ON p.id = c.person_id
 WHERE c.person_id = $1 ORDER BY c.confirmed_at IS NULL, c.channel, c.made_at
"""


@dataclass(frozen=True, slots=True)
class Me:
    """What somebody sees of herself."""

    person: Person
    contacts: tuple[Contact, ...]
    sessions: tuple[Session, ...]
    this_session: UUID | None


@dataclass(frozen=True, slots=True)
class Account(Me):
    """What a member of staff sees of herself."""

    user_name: str


@dataclass(frozen=True, slots=True)
class CodeLetter:
    """A code on its way: what the carrier must know, and nobody else."""

    channel: Channel
    address: str
    code: str
    locale: str
    expires_at: datetime


async def identify(secret: str, now: datetime) -> Actor | None:
    """Who holds this session, with the roles of today; None for one that is unknown, ended or idle too long."""
    return (await identify_all([secret], now)).get(secret)


async def identify_all(secrets: Collection[str], now: datetime) -> dict[str, Actor]:
    """The same for many at once; who is not there is nobody."""
    by_digest = {secret_digest(secret): secret for secret in secrets}
    found = await rows(_BY_SECRET, list(by_digest), now, *_LIMITS, day_of(now))
    return {by_digest[bytes(each["secret_digest"])]: _actor(each) for each in found}


async def still_signed_in(sessions: Collection[UUID], now: datetime) -> dict[UUID, Actor]:
    """Those of the sessions that have not ended, with the roles of today: for sockets, which stay open between two requests."""
    if not sessions:
        return {}
    found = await rows(_BY_ID, list(sessions), now, *_LIMITS, day_of(now))
    return {each["id"]: _actor(each) for each in found}


def _actor(found: dict[str, Any]) -> Actor:
    return Actor(
        person_id=found["person_id"],
        grants=_grants(found),
        session_id=found["id"],
        name=public_name_of(found["given_name"], found["family_name"]),
        step=found["step"],
        one_with=found["one_with"],
    )


def _grants(found: dict[str, Any]) -> frozenset[Grant]:
    if found["step"] != Step.PASSWORD_TOTP:
        return frozenset({Grant(Role.RESIDENT)})
    held = (grant.split(" ") for grant in found["grants"])
    return frozenset(Grant(Role(role), UUID(agency)) for role, agency in held)


async def person(context: Context, person_id: UUID) -> Person:
    """Raises NotFound."""
    del context
    found = await row(_PERSON, person_id)
    if found is None:
        raise NotFound("people.not_found")
    return Person(**{**found, "kind": Kind(found["kind"])})


async def name_of(context: Context, person_id: UUID) -> str:
    """The full name, for those who act in the person's matter. Raises NotFound."""
    return (await person(context, person_id)).full_name


async def public_name(context: Context, person_id: UUID) -> str:
    """First name and the first letter of the surname. Raises NotFound."""
    return (await person(context, person_id)).public_name


async def public_names_of(context: Context, person_ids: Collection[UUID]) -> dict[UUID, str]:
    """The same of many at once."""
    del context
    found = await rows(_NAMES, list(person_ids))
    return {each["id"]: public_name_of(each["given_name"], each["family_name"]) for each in found}


async def names_of(context: Context, person_ids: list[UUID]) -> dict[UUID, str]:
    """Full names of many at once, for lists in the console."""
    del context
    found = await rows(_NAMES, person_ids)
    return {each["id"]: full_name_of(each["given_name"], each["family_name"]) for each in found}


async def human(context: Context, person_id: UUID) -> UUID:
    """Who counts once, however many accounts she has: another one that proved to be hers, or this one."""
    del context
    found = await value("SELECT coalesce(one_with, id) FROM people_person WHERE id = $1", person_id)
    return UUID(str(found)) if found else person_id


async def contact_of(context: Context, person_id: UUID) -> Contact:
    """Where to write to somebody: a confirmed contact first. For the house itself. Raises NotFound where there is none."""
    require(context, "people.see_contact")
    found = await row(f"{_CONTACTS} LIMIT 1", person_id)
    if found is None:
        raise NotFound("people.no_contact")
    return Contact(**found)


async def code_letter(context: Context, code_id: UUID) -> CodeLetter:
    """What ``people.code_requested`` is about. For the house itself. Raises NotFound once it was used or is too old."""
    require(context, "people.see_contact")
    found = await row(
        "SELECT sealed, locale, expires_at FROM people_login_code WHERE id = $1 AND used_at IS NULL AND expires_at > $2",
        code_id,
        context.now,
    )
    if found is None:
        raise NotFound("people.code_gone")
    channel, address, code = unseal(
        context.settings.secret_bytes, "people.code", str(code_id), found["sealed"]
    ).split(" ")
    return CodeLetter(cast("Channel", channel), address, code, found["locale"], found["expires_at"])


async def code_sent_to(context: Context, ticket: str) -> Address | None:
    """Where the code of this ticket went; None for one that is unknown, used or too old."""
    found = await row(
        "SELECT id, sealed FROM people_login_code WHERE ticket_digest = $1 AND used_at IS NULL AND expires_at > $2",
        secret_digest(ticket),
        context.now,
    )
    if found is None:
        return None
    sealed = unseal(context.settings.secret_bytes, "people.code", str(found["id"]), found["sealed"])
    channel, address, _code = sealed.split(" ")
    return Address(cast("Channel", channel), address)


async def me(context: Context) -> Me:
    """What the person who is signed in sees of herself. Raises SignInNeeded."""
    person_id = _own(context)
    return Me(
        person=await person(context, person_id),
        contacts=tuple(Contact(**each) for each in await rows(_CONTACTS, person_id)),
        sessions=await _sessions(context, person_id),
        this_session=context.actor.session_id,
    )


async def account(context: Context) -> Account:
    """What a member of staff sees of herself. Raises SignInNeeded, or Forbidden for somebody who is none."""
    require(context, "people.see_account")
    own = await me(context)
    found = await row("SELECT user_name FROM people_staff_credential WHERE person_id = $1", own.person.id)
    if found is None:
        raise NotFound("people.not_found")
    return Account(own.person, own.contacts, own.sessions, own.this_session, user_name=found["user_name"])


async def staff_list(context: Context) -> list[tuple[UUID, str]]:
    """Everybody who can be appointed: (person, name and user name). For administrators."""
    require(context, "people.see_staff")
    found = await rows(
        "SELECT p.id, p.given_name, p.family_name, c.user_name FROM people_staff_credential c JOIN people_person p ON p.id = c.person_id"
        " ORDER BY p.family_name, p.given_name, c.user_name"
    )
    return [
        (each["id"], f"{each['given_name']} {each['family_name']} ({each['user_name']})") for each in found
    ]


async def has_come(context: Context, person_id: UUID) -> bool:
    """Whether this operator wrote that person down within the last day, and so may act for her."""
    since = context.now - VISIT_LASTS
    return bool(await value(_VISIT, person_id, context.actor.person_id, since))


async def visitor(context: Context, person_id: str, right: str = "people.register_visitor") -> Person:
    """Who stands at the desk, by the key as an address names it. Raises Forbidden for whoever lacks ``right``, NotFound for whom
    this operator did not write down within the last day.
    """
    require(context, right)
    try:
        guest = UUID(person_id)
    except ValueError:
        raise NotFound("people.not_found") from None
    if not await has_come(context, guest):
        raise NotFound("people.not_found")
    return await person(context, guest)


async def subject(context: Context, person_id: UUID) -> Subject:
    """A person as something to act on. Raises NotFound."""
    return Subject(about=f"person:{(await person(context, person_id)).id}", owner=person_id)


async def own_subject(context: Context, _wish: object) -> Subject:
    """Oneself as what is acted on. Raises SignInNeeded."""
    person_id = _own(context)
    return Subject(about=f"person:{person_id}", owner=person_id)


async def _sessions(context: Context, person_id: UUID) -> tuple[Session, ...]:
    found = await rows(_SESSIONS, person_id, context.now, RESIDENT_IDLE, STAFF_IDLE, STAFF_WHOLE)
    return tuple(Session(**{**each, "step": Step(each["step"])}) for each in found)


def iin_digest(context: Context, number: str) -> bytes:
    return digest(context.settings.digest_bytes, "iin", number)


def contact_digest(context: Context, address: Address) -> bytes:
    return digest(context.settings.digest_bytes, "contact", f"{address.channel}:{address.text}")


def _own(context: Context) -> UUID:
    if context.actor.person_id is None:
        raise SignInNeeded()
    return context.actor.person_id
