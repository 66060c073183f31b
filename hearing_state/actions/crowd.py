"""Callers of one action who come at the same moment, served in one transaction.

No timer: what came while the last transaction ran goes into the next. A single caller waits for nobody; under a rush a commit is
shared by hundreds. What each caller is promised stays the same: permission, limit, one effect for a repeated request, an answer
only after the commit. Of a call that is refused nothing is kept, and it spoils no other's.
"""

from __future__ import annotations

import asyncio
import contextvars
import weakref
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import structlog
from tortoise.context import TortoiseContext

from hearing_state.actions.context import Context, Trace, Wish
from hearing_state.actions.requests import Repeats, caller_of, request_name
from hearing_state.db import here, retrying, transaction, using
from hearing_state.errors import Problem, Unavailable
from hearing_state.limits import LIMITS
from hearing_state.permissions import Subject

if TYPE_CHECKING:
    from hearing_state.actions.door import Action

log = structlog.get_logger("actions")
W = TypeVar("W", bound=Wish)
R = TypeVar("R")
WAITING_MAX = 2_000
"""More are told at once to come again: whoever waits longer than a few transactions has gone."""


@dataclass(frozen=True, slots=True)
class Call(Generic[W]):
    """One caller's wish with her own context: who, when, in which language."""

    context: Context
    wish: W


@dataclass(frozen=True)
class Together(Generic[W, R]):
    """How an action is done for many. Both give one value per call, in their order, a Problem for what is refused.

    ``about`` loads what each call acts on; None where nothing is there before. ``body`` does it; of what it refuses it must have
    written nothing. No two calls of one transaction are of the same caller. ``fits``: the wishes that are done so; others go alone.
    """

    body: Callable[[Sequence[Call[W]]], Awaitable[Sequence[R | Problem]]]
    about: Callable[[Sequence[Call[W]]], Awaitable[Sequence[Subject | Problem]]] | None = None
    fits: Callable[[W], bool] = field(default=lambda _wish: True)


@dataclass(frozen=True, slots=True, eq=False)
class _Waiter:
    call: Call[Any]
    answer: asyncio.Future[Any]


@dataclass(eq=False)
class _Line:
    """Who waits, in one process over one database."""

    waiting: deque[_Waiter] = field(default_factory=deque)
    of_caller: Counter[str] = field(default_factory=Counter)
    several: set[str] = field(default_factory=set)
    """``of_caller``: how many of these are of one caller; ``several``: who has more than one."""
    server: asyncio.Task[None] | None = None

    def came(self, caller: str) -> None:
        self.of_caller[caller] += 1
        if self.of_caller[caller] > 1:
            self.several.add(caller)

    def went(self, caller: str) -> None:
        self.of_caller[caller] -= 1
        if self.of_caller[caller] < 2:  # noqa: PLR2004  one is not several
            self.several.discard(caller)
        if not self.of_caller[caller]:
            del self.of_caller[caller]


