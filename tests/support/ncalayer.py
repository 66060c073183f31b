"""The signing program on a citizen's computer, as far as a page speaks to it: a WebSocket on the loopback, under its own certificate."""

from __future__ import annotations

import asyncio
import base64
import ipaddress
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from websockets.asyncio.server import ServerConnection, serve

from tests.support.authority import Holder

PORT = 13579


@dataclass
class Program:
    """``key``: what its owner chooses; None: she closes the window. ``gate``: answers wait until it is open."""

    key: Holder | None
    asked: list[dict[str, Any]] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, socket: ServerConnection) -> None:
        await socket.send(json.dumps({"result": {"version": "1.4"}}))
        async for message in socket:
            asked = json.loads(message)
            self.asked.append(asked)
            await self.gate.wait()
            await socket.send(json.dumps(self._said(asked)))

    def _said(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["module"] != "kz.gov.pki.knca.basics" or asked["method"] != "sign":
            return {"status": False, "code": "INVOCATION_ERROR", "message": "no such method"}
        if self.key is None:
            return {"status": True, "body": {}}
        signed = self.key.signs(base64.b64decode(asked["args"]["data"]))
        lines = "\n".join(signed[at : at + 64] for at in range(0, len(signed), 64))
        return {"status": True, "body": {"result": [f"-----BEGIN CMS-----\n{lines}\n-----END CMS-----\n"]}}


@asynccontextmanager
async def running(folder: Path, key: Holder | None) -> AsyncIterator[Program]:
    program = Program(key)
    program.gate.set()
    async with serve(program.answer, "127.0.0.1", PORT, ssl=_tls(folder)):
        yield program


def _tls(folder: Path) -> ssl.SSLContext:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
    made = made.not_valid_after(now + timedelta(days=2))
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = made.add_extension(names, critical=False).sign(key, hashes.SHA256())
    path = folder / "ncalayer.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
