"""A link that turns one kind of letters off without signing in: signed, for one person and one kind. Pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from hearing_state.errors import NotFound
from hearing_state.notifications.letter import KINDS

_SIGNATURE_LENGTH = 18
_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Ticket:
    person_id: UUID
    kind: str


def token_for(key: bytes, ticket: Ticket) -> str:
    body = ticket.person_id.bytes + ticket.kind.encode()
    return base64.urlsafe_b64encode(_signature(key, body) + body).decode().rstrip("=")


def read_token(key: bytes, token: str) -> Ticket:
    """Raises NotFound for a token that is not ours."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        signature, body = raw[:_SIGNATURE_LENGTH], raw[_SIGNATURE_LENGTH:]
        person_id, kind = UUID(bytes=body[:_ID_LENGTH]), body[_ID_LENGTH:].decode()
    except (binascii.Error, ValueError):
        raise NotFound("notification.link_unknown") from None
    if kind not in KINDS or not hmac.compare_digest(signature, _signature(key, body)):
        raise NotFound("notification.link_unknown")
    return Ticket(person_id, kind)


def _signature(key: bytes, body: bytes) -> bytes:
    return hmac.new(key, b"unsubscribe\x00" + body, hashlib.sha256).digest()[:_SIGNATURE_LENGTH]
