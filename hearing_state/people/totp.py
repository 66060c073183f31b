"""Time-based one-time codes (RFC 6238). A code is taken once: its counter must be newer than the last one taken. Pure."""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp

STEP_SECONDS = 30
DRIFT_STEPS = 1
ISSUER = "Hearing State"
_DIGITS = 6


def new_secret() -> str:
    return pyotp.random_base32()


def counter_at(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def code_for(secret: str, counter: int) -> str:
    return str(pyotp.HOTP(secret).at(counter))


def counter_of(secret: str, code: str, moment: datetime, *, newer_than: int = 0) -> int | None:
    """The counter that the code belongs to, within one step of now; None for a wrong, old or used code."""
    plain = code.replace(" ", "")
    if len(plain) != _DIGITS or not (plain.isascii() and plain.isdigit()):
        plain = "x" * _DIGITS
    now, found = counter_at(moment), None
    for counter in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1):
        if hmac.compare_digest(code_for(secret, counter), plain) and counter > newer_than:
            found = counter
    return found


def enrolment_address(secret: str, user_name: str) -> str:
    """What an authenticator's camera reads."""
    return str(pyotp.TOTP(secret, name=user_name, issuer=ISSUER).provisioning_uri())
