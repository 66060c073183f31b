"""The secret part of a slip's address: whoever got the slip may open it again without an account."""

from __future__ import annotations

import hashlib
import hmac

from hearing_state.actions import Context

LENGTH = 32


def slip_key(context: Context, ref: str) -> str:
    return hmac.new(context.settings.secret_bytes, f"slip:{ref}".encode(), hashlib.sha256).hexdigest()[
        :LENGTH
    ]


def slip_key_fits(context: Context, ref: str, key: str) -> bool:
    return hmac.compare_digest(slip_key(context, ref).encode(), key.encode())
