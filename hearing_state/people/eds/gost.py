"""Kazakhstan's own algorithms: the whole check is asked of an NCANode service (version 3) that the house runs beside itself."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2

from hearing_state.errors import Invalid
from hearing_state.people import iin
from hearing_state.people.eds.bearer import Bearer, bearer_from
from hearing_state.people.eds.revocation import Standing

SECONDS_MAX = 10.0
ANSWER_BYTES_MAX = 512 * 1024
AT_ONCE = 8
_places = asyncio.Semaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Told:
    standing: Standing
    bearer: Bearer | None = None


async def ask(service: str, cms: bytes, words: bytes, *, is_apart: bool) -> Told:
    """``is_apart``: the words are not inside. Raises Invalid for what the service found wrong; what it cannot tell is UNKNOWN."""
    wish: dict[str, Any] = {"cms": base64.b64encode(cms).decode(), "revocationCheck": ["OCSP", "CRL"]}
    if is_apart:
        wish["data"] = base64.b64encode(words).decode()
    try:
        async with (
            asyncio.timeout(SECONDS_MAX),
            _places,
            httpx2.AsyncClient(timeout=SECONDS_MAX, follow_redirects=False, trust_env=False) as client,
        ):
            answer = await client.post(f"{service.rstrip('/')}/cms/verify", json=wish)
            if (
                answer.status_code >= httpx2.codes.INTERNAL_SERVER_ERROR
                or len(answer.content) > ANSWER_BYTES_MAX
            ):
                return Told(Standing.UNKNOWN)
            said = answer.json()
    except (httpx2.HTTPError, OSError, TimeoutError, ValueError):
        return Told(Standing.UNKNOWN)
    return _read(said)


def _read(said: Any) -> Told:
    if not isinstance(said, Mapping) or "valid" not in said:
        raise Invalid("eds.does_not_fit", field="cms")
    try:
        (signer,) = said["signers"]
        certificate = signer["certificates"][0]
        return _of_certificate(certificate, is_valid=said["valid"] is True)
    except (KeyError, ValueError, TypeError, IndexError):
        raise Invalid("eds.does_not_fit", field="cms") from None


def _of_certificate(certificate: Mapping[str, Any], *, is_valid: bool) -> Told:
    if any(each.get("revoked") for each in certificate.get("revocations") or ()):
        return Told(Standing.REVOKED)
    if not is_valid:
        raise Invalid("eds.does_not_fit", field="cms")
    if certificate["keyUsage"] != "SIGN":
        raise Invalid("eds.not_for_signing", field="cms")
    if "INDIVIDUAL" not in certificate["keyUser"] or certificate["subject"].get("bin"):
        raise Invalid("eds.not_a_persons", field="cms")
    subject = certificate["subject"]
    if not iin.is_valid(str(subject.get("iin", ""))):
        raise Invalid("eds.no_iin", field="cms")
    asked = [each for each in certificate.get("revocations") or () if each.get("revoked") is False]
    bearer = bearer_from(subject["iin"], subject.get("commonName") or "", subject.get("surName") or "")
    return Told(Standing.GOOD if asked else Standing.UNKNOWN, bearer)
