"""The decorator of all actions: permission, limit, repeat, one transaction, ledger, outbox, answer.

In this order:

1. a role of the actor stands in the permission table, or nothing is looked up at all;
2. the rate limit is counted (outside the transaction: a refused try counts too; the repetition of a
   keyed request does not, for a bad line or an ill house must not use up anybody's day);
3. ONE transaction: a repeated request gets its earlier answer; the subject is loaded and the row's
   conditions are checked; the body runs; ledger entries, outbox rows, the auditor's act and the
   answer under the idempotency key are written; commit;
4. the bell is rung. If it is not heard, the timetable comes by within seconds.

An action called by another action joins its transaction. Raising anything rolls everything back.
"""

from __future__ import annotations

import contextvars
import functools
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, ParamSpec, TypeVar, get_type_hints
from uuid import UUID

from pydantic import TypeAdapter

from hearing_state import ledger
from hearing_state.actions.context import Context, Trace, Wish
from hearing_state.actions.crowd import Call, Crowd, Together
from hearing_state.actions.requests import Repeat, request_name
from hearing_state.actions.standing import forget_older_copies, require_open
from hearing_state.db import execute, is_in_transaction, retrying, transaction
from hearing_state.errors import Forbidden, Problem, SignInNeeded
from hearing_state.ids import digest, new_id
from hearing_state.jobs import outbox
from hearing_state.ledger import Entry
from hearing_state.limits import LIMITS, Limit
from hearing_state.permissions import POLICY, Role, Subject

W = TypeVar("W", bound=Wish)
R = TypeVar("R")
P = ParamSpec("P")

About = Callable[[Context, Any], Awaitable[Subject]]

_INSERT_ACT = """
INSERT INTO actions_act (id, action, about, person_id, roles, made_at, request_id) VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

_INSERT_ACTS = """
INSERT INTO actions_act (id, action, about, person_id, roles, made_at, request_id)
SELECT id, $1, about, person_id, roles, made_at, request_id
  FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[], $7::text[]) AS n (id, about, person_id, roles, made_at, request_id)
"""

_inside: contextvars.ContextVar[bool] = contextvars.ContextVar("inside_an_action", default=False)


@dataclass(frozen=True)
class Action(Generic[W, R]):
    """One verb. Calling it goes through the door; ``body`` is what stands behind it."""

    name: str
    entry: str
    body: Callable[[Context, W], Awaitable[R]]
    about: About | None
    is_public: bool
    is_repeatable: bool
    wish: type[W]
    result: TypeAdapter[Any]
    crowd: Crowd[W, R] | None = None
    when_read_only: bool = False
    hides: bool = False

    async def __call__(self, context: Context, wish: W) -> R:
        if _inside.get():
            return await self._behind_the_door(context, wish)
        _require_some_role(context, self.name)
        is_system = Role.SYSTEM in context.actor.roles
        if not is_system and not self.when_read_only:
            require_open()
        if (
            self.crowd is not None
            and not is_system
            and self.crowd.together.fits(wish)
            and _may_share(context)
        ):
            return await self.crowd.join(self, context, wish)
        if not is_system:
            request = request_name(self.name, context) if self.is_repeatable else None
            await LIMITS.spend(self.name, self.limit_key(context, wish), request=request)
        answer = await self.alone(context, wish)
        await self.ring()
        return answer

    async def for_all(self, calls: Sequence[Call[W]]) -> list[R | Problem]:
        """For many in the transaction of another action: each with an act of its own, a Problem for what is refused."""
        if self.crowd is None or not _inside.get():
            raise TypeError(f"{self.name} is not done for many, or nothing is under way")
        return await self.crowd.behind_the_door(self, calls)

    async def alone(self, context: Context, wish: W) -> R:
        """In a transaction of its own; who calls this has counted the try."""
        return await retrying(lambda: self._in_one_transaction(context, wish))

    async def ring(self) -> None:
        await outbox.ring()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """What is called in here joins this action's transaction."""
        token = _inside.set(True)
        try:
            yield
        finally:
            _inside.reset(token)

    def require(self, context: Context, subject: Subject) -> None:
        require(context, self.name, subject)

    def limit_key(self, context: Context, wish: W) -> Callable[[Limit], str | None]:
        return functools.partial(_limit_key, context, wish)

    async def _in_one_transaction(self, context: Context, wish: W) -> R:
        with self.inside():
            async with transaction():
                if context.idempotency_key is None or not self.is_repeatable:
                    return await self._behind_the_door(context, wish)
                repeat = Repeat(self.name, context, wish, self.result)
                if not await repeat.is_first():
                    earlier: R = await repeat.earlier_answer()
                    return earlier
                answer = await self._behind_the_door(context, wish)
                await repeat.keep(answer)
                return answer

    async def _behind_the_door(self, context: Context, wish: W) -> R:
        subject = await self.about(context, wish) if self.about else Subject()
        require(context, self.name, subject)
        traced = replace(context, trace=Trace(), idempotency_key=None)
        answer = await self.body(traced, wish)
        await self._write_down(traced, subject)
        if self.hides:
            await forget_older_copies(context.now)
        return answer

    async def _write_down(self, context: Context, subject: Subject) -> None:
        trace = context.trace or Trace()
        entries = trace.left(self.entry, subject.about)
        act_id, about = new_id(), _about_what(subject, entries)
        await self._leave_act(context, act_id, about)
        await ledger.write(entries, is_public=self.is_public, at=context.now, act_id=act_id)
        await outbox.tell_many(_tellings(context))

    async def write_down_many(self, done: Sequence[tuple[Context, Subject]]) -> None:
        """What many calls left behind, each under an act of its own."""
        if not done:
            return
        acts: list[tuple[UUID, str, Context]] = []
        entries: list[tuple[Entry, datetime, UUID]] = []
        for context, subject in done:
            trace = context.trace or Trace()
            left = trace.left(self.entry, subject.about)
            act_id = new_id()
            acts.append((act_id, _about_what(subject, left), context))
            entries += [(entry, context.now, act_id) for entry in left]
        await execute(
            _INSERT_ACTS,
            self.name,
            [act_id for act_id, _about, _context in acts],
            [about for _id, about, _context in acts],
            [context.actor.person_id for _id, _about, context in acts],
            [_roles(context) for _id, _about, context in acts],
            [context.now for _id, _about, context in acts],
            [context.request_id for _id, _about, context in acts],
        )
        await ledger.write_many(entries, is_public=self.is_public)
        await outbox.tell_many(each for context, _subject in done for each in _tellings(context))

    async def _leave_act(self, context: Context, act_id: UUID, about: str) -> None:
        person_id = context.actor.person_id
        await execute(
            _INSERT_ACT, act_id, self.name, about, person_id, _roles(context), context.now, context.request_id
        )


