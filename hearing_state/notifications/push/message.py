"""A message sealed for one browser (RFC 8291): nobody on the way can read it, the push service included. Pure."""

from __future__ import annotations

import base64
import binascii
import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD_BYTES = 4096
PLAINTEXT_MAX = RECORD_BYTES - 103
"""One record with header, delimiter and tag: what every push service must take (RFC 8030 section 7.2)."""
POINT_BYTES, AUTH_BYTES, SALT_BYTES = 65, 16, 16
_KEY_BYTES, _NONCE_BYTES = 16, 12
_LAST_RECORD = b"\x02"


def from_base64url(text: str) -> bytes:
    """Unpadded or padded. Raises ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as fault:
        raise ValueError("not base64url") from fault


def to_base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def point(content: bytes) -> ec.EllipticCurvePublicKey:
    """A browser's public key. Raises ValueError for what is no point of P-256."""
    if len(content) != POINT_BYTES:
        raise ValueError("not an uncompressed point")
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), content)


def sealed(
    plaintext: bytes,
    browser_key: bytes,
    auth: bytes,
    *,
    sender: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """The body of the POST, content coding ``aes128gcm``. ``sender`` and ``salt`` are fresh but in tests.

    Raises ValueError for a key that is none, or a message that does not fit one record.
    """
    if len(plaintext) > PLAINTEXT_MAX or len(auth) != AUTH_BYTES:
        raise ValueError("the message or the secret has the wrong length")
    sender = sender or ec.generate_private_key(ec.SECP256R1())
    salt = salt or os.urandom(SALT_BYTES)
    own = sender.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = sender.exchange(ec.ECDH(), point(browser_key))
    secret = _derived(shared, auth, b"WebPush: info\x00" + browser_key + own, 32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\x00", _KEY_BYTES)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\x00", _NONCE_BYTES)
    header = salt + RECORD_BYTES.to_bytes(4) + len(own).to_bytes(1) + own
    return header + AESGCM(key).encrypt(nonce, plaintext + _LAST_RECORD, None)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
