"""Public references, random identifiers, keyed digests of personal data."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import re
import secrets
from uuid import UUID

from hearing_state.clock import unix_milliseconds

_REFERENCE = re.compile(r"^([A-Z]{1,3})-(\d{4})-(\d{6,9})$")


def new_id() -> UUID:
    """A random identifier that sorts by the time it was made (UUID version 7, RFC 9562 section 5.7)."""
    value = unix_milliseconds() << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def new_secret() -> str:
    """256 random bits for a session, a link or a form; safe in an address."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Six digits to type from a telephone; guessed at most five times (see people/limits.toml)."""
    return f"{secrets.randbelow(1_000_000):06d}"


def reference(letter: str, year: int, number: int) -> str:
    """The public name of a thing: ``Q-2026-000017``."""
    return f"{letter}-{year:04d}-{number:06d}"


def is_reference(text: str, letter: str) -> bool:
    found = _REFERENCE.match(text)
    return bool(found) and text.startswith(f"{letter}-")


def digest(key: bytes, purpose: str, value: str) -> bytes:
    """What is kept instead of a personal value: HMAC-SHA-256 under a secret key, apart for each purpose.

    The purpose keeps digests of one value from being joined across tables.
    """
    return hmac.digest(key, f"{purpose}\x00{value}".encode(), "sha256")


def secret_digest(secret: str) -> bytes:
    """What is kept of a 256-bit random secret; it needs no key, for nobody can guess it."""
    return hashlib.sha256(secret.encode()).digest()


_PROOF_LENGTH = 18


def ticket(key: bytes, purpose: str, number: UUID) -> str:
    """A secret part of an address that stands for one row: nobody can guess it, and nothing secret is kept of it.

    >>> read_ticket(b"key", "calendar", ticket(b"key", "calendar", UUID(int=7))) == UUID(int=7)
    True
    """
    return base64.urlsafe_b64encode(_proof(key, purpose, number) + number.bytes).decode().rstrip("=")


def read_ticket(key: bytes, purpose: str, text: str) -> UUID | None:
    """The row that it stands for; None for a ticket that is not ours, or is one for something else."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        number = UUID(bytes=raw[_PROOF_LENGTH:])
    except (binascii.Error, ValueError):
        return None
    return number if hmac.compare_digest(raw[:_PROOF_LENGTH], _proof(key, purpose, number)) else None


def _proof(key: bytes, purpose: str, number: UUID) -> bytes:
    return hmac.new(key, f"ticket\x00{purpose}\x00".encode() + number.bytes, hashlib.sha256).digest()[
        :_PROOF_LENGTH
    ]
