"""A signature as it comes from the signer's program: CMS SignedData (RFC 5652). Read, bounded, and held against the exact words. Pure."""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from dataclasses import dataclass
from typing import Any

from asn1crypto import cms as asn1
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from hearing_state.errors import Invalid

BYTES_MAX = 64 * 1024
CERTIFICATES_MAX = 8
RSA_BITS_MIN = 2048
GOST_ARC = "1.2.398.3.10."
"""Kazakhstan's own algorithms (GOST 34.10-2015) stand below this number; the library of this house does not reckon them."""
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)
_ARMOUR = re.compile(r"-----(BEGIN|END) (CMS|PKCS7)-----")


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature by one signer. ``content``: the words inside; None where they travel apart."""

    der: bytes
    content: bytes | None
    signer: x509.Certificate
    others: tuple[x509.Certificate, ...]
    is_gost: bool
    info: Any

    def holds(self, words: bytes) -> bool:
        """Whether it signs exactly these words, if it carries any."""
        return self.content is None or hmac.compare_digest(self.content, words)


def read(text: str) -> Signed:
    """From base64, with or without its PEM lines. Raises Invalid for what is no signature by one signer."""
    try:
        der = base64.b64decode("".join(_ARMOUR.sub("", text).split()), validate=True)
    except (binascii.Error, ValueError):
        raise Invalid("eds.unreadable", field="cms") from None
    if not der or len(der) > BYTES_MAX:
        raise Invalid("eds.unreadable", field="cms")
    try:
        return _read(der)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        raise Invalid("eds.unreadable", field="cms") from None


def _read(der: bytes) -> Signed:
    outer = asn1.ContentInfo.load(der, strict=True)
    if outer["content_type"].native != "signed_data":
        raise ValueError("no signed data")
    data = outer["content"]
    (info,) = data["signer_infos"]
    if len(data["certificates"]) > CERTIFICATES_MAX:
        raise ValueError("too many certificates")
    known = [x509.load_der_x509_certificate(each.chosen.dump()) for each in data["certificates"]]
    signer = _signer(info["sid"], known)
    inside = data["encap_content_info"]["content"]
    return Signed(
        der=der,
        content=inside.native if isinstance(inside.native, bytes) else None,
        signer=signer,
        others=tuple(each for each in known if each is not signer),
        is_gost=_is_gost(signer, info),
        info=info,
    )


def _signer(sid: Any, known: list[x509.Certificate]) -> x509.Certificate:
    for each in known:
        if sid.name == "issuer_and_serial_number":
            said = sid.chosen
            if (
                each.serial_number == said["serial_number"].native
                and each.issuer.public_bytes() == said["issuer"].dump()
            ):
                return each
        elif _key_identifier(each) == sid.chosen.native:
            return each
    raise ValueError("the signer's certificate is not there")


def _key_identifier(certificate: x509.Certificate) -> bytes | None:
    try:
        return certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    except x509.ExtensionNotFound:
        return None


def _is_gost(signer: x509.Certificate, info: Any) -> bool:
    named = (
        info["digest_algorithm"]["algorithm"].dotted,
        info["signature_algorithm"]["algorithm"].dotted,
        signer.public_key_algorithm_oid.dotted_string,
    )
    return any(each.startswith(GOST_ARC) for each in named)


def check(signed: Signed, words: bytes) -> None:
    """Raises Invalid where these are not the words that were signed, or not with the key of the certificate."""
    if not signed.holds(words):
        raise Invalid("eds.other_words", field="cms")
    try:
        _check(signed, words)
    except InvalidSignature:
        raise Invalid("eds.does_not_fit", field="cms") from None
    except (UnsupportedAlgorithm, ValueError, KeyError, TypeError):
        raise Invalid("eds.algorithm", field="cms") from None


def _check(signed: Signed, words: bytes) -> None:
    """The words are bound by their digest among the signed attributes; without attributes nothing says what the bytes are."""
    digest = _HASHES[signed.info["digest_algorithm"]["algorithm"].native]
    attributes = signed.info["signed_attrs"]
    said = {each["type"].native: each["values"] for each in attributes}
    if len(said) != len(attributes) or said["content_type"][0].native != "data":
        raise InvalidSignature
    reckoned = hashes.Hash(digest)
    reckoned.update(words)
    if not hmac.compare_digest(reckoned.finalize(), said["message_digest"][0].native):
        raise InvalidSignature
    _check_key(signed, attributes.untag().dump(), digest)


def _check_key(signed: Signed, attributes: bytes, digest: hashes.HashAlgorithm) -> None:
    key, algorithm = signed.signer.public_key(), signed.info["signature_algorithm"]
    signature = signed.info["signature"].native
    kind = algorithm.signature_algo
    named = (
        digest
        if kind == "rsassa_pkcs1v15" and algorithm["algorithm"].native == "rsassa_pkcs1v15"
        else _HASHES[algorithm.hash_algo]
    )
    if isinstance(key, rsa.RSAPublicKey) and key.key_size >= RSA_BITS_MIN and kind.startswith("rsassa"):
        scheme: padding.AsymmetricPadding = padding.PKCS1v15()
        if kind == "rsassa_pss":
            scheme = padding.PSS(padding.MGF1(named), algorithm["parameters"]["salt_length"].native)
        key.verify(signature, attributes, scheme, named)
    elif isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, _CURVES) and kind == "ecdsa":
        key.verify(signature, attributes, ec.ECDSA(named))
    else:
        raise ValueError("algorithm not taken")
