"""Whether a certificate was revoked: its authority is asked (OCSP), or its list is read (CRL). Speaks to the network, bounded.

Three answers: it stands, it was revoked, or it cannot be told now. What cannot be told now is asked again later; nobody loses what she did.
"""

from __future__ import annotations

import asyncio
import os
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

import httpx2
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

SECONDS_MAX = 5.0
"""For all that is asked about one certificate."""
OCSP_BYTES_MAX = 64 * 1024
CRL_BYTES_MAX = 32 * 1024 * 1024
AT_ONCE = 8
CLOCKS_DIFFER = timedelta(minutes=5)
ANSWER_LASTS = timedelta(days=1)
"""An answer that names no next one is believed for so long."""
_places = asyncio.Semaphore(AT_ONCE)


class Standing(StrEnum):
    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


async def standing(
    certificate: x509.Certificate, issuer: x509.Certificate, at: datetime, ocsp_url: str = ""
) -> Standing:
    """``ocsp_url``: whom to ask in place of the one whom the certificate names."""
    try:
        async with asyncio.timeout(SECONDS_MAX), _places, _client() as client:
            told = await _by_ocsp(client, certificate, issuer, at, ocsp_url)
            return told if told is not Standing.UNKNOWN else await _by_list(client, certificate, issuer, at)
    except TimeoutError:
        return Standing.UNKNOWN


def _client() -> httpx2.AsyncClient:
    return httpx2.AsyncClient(timeout=SECONDS_MAX / 2, follow_redirects=False, trust_env=False)


async def _by_ocsp(
    client: httpx2.AsyncClient,
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    at: datetime,
    url: str,
) -> Standing:
    address = url or _ocsp_address(certificate)
    if not address:
        return Standing.UNKNOWN
    nonce = os.urandom(16)
    asked = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, hashes.SHA256())
    request = asked.add_extension(x509.OCSPNonce(nonce), critical=False).build()
    body = await _fetched(
        client, "POST", address, OCSP_BYTES_MAX, request.public_bytes(serialization.Encoding.DER)
    )
    if body is None:
        return Standing.UNKNOWN
    try:
        return _read_answer(ocsp.load_der_ocsp_response(body), request, issuer, nonce, at)
    except (ValueError, InvalidSignature, UnsupportedAlgorithm):
        return Standing.UNKNOWN


def _read_answer(
    answer: ocsp.OCSPResponse, request: ocsp.OCSPRequest, issuer: x509.Certificate, nonce: bytes, at: datetime
) -> Standing:
    if (
        answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL
        or answer.serial_number != request.serial_number
    ):
        return Standing.UNKNOWN
    if (answer.issuer_key_hash, answer.issuer_name_hash) != (
        request.issuer_key_hash,
        request.issuer_name_hash,
    ):
        return Standing.UNKNOWN
    _check_signature(_responder(answer, issuer, at), answer)
    echoed = [each.value.nonce for each in answer.extensions if isinstance(each.value, x509.OCSPNonce)]
    next_at = answer.next_update_utc or answer.this_update_utc + ANSWER_LASTS
    is_fresh = answer.this_update_utc - CLOCKS_DIFFER <= at <= next_at + CLOCKS_DIFFER
    if not is_fresh or (echoed and echoed != [nonce]):
        return Standing.UNKNOWN
    return {
        ocsp.OCSPCertStatus.GOOD: Standing.GOOD,
        ocsp.OCSPCertStatus.REVOKED: Standing.REVOKED,
        ocsp.OCSPCertStatus.UNKNOWN: Standing.UNKNOWN,
    }[answer.certificate_status]


def _responder(answer: ocsp.OCSPResponse, issuer: x509.Certificate, at: datetime) -> x509.Certificate:
    """The issuer itself, or whom it named for answering. Raises ValueError, InvalidSignature."""
    for each in answer.certificates:
        if each == issuer:
            continue
        each.verify_directly_issued_by(issuer)
        use = each.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        if (
            ExtendedKeyUsageOID.OCSP_SIGNING not in use
            or not each.not_valid_before_utc <= at <= each.not_valid_after_utc
        ):
            raise ValueError("not named for answering")
        return each
    return issuer


def _check_signature(signer: x509.Certificate, answer: ocsp.OCSPResponse) -> None:
    key, algorithm = signer.public_key(), answer.signature_hash_algorithm
    if algorithm is None or isinstance(algorithm, hashes.SHA1 | hashes.MD5):
        raise ValueError("algorithm not taken")
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(answer.signature, answer.tbs_response_bytes, padding.PKCS1v15(), algorithm)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(answer.signature, answer.tbs_response_bytes, ec.ECDSA(algorithm))
    else:
        raise UnsupportedAlgorithm("not taken")


async def _by_list(
    client: httpx2.AsyncClient, certificate: x509.Certificate, issuer: x509.Certificate, at: datetime
) -> Standing:
    for address in _list_addresses(certificate):
        body = await _fetched(client, "GET", address, CRL_BYTES_MAX)
        told = (
            Standing.UNKNOWN
            if body is None
            else await asyncio.to_thread(_in_list, body, certificate, issuer, at)
        )
        if told is not Standing.UNKNOWN:
            return told
    return Standing.UNKNOWN


def _in_list(body: bytes, certificate: x509.Certificate, issuer: x509.Certificate, at: datetime) -> Standing:
    try:
        found = x509.load_pem_x509_crl(body) if body.startswith(b"-----") else x509.load_der_x509_crl(body)
        key = issuer.public_key()
        if found.issuer != issuer.subject or not isinstance(
            key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey
        ):
            return Standing.UNKNOWN
        is_fresh = (
            found.last_update_utc - CLOCKS_DIFFER <= at <= (found.next_update_utc or at) + CLOCKS_DIFFER
        )
        if not is_fresh or not found.is_signature_valid(key):
            return Standing.UNKNOWN
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return Standing.UNKNOWN
    revoked = found.get_revoked_certificate_by_serial_number(certificate.serial_number)
    return Standing.GOOD if revoked is None else Standing.REVOKED


async def _fetched(
    client: httpx2.AsyncClient, method: str, address: str, most: int, sent: bytes | None = None
) -> bytes | None:
    """The body, if it came whole and is no larger than that."""
    if urlsplit(address).scheme not in {"http", "https"}:
        return None
    headers = {"content-type": "application/ocsp-request"} if sent else {}
    got = bytearray()
    try:
        async with client.stream(method, address, content=sent, headers=headers) as answer:
            if answer.status_code != httpx2.codes.OK:
                return None
            async for piece in answer.aiter_bytes():
                got += piece
                if len(got) > most:
                    return None
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError):
        return None
    return bytes(got)


def _ocsp_address(certificate: x509.Certificate) -> str:
    try:
        found = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except x509.ExtensionNotFound:
        return ""
    return next(
        (
            str(each.access_location.value)
            for each in found
            if each.access_method == AuthorityInformationAccessOID.OCSP
        ),
        "",
    )


def _list_addresses(certificate: x509.Certificate) -> list[str]:
    try:
        found = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except x509.ExtensionNotFound:
        return []
    return [
        str(name.value)
        for point in found
        for name in point.full_name or ()
        if isinstance(name, x509.UniformResourceIdentifier)
    ][:2]
