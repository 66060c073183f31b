"""The certificates that this house trusts, and the way from a signer's certificate to one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509 import verification

from hearing_state.errors import Invalid, Unavailable

CHAIN_MAX = 3
"""Authorities between a root and a person at most."""


@dataclass(frozen=True)
class Trust:
    """Roots issue themselves; what else lies beside them helps to reach one: signing programs often send the person's alone."""

    roots: tuple[x509.Certificate, ...]
    between: tuple[x509.Certificate, ...]

    def chain(
        self, signer: x509.Certificate, sent: tuple[x509.Certificate, ...], at: datetime
    ) -> tuple[x509.Certificate, ...]:
        """Signer first, root last. Raises Invalid: not valid at that moment, or no way to a root."""
        if not signer.not_valid_before_utc <= at <= signer.not_valid_after_utc:
            raise Invalid("eds.expired", field="cms")
        authority = verification.ExtensionPolicy.permit_all().require_present(
            x509.BasicConstraints, verification.Criticality.AGNOSTIC, _is_authority
        ).require_present(x509.KeyUsage, verification.Criticality.AGNOSTIC, _signs_certificates)  # fmt: skip
        person = verification.ExtensionPolicy.permit_all()
        builder = verification.PolicyBuilder().store(verification.Store(list(self.roots))).time(at)
        builder = builder.max_chain_depth(CHAIN_MAX).extension_policies(ca_policy=authority, ee_policy=person)
        try:
            found = builder.build_client_verifier().verify(signer, [*self.between, *sent])
        except (verification.VerificationError, ValueError):
            raise Invalid("eds.not_trusted", field="cms") from None
        return tuple(found.chain)


def _is_authority(_policy: object, _certificate: x509.Certificate, found: x509.BasicConstraints) -> None:
    if not found.ca:
        raise ValueError("not an authority")


def _signs_certificates(_policy: object, _certificate: x509.Certificate, found: x509.KeyUsage) -> None:
    if not found.key_cert_sign:
        raise ValueError("signs no certificates")


def trust_from(path: Path) -> Trust:
    """From a file of PEM certificates, read anew when it changes. Raises Unavailable where it cannot be read or holds no root."""
    try:
        return _trust(path, path.stat().st_mtime_ns)
    except (OSError, ValueError):
        raise Unavailable("eds.no_roots") from None


@lru_cache(maxsize=4)
def _trust(path: Path, _changed: int) -> Trust:
    found = x509.load_pem_x509_certificates(path.read_bytes())
    roots = tuple(each for each in found if each.issuer == each.subject)
    if not roots:
        raise ValueError("no root")
    return Trust(roots, tuple(each for each in found if each not in roots))


def pem(certificates: list[x509.Certificate]) -> bytes:
    return b"".join(each.public_bytes(serialization.Encoding.PEM) for each in certificates)
