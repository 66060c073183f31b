"""Whether a newer head holds everything an older one held (RFC 9162 section 2.1.4.2)."""

from __future__ import annotations

import hashlib


def grew(old: int, old_root: bytes, size: int, root: bytes, proof: list[bytes]) -> bool:
    """``proof``: the hashes of a consistency proof from ``old`` entries to ``size``; empty where there is nothing to prove."""
    if old in {0, size}:
        return not proof and (old == 0 or old_root == root)
    if old > size or not proof:
        return False
    rest = list(proof) if old & (old - 1) else [old_root, *proof]
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    older = newer = rest[0]
    for each in rest[1:]:
        if not last:
            return False
        if at & 1 or at == last:
            older, newer = _pair(each, older), _pair(each, newer)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            newer = _pair(newer, each)
        at, last = at >> 1, last >> 1
    return not last and (older, newer) == (old_root, root)


def _pair(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()
