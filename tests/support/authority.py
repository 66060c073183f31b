"""A certification authority of the tests' own: root, an authority below it, people's certificates, signatures, and answers about revocation.

The certificates look as Kazakhstan's do: IIN in the subject's serial number, the patronymic as given name, uses as object identifiers.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509 import ocsp
from cryptography.x509.oid import (
    AuthorityInformationAccessOID,
    ExtendedKeyUsageOID,
    NameOID,
    ObjectIdentifier,
)

PERSON = ObjectIdentifier("1.2.398.3.3.4.1.1")
BODY = ObjectIdentifier("1.2.398.3.3.4.1.2")
SIGNING = ExtendedKeyUsageOID.EMAIL_PROTECTION
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def _key(number: int) -> rsa.RSAPrivateKey:
    """RSA keys take their time: each test run makes a few and uses them again."""
    del number
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class Holder:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: Key
    number: str = ""

    def signs(self, words: bytes, *, apart: bool = False, more: tuple[x509.Certificate, ...] = ()) -> str:
        """CMS in base64, as the signing program answers."""
        builder = (
            pkcs7.PKCS7SignatureBuilder()
            .set_data(words)
            .add_signer(self.certificate, self.key, hashes.SHA256())
        )
        for each in more:
            builder = builder.add_certificate(each)
        options = [pkcs7.PKCS7Options.Binary, *([pkcs7.PKCS7Options.DetachedSignature] if apart else [])]
        return base64.b64encode(builder.sign(serialization.Encoding.DER, options)).decode()


@dataclass
class Authority:
    """``address``: where it answers about revocation, once it does."""

    at: datetime
    address: str = ""
    revoked: set[int] = field(default_factory=set)
    fails: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = self._authority("Түбірлік куәландырушы орталық", None, _key(0))
        self.between = self._authority("Ұлттық куәландырушы орталық", self.root, _key(1))

    def person(
        self,
        number: str,
        given: str = "ДӘУЛЕТ",
        family: str = "ЖҮНІСОВ",
        *,
        elliptic: bool = False,
        uses: tuple[ObjectIdentifier, ...] = (SIGNING, PERSON),
        valid: tuple[timedelta, timedelta] = (timedelta(days=-30), timedelta(days=335)),
        signs: bool = True,
        subject: str | None = None,
    ) -> Holder:
        key: Key = ec.generate_private_key(ec.SECP256R1()) if elliptic else _key(2)
        name = x509.Name(
            [
                x509.NameAttribute(NameOID.COMMON_NAME, f"{family} {given}"),
                x509.NameAttribute(NameOID.SURNAME, family),
                x509.NameAttribute(NameOID.SERIAL_NUMBER, f"IIN{number}" if subject is None else subject),
                x509.NameAttribute(NameOID.COUNTRY_NAME, "KZ"),
                x509.NameAttribute(NameOID.GIVEN_NAME, "ТЕСТОВИЧ"),
            ]
        )
        built = self._begun(name, self.between, key, valid)
        built = built.add_extension(_usage(signs=signs), critical=True)
        built = built.add_extension(x509.ExtendedKeyUsage(uses), critical=False)
        for each in self._addresses("between"):
            built = built.add_extension(each, critical=False)
        return Holder(built.sign(self.between.key, hashes.SHA256()), key, number)

    def trusted(self, folder: Path) -> Path:
        """The file that the setting names."""
        path = folder / "roots.pem"
        both = (self.root.certificate, self.between.certificate)
        path.write_bytes(b"".join(each.public_bytes(serialization.Encoding.PEM) for each in both))
        return path

    def _authority(self, called: str, issuer: Holder | None, key: Key) -> Holder:
        name = x509.Name(
            [x509.NameAttribute(NameOID.COMMON_NAME, called), x509.NameAttribute(NameOID.COUNTRY_NAME, "KZ")]
        )
        built = self._begun(name, issuer, key, (timedelta(days=-365), timedelta(days=3650)))
        built = built.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        built = built.add_extension(_usage(signs=False, authority=True), critical=True)
        if issuer is not None:
            for each in self._addresses("root"):
                built = built.add_extension(each, critical=False)
        return Holder(built.sign((issuer or Holder(None, key)).key, hashes.SHA256()), key)  # type: ignore[arg-type]

    def _begun(
        self, name: x509.Name, issuer: Holder | None, key: Key, valid: tuple[timedelta, timedelta]
    ) -> x509.CertificateBuilder:
        made = x509.CertificateBuilder().subject_name(name).public_key(key.public_key())
        made = made.issuer_name(issuer.certificate.subject if issuer else name).serial_number(
            x509.random_serial_number()
        )
        made = made.not_valid_before(self.at + valid[0]).not_valid_after(self.at + valid[1])
        made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        above = (issuer.key if issuer else key).public_key()
        return made.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above), critical=False)

    def _addresses(self, issuer: str) -> list[x509.ExtensionType]:
        if not self.address:
            return []
        where = x509.UniformResourceIdentifier(f"{self.address}/ocsp")
        points = [x509.UniformResourceIdentifier(f"{self.address}/crl/{issuer}")]
        return [
            x509.AuthorityInformationAccess(
                [x509.AccessDescription(AuthorityInformationAccessOID.OCSP, where)]
            ),
            x509.CRLDistributionPoints([x509.DistributionPoint(points, None, None, None)]),
        ]

    def answer(self, request: bytes, at: datetime) -> bytes:
        asked = ocsp.load_der_ocsp_request(request)
        issuer = next(
            each for each in (self.between, self.root) if _hash_of(each, asked) == asked.issuer_key_hash
        )
        is_revoked = asked.serial_number in self.revoked
        built = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.REVOKED if is_revoked else ocsp.OCSPCertStatus.GOOD,
            this_update=at,
            next_update=at + timedelta(hours=1),
            revocation_time=at if is_revoked else None,
            revocation_reason=None,
        )
        for each in asked.extensions:
            built = built.add_extension(each.value, critical=False)
        forger = Holder(issuer.certificate, _key(3)) if "forge" in self.fails else issuer
        signed = built.responder_id(ocsp.OCSPResponderEncoding.HASH, issuer.certificate).sign(
            forger.key, hashes.SHA256()
        )
        return signed.public_bytes(serialization.Encoding.DER)

    def list(self, issuer: Holder, at: datetime) -> bytes:
        built = x509.CertificateRevocationListBuilder().issuer_name(issuer.certificate.subject)
        built = built.last_update(at).next_update(at + timedelta(days=1))
        for number in sorted(self.revoked):
            one = x509.RevokedCertificateBuilder().serial_number(number).revocation_date(at).build()
            built = built.add_revoked_certificate(one)
        return built.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _hash_of(issuer: Holder, asked: ocsp.OCSPRequest) -> bytes:
    again = (
        ocsp.OCSPRequestBuilder()
        .add_certificate(issuer.certificate, issuer.certificate, asked.hash_algorithm)
        .build()
    )
    return again.issuer_key_hash


def _usage(*, signs: bool, authority: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


@asynccontextmanager
async def answering(at: datetime, *, clock: Any = None) -> AsyncIterator[Authority]:
    """An authority that answers over the loopback: OCSP and its list. ``fails`` says what it does not answer."""
    made = Authority(at)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            path = head.split(" ")[1]
            length = next(
                (
                    int(line.split(":")[1])
                    for line in head.splitlines()
                    if line.lower().startswith("content-length")
                ),
                0,
            )
            body = await reader.readexactly(length)
            made.asked.append(path)
            now = clock() if clock else at
            status, said = "200 OK", b""
            if path.strip("/").split("/")[0] in made.fails:
                status = "503 Service Unavailable"
            elif path == "/ocsp":
                said = made.answer(body, now)
            else:
                said = made.list(made.root if path.endswith("/root") else made.between, now)
            writer.write(
                f"HTTP/1.1 {status}\r\nContent-Length: {len(said)}\r\nConnection: close\r\n\r\n".encode()
                + said
            )
            await writer.drain()
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        made.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        made.__post_init__()
        yield made
