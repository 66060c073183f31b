"""An identity token: whether the provider made it, for this house, for this errand, just now; and who stands in it. Pure."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet

from hearing_state.errors import Invalid
from hearing_state.people import iin
from hearing_state.settings import Settings

ALGORITHMS = ["RS256", "PS256", "ES256"]
"""Signed with the provider's own key; never with a shared secret, never unsigned."""
CLOCKS_DIFFER = timedelta(minutes=1)
TOKEN_AGE_MAX = timedelta(minutes=10)
TOKEN_MAX = 16_000


@dataclass(frozen=True, slots=True)
class Identity:
    """``iin`` is never written to a log. ``acr``: how sure the provider is, in its own words."""

    iin: str = field(repr=False)
    given_name: str = field(repr=False)
    family_name: str = field(repr=False)
    acr: str = ""


def claims_in(settings: Settings, nonce: str, token: str, keys: KeySet, now: datetime) -> Mapping[str, Any]:
    """Raises ValueError or the library's error for a token that is not good."""
    if len(token) > TOKEN_MAX:
        raise ValueError("too long")
    claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    ours = settings.openid_client
    rules = (
        claims.get("iss") == settings.openid_issuer,
        ours in audiences,
        claims.get("azp", ours if len(audiences) == 1 else "") == ours,
        isinstance(claims.get("sub"), str) and bool(claims["sub"]),
        _instant(claims, "exp") > (now - CLOCKS_DIFFER).timestamp(),
        (now - TOKEN_AGE_MAX).timestamp() <= _instant(claims, "iat") <= (now + CLOCKS_DIFFER).timestamp(),
        _instant(claims, "nbf", otherwise=0) <= (now + CLOCKS_DIFFER).timestamp(),
        hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()),
        not settings.openid_acr or claims.get("acr") in settings.openid_acr,
    )
    if not all(rules):
        raise ValueError("not for us, not now, or not for this errand")
    return claims


def _instant(claims: Mapping[str, Any], name: str, otherwise: float | None = None) -> float:
    found = claims.get(name, otherwise)
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise ValueError(f"no {name}")  # noqa: TRY004  what a stranger sent
    return float(found)


def identity_of(settings: Settings, claims: Mapping[str, Any]) -> Identity:
    """Raises Invalid where no IIN stands in it."""
    number = str(claims.get(settings.openid_iin_claim, ""))
    if not iin.is_valid(number):
        raise Invalid("people.state_no_iin")
    given, family = (str(claims.get(each) or "")[:100].strip() for each in ("given_name", "family_name"))
    return Identity(number, given, family, str(claims.get("acr") or ""))
