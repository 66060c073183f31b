"""Small secrets that must be read again are kept sealed: AES-256-GCM under keys derived from the house's secret key."""

from __future__ import annotations

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hearing_state.errors import Unavailable

_NONCE_BYTES = 12
_KEY_BYTES = 32


def seal(key: bytes, purpose: str, about: str, secret: str) -> bytes:
    """``about`` binds the seal to its row: copied elsewhere it does not open."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _cipher(key, purpose).encrypt(nonce, secret.encode(), about.encode())


def unseal(key: bytes, purpose: str, about: str, sealed: bytes) -> str:
    """Raises Unavailable where the seal does not fit: another secret key, or a row that was tampered with."""
    nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return _cipher(key, purpose).decrypt(nonce, body, about.encode()).decode()
    except InvalidTag:
        raise Unavailable("people.seal_broken") from None


@lru_cache(maxsize=16)
def _cipher(key: bytes, purpose: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=f"hearing-state:{purpose}".encode())
    return AESGCM(derived.derive(key))
