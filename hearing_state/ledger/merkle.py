"""The Merkle tree of RFC 6962 section 2.1 (RFC 9162 the same): hashes, roots and proofs over a list of leaf hashes. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

Hash = bytes
Range = Callable[[int, int], Hash]
"""The root of the leaves from ``start`` up to but without ``end``."""


def leaf_hash(entry: bytes) -> Hash:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: Hash, right: Hash) -> Hash:
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(width: int) -> int:
    """The largest power of two smaller than ``width`` (which is 2 or more)."""
    return 1 << ((width - 1).bit_length() - 1)


def inclusion_proof(number: int, size: int, root_of: Range) -> list[Hash]:
    """The neighbours on the way from a leaf to the root, lowest first. ValueError: the leaf is not in the tree."""
    if not 0 <= number < size:
        raise ValueError("the tree has no such leaf")
    return _path(number, 0, size, root_of)


def _path(number: int, start: int, end: int, root_of: Range) -> list[Hash]:
    if end - start == 1:
        return []
    middle = start + split(end - start)
    if number < middle:
        return [*_path(number, start, middle, root_of), root_of(middle, end)]
    return [*_path(number, middle, end, root_of), root_of(start, middle)]


def sides(number: int, size: int) -> list[bool]:
    """For each hash of an inclusion proof, lowest first: whether it stands left of what is reckoned so far."""
    found, start, end = [], 0, size
    while end - start > 1:
        middle = start + split(end - start)
        found.append(number >= middle)
        start, end = (middle, end) if number >= middle else (start, middle)
    return found[::-1]


def consistency_proof(old: int, size: int, root_of: Range) -> list[Hash]:
    """What shows that the tree of ``old`` leaves is the beginning of the tree of ``size`` (RFC 6962 section 2.1.2)."""
    if not 0 <= old <= size:
        raise ValueError("the older tree is larger")
    return [] if old in {0, size} else _subproof(old, 0, size, root_of, is_whole=True)


def _subproof(old: int, start: int, end: int, root_of: Range, *, is_whole: bool) -> list[Hash]:
    if old == end:
        return [] if is_whole else [root_of(start, end)]
    middle = start + split(end - start)
    if old <= middle:
        return [*_subproof(old, start, middle, root_of, is_whole=is_whole), root_of(middle, end)]
    return [*_subproof(old, middle, end, root_of, is_whole=False), root_of(start, middle)]


def root_from_inclusion(leaf: Hash, number: int, size: int, proof: list[Hash]) -> Hash:
    """The root that an inclusion proof leads to (RFC 9162 section 2.1.3.2). ValueError: wrong length."""
    if not 0 <= number < size:
        raise ValueError("the tree has no such leaf")
    fn, sn, found = number, size - 1, leaf
    for each in proof:
        if sn == 0:
            raise ValueError("the proof is too long")
        if fn & 1 or fn == sn:
            found = node_hash(each, found)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            found = node_hash(found, each)
        fn, sn = fn >> 1, sn >> 1
    if sn:
        raise ValueError("the proof is too short")
    return found


def is_consistent(old: int, old_root: Hash, size: int, root: Hash, proof: list[Hash]) -> bool:
    """Whether the proof shows that the older head is the beginning of the newer (RFC 9162 section 2.1.4.2)."""
    if old > size or (old in {0, size} and proof):
        return False
    if old == 0:
        return True
    if old == size:
        return old_root == root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return False
    return _folded(old - 1, size - 1, path) == (old_root, root)


def _folded(fn: int, sn: int, path: list[Hash]) -> tuple[Hash, Hash] | None:
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    older = newer = path[0]
    for each in path[1:]:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            older, newer = node_hash(each, older), node_hash(each, newer)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            newer = node_hash(newer, each)
        fn, sn = fn >> 1, sn >> 1
    return (older, newer) if sn == 0 else None
