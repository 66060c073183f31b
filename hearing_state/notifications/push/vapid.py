"""Who sends: the house's own key pair towards push services (RFC 8292), derived from its secret key. Pure.

Another secret key makes another pair: browsers that subscribed to the old one are then refused, forgotten, and asked again.
"""

from __future__ import annotations

import functools
import json
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from hearing_state.notifications.push.message import to_base64url

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_LIFE = timedelta(hours=12)
_SCALAR_BYTES = 32


@functools.lru_cache(maxsize=4)
def private_key(secret: bytes) -> ec.EllipticCurvePrivateKey:
    wide = HKDF(algorithm=SHA256(), length=48, salt=None, info=b"hearing-state:web-push").derive(secret)
    return ec.derive_private_key(int.from_bytes(wide) % (_ORDER - 1) + 1, ec.SECP256R1())


def public_key(secret: bytes) -> str:
    """What a browser is given when it subscribes (``applicationServerKey``), base64url."""
    own = private_key(secret).public_key()
    return to_base64url(own.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def authorization(secret: bytes, endpoint: str, contact: str, now: datetime) -> str:
    """The Authorization header for one push service: a token for its origin, valid for half a day."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + _LIFE).timestamp()),
        "sub": contact,
    }
    head = to_base64url(_json({"typ": "JWT", "alg": "ES256"})) + "." + to_base64url(_json(claims))
    r, s = decode_dss_signature(private_key(secret).sign(head.encode(), ec.ECDSA(SHA256())))
    signature = to_base64url(r.to_bytes(_SCALAR_BYTES) + s.to_bytes(_SCALAR_BYTES))
    return f"vapid t={head}.{signature}, k={public_key(secret)}"


def _json(value: dict[str, object]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
