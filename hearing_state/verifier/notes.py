"""Signed notes from a stranger's side: keys, signatures and cosignatures (c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature)."""

from __future__ import annotations

import base64
import hashlib
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNS, COSIGNS = 1, 4
_NOTE_BYTES_MAX = 1_000_000
_SIGNATURES_MAX = 100
_DASH = "— "
_KEY_BYTES, _ID_BYTES, _TIME_BYTES, _ROOT_BYTES = 32, 4, 8, 32


class CheckFailedError(Exception):
    """The log does not keep its word; the sentence says where."""


@dataclass(frozen=True)
class Key:
    """A public key with its name, read from ``name+id+base64``; ``kind`` 1 signs a text, 4 cosigns it at a moment."""

    name: str
    kind: int
    public: bytes

    @classmethod
    def read(cls, text: str) -> Key:
        """Raises CheckFailedError."""
        try:
            name, key_id, coded = text.strip().split("+", 2)
            raw = base64.b64decode(coded, validate=True)
        except ValueError as error:
            raise CheckFailedError("the key cannot be read") from error
        made = cls(name, raw[0] if raw else 0, raw[1:])
        if (
            not name
            or made.id.hex() != key_id
            or made.kind not in {SIGNS, COSIGNS}
            or len(raw) != _KEY_BYTES + 1
        ):
            raise CheckFailedError("the key does not fit its id")
        return made

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[
            :_ID_BYTES
        ]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"


@dataclass(frozen=True)
class Checkpoint:
    """A head as a log offers it, not believed yet: its text, what the text says, and the signatures below."""

    text: str
    origin: str
    size: int
    root: bytes
    signatures: tuple[tuple[str, bytes], ...]

    @classmethod
    def read(cls, raw: bytes) -> Checkpoint:
        """Raises CheckFailedError."""
        try:
            made = cls._parsed(raw)
        except ValueError as error:
            raise CheckFailedError("the checkpoint cannot be read") from error
        if not made.origin or len(made.root) != _ROOT_BYTES or len(made.signatures) > _SIGNATURES_MAX:
            raise CheckFailedError("the checkpoint cannot be read")
        return made

    @classmethod
    def _parsed(cls, raw: bytes) -> Checkpoint:
        text, gap, below = raw[: _NOTE_BYTES_MAX + 1].decode().rpartition("\n\n")
        origin, size, root = text.split("\n")[:3]
        is_whole = gap and below.endswith("\n") and len(raw) <= _NOTE_BYTES_MAX
        if not is_whole or not (size.isascii() and size.isdigit()) or str(int(size)) != size:
            raise ValueError("no signed head")
        found = tuple(_signature(line) for line in below.removesuffix("\n").split("\n"))
        return cls(f"{text}\n", origin, int(size), base64.b64decode(root, validate=True), found)

    def signed_by(self, key: Key) -> bool:
        """Whether a signature of that key stands below. CheckFailedError: one that says so does not fit."""
        ours = [
            raw[_ID_BYTES:] for name, raw in self.signatures if name == key.name and raw[:_ID_BYTES] == key.id
        ]
        for each in ours:
            if not _holds(key, self.text, each):
                raise CheckFailedError(f"the signature of {key.name} does not fit")
        return bool(ours)


def cosigned(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def cosignature_line(name: str, secret: Ed25519PrivateKey, text: str, seconds: int) -> str:
    """The line that a witness adds below a checkpoint; ``seconds``: Unix time."""
    key = Key(name, COSIGNS, secret.public_key().public_bytes_raw())
    raw = key.id + struct.pack(">Q", seconds) + secret.sign(cosigned(text, seconds))
    return f"{_DASH}{name} {base64.b64encode(raw).decode()}\n"


def _signature(line: str) -> tuple[str, bytes]:
    name, coded = line.removeprefix(_DASH).split(" ")
    if not line.startswith(_DASH) or not name:
        raise ValueError("no signature")
    return name, base64.b64decode(coded, validate=True)


def _holds(key: Key, text: str, signature: bytes) -> bool:
    message = text.encode()
    if key.kind == COSIGNS:
        if len(signature) <= _TIME_BYTES:
            return False
        message = cosigned(text, struct.unpack(">Q", signature[:_TIME_BYTES])[0])
        signature = signature[_TIME_BYTES:]
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
