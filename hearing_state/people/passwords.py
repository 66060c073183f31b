"""Passwords as argon2id hashes. Hashing takes 64 MiB and a fifth of a second: two at once, the rest wait in line."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from hearing_state.errors import Invalid, Unavailable

R = TypeVar("R")
AT_ONCE = 2
WAITING_MAX = 16
LENGTH_MIN = 12
LENGTH_MAX = 200
_KINDS_MIN = 5

_hasher = PasswordHasher()
_threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="argon2")
_waiting = 0


async def hashed(password: str) -> str:
    """The hash to keep. Raises Unavailable when too many wait already."""
    return await _in_line(_hash, password)


async def fits(password_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash. No hash takes just as long and never fits."""
    is_right = await _in_line(_verify, password_hash or _nobody(), password)
    return is_right and password_hash is not None


def check_strength(password: str, user_name: str, *, field: str = "new_password") -> None:
    """Raises Invalid for what is guessed first. Length counts, not signs."""
    plain = password.lower()
    is_monotone = len(set(plain)) < _KINDS_MIN or any(
        len(list(run)) > len(plain) // 2 for _c, run in itertools.groupby(plain)
    )
    if len(password) < LENGTH_MIN or is_monotone or (user_name and user_name.lower() in plain):
        raise Invalid("people.password_weak", field=field, minimum=LENGTH_MIN)


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")


def _hash(password: str) -> str:
    return _hasher.hash(password)


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


async def _in_line(work: Callable[..., R], *given: str) -> R:
    global _waiting  # noqa: PLW0603  one line per process is the point
    if _waiting >= WAITING_MAX:
        raise Unavailable("people.sign_in_busy")
    _waiting += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_threads, work, *given)
    finally:
        _waiting -= 1
