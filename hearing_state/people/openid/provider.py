"""The provider as this house speaks to it: what it publishes of itself, its keys, a code for a token. Network, bounded; never inside an action."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx2
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from hearing_state.errors import Invalid, Unavailable
from hearing_state.people.openid.errand import Errand
from hearing_state.people.openid.token import Identity, claims_in, identity_of
from hearing_state.settings import Settings

SECONDS_MAX = 8.0
BYTES_MAX = 256 * 1024
AT_ONCE = 16
METADATA_LASTS = timedelta(hours=1)
KEYS_LAST = timedelta(hours=1)
KEYS_AGAIN = timedelta(seconds=10)
"""A key that is not among the known ones makes the house look again, but not more often."""
_NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
_places = asyncio.Semaphore(AT_ONCE)


@dataclass
class _Known:
    """What was read of one provider, and when."""

    metadata: Mapping[str, Any] = field(default_factory=dict)
    metadata_at: datetime | None = None
    keys: KeySet | None = None
    keys_at: datetime | None = None


_known: dict[str, _Known] = {}


async def way_to(settings: Settings, errand: Errand, return_to: str, locale: str, now: datetime) -> str:
    """The address at which somebody shows who she is. Raises Unavailable."""
    metadata = await _metadata(settings, now)
    asked = {
        "response_type": "code",
        "client_id": settings.openid_client,
        "redirect_uri": return_to,
        "scope": settings.openid_scope,
        "state": errand.state,
        "nonce": errand.nonce,
        "code_challenge": errand.challenge,
        "code_challenge_method": "S256",
        "ui_locales": locale,
        **({"acr_values": " ".join(settings.openid_acr)} if settings.openid_acr else {}),
    }
    return f"{metadata['authorization_endpoint']}?{urlencode(asked)}"


async def who_came(settings: Settings, errand: Errand, code: str, return_to: str, now: datetime) -> Identity:
    """Raises Invalid for a code or token that is not good, Unavailable where the provider is away."""
    metadata = await _metadata(settings, now)
    answer = await _exchanged(settings, metadata, errand, code, return_to)
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise Invalid("people.state_refused")
    claims = await _verified(settings, metadata, errand, token, now)
    if settings.openid_iin_claim not in claims:
        claims = {**await _told(metadata, answer, claims), **claims}
    return identity_of(settings, claims)


async def _verified(
    settings: Settings, metadata: Mapping[str, Any], errand: Errand, token: str, now: datetime
) -> Mapping[str, Any]:
    """With the keys that are known; and once more with fresh ones, for a provider changes its keys."""
    keys, is_fresh = await _keys(settings, metadata, now)
    try:
        return claims_in(settings, errand.nonce, token, keys, now)
    except (JoseError, ValueError):
        if is_fresh:
            raise Invalid("people.state_refused") from None
    keys, _fresh = await _keys(settings, metadata, now, at_least=now - KEYS_AGAIN)
    try:
        return claims_in(settings, errand.nonce, token, keys, now)
    except (JoseError, ValueError):
        raise Invalid("people.state_refused") from None


async def _exchanged(
    settings: Settings, metadata: Mapping[str, Any], errand: Errand, code: str, return_to: str
) -> Mapping[str, Any]:
    basic = httpx2.BasicAuth(
        quote(settings.openid_client, safe=""), quote(settings.openid_secret.get_secret_value(), safe="")
    )
    sent = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": return_to,
        "code_verifier": errand.verifier,
    }
    return await _asked("POST", metadata["token_endpoint"], data=sent, auth=basic)


async def _told(
    metadata: Mapping[str, Any], answer: Mapping[str, Any], claims: Mapping[str, Any]
) -> Mapping[str, Any]:
    """What the token leaves out, the provider tells to whom holds the access token; of the same person only."""
    address, access = metadata.get("userinfo_endpoint"), answer.get("access_token")
    if not isinstance(address, str) or not isinstance(access, str):
        raise Invalid("people.state_refused")
    found = await _asked("GET", address, headers={"authorization": f"Bearer {access}"})
    if found.get("sub") != claims["sub"]:
        raise Invalid("people.state_refused")
    return found


async def _metadata(settings: Settings, now: datetime) -> Mapping[str, Any]:
    known = _known.setdefault(settings.openid_issuer, _Known())
    if known.metadata_at is None or abs(now - known.metadata_at) > METADATA_LASTS:
        issuer = settings.openid_issuer
        found = await _asked("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        scheme = urlsplit(issuer).scheme
        named = [found.get(each) for each in _NEEDED]
        if found.get("issuer") != issuer or not all(
            isinstance(each, str) and urlsplit(each).scheme == scheme for each in named
        ):
            raise Unavailable("people.state_away")
        known.metadata, known.metadata_at = found, now
    return known.metadata


async def _keys(
    settings: Settings, metadata: Mapping[str, Any], now: datetime, at_least: datetime | None = None
) -> tuple[KeySet, bool]:
    """The provider's public keys, and whether they were read just now."""
    known = _known[settings.openid_issuer]
    oldest = at_least or now - KEYS_LAST
    if known.keys is not None and known.keys_at is not None and oldest < known.keys_at <= now:
        return known.keys, False
    try:
        known.keys = KeySet.import_key_set(await _asked("GET", metadata["jwks_uri"]))  # type: ignore[arg-type]
    except (JoseError, ValueError, KeyError, TypeError):
        raise Unavailable("people.state_away") from None
    known.keys_at = now
    return known.keys, True


async def _asked(method: str, address: str, **sent: Any) -> dict[str, Any]:
    """An object in JSON. Raises Invalid where the provider says no, Unavailable where it says nothing of use."""
    got = bytearray()
    try:
        async with (
            asyncio.timeout(SECONDS_MAX),
            _places,
            _client() as client,
            client.stream(method, address, **sent) as answer,
        ):
            async for piece in answer.aiter_bytes():
                got += piece
                if len(got) > BYTES_MAX:
                    raise Unavailable("people.state_away")
            if (
                httpx2.codes.BAD_REQUEST <= answer.status_code < httpx2.codes.INTERNAL_SERVER_ERROR
                and method == "POST"
            ):
                raise Invalid("people.state_refused")
            if answer.status_code != httpx2.codes.OK:
                raise Unavailable("people.state_away")
            found = httpx2.Response(200, content=bytes(got)).json()
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, TimeoutError, ValueError):
        raise Unavailable("people.state_away") from None
    if not isinstance(found, dict):
        raise Unavailable("people.state_away")
    return found


def _client() -> httpx2.AsyncClient:
    return httpx2.AsyncClient(timeout=SECONDS_MAX, follow_redirects=False, trust_env=False)
