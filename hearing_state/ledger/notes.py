"""Signed notes, checkpoints and cosignatures (c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature). Pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PLAIN, COSIGNS = 1, 4
SIGNATURES_MAX = 100
NOTE_BYTES_MAX = 1_000_000
KEY_BYTES = 32
_HASH_BYTES = 32
_ID_BYTES = 4
_DASH = "— "


class BadNoteError(ValueError):
    """The text is no signed note, or not one signed by the key asked for."""


def _b64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadNoteError("not base64") from error


@dataclass(frozen=True)
class Verifier:
    """A public key with its name: ``name+a1b2c3d4+base64``; ``kind`` 1 signs the text, 4 cosigns it with a time."""

    name: str
    kind: int
    public: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises BadNoteError where the text is no verifier key."""
        name, _, rest = text.strip().partition("+")
        key_id, _, coded = rest.partition("+")
        raw = _b64(coded)
        if len(raw) != KEY_BYTES + 1 or raw[0] not in {PLAIN, COSIGNS}:
            raise BadNoteError("not an Ed25519 verifier key")
        made = cls(name, raw[0], raw[1:])
        if not name or made.id.hex() != key_id:
            raise BadNoteError("the key's id does not fit")
        return made

    @property
    def id(self) -> bytes:
        named = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return hashlib.sha256(named).digest()[:_ID_BYTES]

    def __str__(self) -> str:
        coded = base64.b64encode(bytes([self.kind]) + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{coded}"

    def holds(self, text: str, signature: bytes) -> bool:
        """Whether the signature (without the key's id) is this key's over the text."""
        message = text.encode()
        if self.kind == COSIGNS:
            if len(signature) <= 8:  # noqa: PLR2004  the time is 8 bytes
                return False
            message, signature = cosigned(text, struct.unpack(">Q", signature[:8])[0]), signature[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


def cosigned(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


@dataclass(frozen=True)
class Signer:
    """A private key with its name. ``seed``: the 32 bytes of RFC 8032."""

    name: str
    seed: bytes
    kind: int = PLAIN

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self.kind, self._key.public_key().public_bytes_raw())

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def line(self, text: str, seconds: int = 0) -> str:
        """The signature line over the text; ``seconds``: Unix time, only for a cosigner."""
        if self.kind == COSIGNS:
            raw = struct.pack(">Q", seconds) + self._key.sign(cosigned(text, seconds))
        else:
            raw = self._key.sign(text.encode())
        return f"{_DASH}{self.name} {base64.b64encode(self.verifier.id + raw).decode()}\n"


@dataclass(frozen=True)
class Note:
    """A text (it ends with a line feed) and the lines of signatures below it."""

    text: str
    lines: tuple[str, ...]

    @classmethod
    def parse(cls, raw: bytes) -> Self:
        """Raises BadNoteError."""
        if len(raw) > NOTE_BYTES_MAX:
            raise BadNoteError("too long")
        try:
            whole = raw.decode()
        except UnicodeDecodeError as error:
            raise BadNoteError("not UTF-8") from error
        head, gap, tail = whole.rpartition("\n\n")
        lines = tuple(f"{line}\n" for line in tail.removesuffix("\n").split("\n"))
        if not gap or not tail.endswith("\n") or len(lines) > SIGNATURES_MAX:
            raise BadNoteError("no signatures below the text")
        if not all(line.startswith(_DASH) and line.count(" ") == 2 for line in lines):  # noqa: PLR2004
            raise BadNoteError("a line below the text is no signature")
        return cls(head + "\n", lines)

    def signature_of(self, key: Verifier) -> bytes | None:
        """The verified signature of that key, or None. BadNoteError: one that claims to be the key's and is not."""
        for line in self.lines:
            _, name, coded = line.rstrip("\n").split(" ")
            raw = _b64(coded)
            if name == key.name and raw[:_ID_BYTES] == key.id:
                if not key.holds(self.text, raw[_ID_BYTES:]):
                    raise BadNoteError(f"the signature of {key.name} does not fit")
                return raw[_ID_BYTES:]
        return None

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(self.lines)}"


@dataclass(frozen=True)
class Head:
    """What a checkpoint says: which log, how many entries, which root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises BadNoteError."""
        lines = text.split("\n")
        if len(lines) < 4 or not lines[0] or not lines[1].isdigit() or str(int(lines[1])) != lines[1]:  # noqa: PLR2004
            raise BadNoteError("not a checkpoint")
        root = _b64(lines[2])
        if len(root) != _HASH_BYTES:
            raise BadNoteError("the root has a wrong length")
        return cls(lines[0], int(lines[1]), root)