class Crowd(Generic[W, R]):
    """The line in front of one action."""

    def __init__(self, together: Together[W, R]) -> None:
        self.together = together
        self._lines: weakref.WeakKeyDictionary[TortoiseContext, _Line] = weakref.WeakKeyDictionary()

    async def join(self, verb: Action[W, R], context: Context, wish: W) -> R:
        """Wait for the own answer. Raises Unavailable where too many wait."""
        line = self._lines.setdefault(here(), _Line())
        if len(line.waiting) >= WAITING_MAX and not _made_room(line, caller_of(context)):
            raise Unavailable("house_full")
        loop = asyncio.get_running_loop()
        waiter = _Waiter(Call(context, wish), loop.create_future())
        line.waiting.append(waiter)
        line.came(caller_of(context))
        if line.server is None:
            # Its own surroundings: this caller's request may end long before the line does.
            line.server = loop.create_task(self._serve(verb, line, here()), context=contextvars.Context())
        answer: R = await waiter.answer
        return answer

    async def _serve(self, verb: Action[W, R], line: _Line, database: TortoiseContext) -> None:
        taken: list[_Waiter] = []
        try:
            with using(database):
                while line.waiting:
                    taken = _next(line)
                    answers = await self._answers(verb, [waiter.call for waiter in taken])
                    for waiter, answer in zip(taken, answers, strict=True):
                        _give(waiter.answer, answer)
        finally:
            # Whatever ended it, nobody waits for ever: neither who is in the line, nor who joins it later.
            for waiter in (*taken, *line.waiting):
                _give(waiter.answer, Unavailable("house_full"))
            line.waiting.clear()
            line.of_caller.clear()
            line.several.clear()
            line.server = None

    async def _answers(self, verb: Action[W, R], calls: Sequence[Call[W]]) -> list[Any]:
        """One answer or fault for each call; never raises but for being cancelled."""
        try:
            refused = await LIMITS.spend_many(verb.name, [_try(verb, call) for call in calls])
        except Exception as fault:  # noqa: BLE001  each caller is told, whatever it was
            return [_own(fault) for _call in calls]
        answers: list[Any] = list(refused)
        paid = [at for at, refusal in enumerate(refused) if refusal is None]
        for at, answer in zip(paid, await self._done(verb, [calls[at] for at in paid]), strict=True):
            answers[at] = answer
        return answers

    async def _done(self, verb: Action[W, R], calls: Sequence[Call[W]]) -> list[Any]:
        if not calls:
            return []
        try:
            answers = await retrying(lambda: self._in_one_transaction(verb, calls))
        except Unavailable as away:
            return [_own(away) for _call in calls]
        except Exception:  # what one of them carries may have spoilt it for all: each goes alone
            log.exception("crowd_broke_up", action=verb.name, calls=len(calls))
            answers = [await _alone(verb, call) for call in calls]
        await verb.ring()
        return answers

    async def _in_one_transaction(self, verb: Action[W, R], calls: Sequence[Call[W]]) -> list[Any]:
        answers: list[Any] = [None] * len(calls)
        with verb.inside():
            async with transaction():
                keyed = [
                    at for at, call in enumerate(calls) if call.context.idempotency_key and verb.is_repeatable
                ]
                repeats = Repeats(
                    verb.name, [(calls[at].context, calls[at].wish) for at in keyed], verb.result
                )
                earlier = dict(zip(keyed, await repeats.earlier(), strict=True)) if keyed else {}
                fresh = [at for at in range(len(calls)) if earlier.get(at) is None]
                answers_now = await self.behind_the_door(verb, [calls[at] for at in fresh])
                for at, answer in zip(fresh, answers_now, strict=True):
                    answers[at] = answer
                for at, kept in earlier.items():
                    answers[at] = answers[at] if kept is None else kept.answer
                await repeats.keep([answers[at] for at in keyed if earlier[at] is None])
        return answers

    async def behind_the_door(self, verb: Action[W, R], calls: Sequence[Call[W]]) -> list[Any]:
        """In the running transaction. An answer or a Problem for each."""
        answers: list[Any] = [None] * len(calls)
        about = self.together.about
        subjects = await about(calls) if about else [Subject()] * len(calls)
        let_in: list[tuple[int, Call[W], Subject]] = []
        for at, (call, subject) in enumerate(zip(calls, subjects, strict=True)):
            try:
                if isinstance(subject, Problem):
                    raise subject
                verb.require(call.context, subject)
            except Problem as refusal:
                answers[at] = refusal
            else:
                traced = replace(call.context, trace=Trace(), idempotency_key=None)
                let_in.append((at, replace(call, context=traced), subject))
        if let_in:
            found = await self.together.body([call for _at, call, _subject in let_in])
            for (at, _call, _subject), answer in zip(let_in, found, strict=True):
                answers[at] = answer
            await verb.write_down_many(
                [
                    (call.context, subject)
                    for at, call, subject in let_in
                    if not isinstance(answers[at], Problem)
                ]
            )
        return answers


def _made_room(line: _Line, newcomer: str) -> bool:
    """Where one caller stands in a full line more often than the newcomer would, the last that she sent is told to come again: of one
    caller one goes at a time, and a single person would keep all others out.
    """
    if not line.several:
        return False  # a rush of many: nothing is looked for
    caller = max(line.several, key=line.of_caller.__getitem__)
    if line.of_caller[caller] <= line.of_caller[newcomer] + 1:
        return False
    at = next(
        at
        for at in range(len(line.waiting) - 1, -1, -1)
        if caller_of(line.waiting[at].call.context) == caller
    )
    _give(line.waiting[at].answer, Unavailable("house_full"))
    del line.waiting[at]
    line.went(caller)
    return True


def _next(line: _Line) -> list[_Waiter]:
    """From the front, one of each caller; who came a second time meanwhile waits for the next transaction."""
    waiting = line.waiting
    at_most = waiting[0].call.context.settings.calls_together
    taken: dict[str, _Waiter] = {}
    later: list[_Waiter] = []
    while waiting and len(taken) < at_most:
        waiter = waiting.popleft()
        caller = caller_of(waiter.call.context)
        if caller in taken and not waiter.answer.done():
            later.append(waiter)
            continue
        line.went(caller)
        if not waiter.answer.done():  # else she has gone before anything was begun
            taken[caller] = waiter
    waiting.extendleft(reversed(later))
    return list(taken.values())


def _give(waited_for: asyncio.Future[Any], answer: Any) -> None:
    if waited_for.done():
        return
    if isinstance(answer, BaseException):
        waited_for.set_exception(answer)
    else:
        waited_for.set_result(answer)


def _try(verb: Action[Any, Any], call: Call[Any]) -> tuple[Any, str | None]:
    request = request_name(verb.name, call.context) if verb.is_repeatable else None
    return verb.limit_key(call.context, call.wish), request


async def _alone(verb: Action[W, R], call: Call[W]) -> Any:
    try:
        return await verb.alone(call.context, call.wish)
    except Exception as fault:  # noqa: BLE001  goes to the caller, whatever it was
        return fault


def _own(fault: Exception) -> Exception:
    """Each caller gets a fault of her own: a raised one remembers where it was raised."""
    if isinstance(fault, Unavailable):
        return Unavailable(fault.reason, **fault.values)
    return fault