def _tellings(context: Context) -> list[tuple[str, str, dict[str, Any], datetime, str | None]]:
    told = context.trace.tellings if context.trace else ()
    return [(each.event, each.about, each.payload, context.now, each.key) for each in told]


def _about_what(subject: Subject, entries: Sequence[Entry]) -> str:
    return subject.about or (entries[0].about if entries else "")


def _may_share(context: Context) -> bool:
    """Whoever has a transaction open already must be served in that one."""
    return context.settings.calls_together > 1 and not is_in_transaction()


def _roles(context: Context) -> str:
    return ",".join(sorted(context.actor.roles))


ACTIONS: dict[str, Action[Any, Any]] = {}
"""Every action of the house, by name; house tests walk through it."""


def action(
    name: str,
    *,
    entry: str,
    about: About | None = None,
    public: bool = True,
    repeatable: bool = True,
    together: Together[Any, Any] | None = None,
    when_read_only: bool = False,
    hides: bool = False,
) -> Callable[[Callable[[Context, W], Awaitable[R]]], Action[W, R]]:
    """Make a function the body of an action.

    ``name`` is its row in permissions.toml, ``entry`` the kind of its ledger entry, ``about`` loads what
    it acts on (and raises NotFound), ``public=False`` keeps the entry out of the public log,
    ``repeatable=False`` is for actions that answer with a secret, which must not be kept. ``together`` says how
    many callers are served in one transaction (crowd.py), for the few actions that meet a rush. ``when_read_only`` is for
    the switch itself and the way to it, ``hides`` for what takes something public out of sight: kept copies from before are then
    not shown again (standing.py). What many hide often, and only the pages of one thing show, is said by ``forget_copies_about`` in the body.
    """

    def made(body: Callable[[Context, W], Awaitable[R]]) -> Action[W, R]:
        if hides and together is not None:
            raise ValueError(f"{name}: what is done for many does not make copies forgotten")
        hints = get_type_hints(body)
        wish = hints["wish"]
        crowd = Crowd(together) if together else None
        answers = TypeAdapter(hints["return"])
        known = Action(
            name, entry, body, about, public, repeatable, wish, answers, crowd, when_read_only, hides
        )
        if name in ACTIONS and ACTIONS[name].body.__module__ != body.__module__:
            raise ValueError(f"two actions are called {name}")
        ACTIONS[name] = known
        return known

    return made


def permitted(context: Context, name: str, subject: Subject | None = None) -> bool:
    """Whether this actor has that right (an action's name, or a right to read) over the subject."""
    return POLICY.may(context.actor, name, subject or Subject())


def require(context: Context, name: str, subject: Subject | None = None) -> None:
    """Raise SignInNeeded or Forbidden where the right is missing."""
    if not permitted(context, name, subject):
        raise Forbidden() if context.actor.is_signed_in else SignInNeeded()


async def by_law(context: Context, verb: Action[W, R], wish: W) -> R:
    """Call an action as the house itself: a step that the law takes, not a person."""
    return await verb(context.as_system(), wish)


async def by_law_for_all(calls: Sequence[Call[W]], verb: Action[W, R]) -> list[R | Problem]:
    """The same for many callers of the running action."""
    return await verb.for_all([Call(each.context.as_system(), each.wish) for each in calls])


def _require_some_role(context: Context, name: str) -> None:
    if not POLICY.some_role_may(context.actor, name):
        raise Forbidden() if context.actor.is_signed_in else SignInNeeded()


def _limit_key(context: Context, wish: Wish, limit: Limit) -> str | None:
    if limit.per == "address":
        return context.address_digest if context.address else None
    if limit.per == "person":
        return str(context.actor.person_id) if context.actor.person_id else None
    value = getattr(wish, limit.per.removeprefix("wish."))
    return digest(context.settings.digest_bytes, f"limit:{limit.action}", str(value)).hex()[:32]
