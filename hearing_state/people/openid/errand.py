"""What a browser carries while its person is away at the provider: made once, sealed into a cookie, good for ten minutes and one return."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from hearing_state.actions import Context
from hearing_state.errors import Invalid, Unavailable
from hearing_state.ids import new_secret
from hearing_state.people.sealing import seal, unseal

LASTS = timedelta(minutes=10)
_PURPOSE = "people.openid"


@dataclass(frozen=True, slots=True)
class Errand:
    """``state`` binds the return to this browser, ``nonce`` the token to this errand, ``verifier`` (PKCE) the code to both."""

    state: str
    nonce: str
    verifier: str
    back: str
    begun_at: str

    @property
    def challenge(self) -> str:
        return base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()

    def sealed(self, context: Context) -> str:
        box = seal(context.settings.secret_bytes, _PURPOSE, "errand", json.dumps(asdict(self)))
        return base64.urlsafe_b64encode(box).decode()


def begun(context: Context, back: str) -> Errand:
    return Errand(new_secret(), new_secret(), new_secret(), back, context.now.isoformat())


def resumed(context: Context, cookie: str, state: str) -> Errand:
    """Raises Invalid for a return that this browser did not begin, or began too long ago."""
    try:
        box = base64.urlsafe_b64decode(cookie.encode())
        errand = Errand(**json.loads(unseal(context.settings.secret_bytes, _PURPOSE, "errand", box)))
        age = context.now - datetime.fromisoformat(errand.begun_at)
    except (binascii.Error, ValueError, TypeError, Unavailable):
        raise Invalid("people.state_refused") from None
    if not timedelta() <= age <= LASTS or not hmac.compare_digest(errand.state.encode(), state.encode()):
        raise Invalid("people.state_refused")
    return errand
