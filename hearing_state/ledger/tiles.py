"""Static files of a log (c2sp.org/tlog-tiles): where they lie and how they are written. Pure.

A tile holds up to 256 hashes of one level; a bundle up to 256 entries. Of the last, unfinished one each state that a checkpoint
needs has a file of its own (``….p/17``), so that no file ever changes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence

from hearing_state.ledger.merkle import Hash, leaf_hash, node_hash, split

WIDTH = 256
LEVELS_BITS = 8
ENTRY_BYTES_MAX = 65_535
Read = Callable[[str], bytes]


def place(index: int) -> str:
    """The number of a tile as folders of three digits: 1234067 -> ``x001/x234/067``."""
    parts = [f"{index % 1000:03}"]
    while index := index // 1000:
        parts.insert(0, f"x{index % 1000:03}")
    return "/".join(parts)


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    return f"tile/{level}/{place(index)}" + (f".p/{width}" if width < WIDTH else "")


def bundle_path(index: int, width: int = WIDTH) -> str:
    return f"tile/entries/{place(index)}" + (f".p/{width}" if width < WIDTH else "")


def bundle(entries: Sequence[bytes]) -> bytes:
    return b"".join(struct.pack(">H", len(each)) + each for each in entries)


def unbundled(raw: bytes) -> list[bytes]:
    """ValueError: the bundle ends in the middle of an entry."""
    found, at = [], 0
    while at < len(raw):
        length = int.from_bytes(raw[at : at + 2], "big")
        if at + 2 + length > len(raw):
            raise ValueError("a bundle ends in the middle of an entry")
        found.append(raw[at + 2 : at + 2 + length])
        at += 2 + length
    return found


def full_root(hashes: Sequence[Hash]) -> Hash:
    """The root over some hashes of one level (RFC 6962 section 2.1); at least one."""
    if len(hashes) == 1:
        return hashes[0]
    middle = split(len(hashes))
    return node_hash(full_root(hashes[:middle]), full_root(hashes[middle:]))


class Tree:
    """The tree of a certain size as its tiles show it. ``read`` gives a file by its path and raises what it raises."""

    def __init__(self, size: int, read: Read) -> None:
        self.size = size
        self._read = read
        self._kept: dict[tuple[int, int], list[Hash]] = {}

    def root(self) -> Hash:
        return self.root_of(0, self.size)

    def root_of_beginning(self, size: int) -> Hash:
        """The root that the tree had when it held its first ``size`` entries."""
        return self.root_of(0, size)

    def root_of(self, start: int, end: int) -> Hash:
        """The root of a range that RFC 6962 asks for: whole subtrees, and the rest at the right edge."""
        width = end - start
        if width & (width - 1) == 0 and start % width == 0:
            return self._node(width.bit_length() - 1, start >> (width.bit_length() - 1))
        middle = start + split(width)
        return node_hash(self.root_of(start, middle), self.root_of(middle, end))

    def _node(self, height: int, index: int) -> Hash:
        level, within = divmod(height, LEVELS_BITS)
        first = index << within
        tile = self.hashes(level, first // WIDTH)
        return full_root(tile[first % WIDTH : first % WIDTH + (1 << within)])

    def hashes(self, level: int, index: int) -> list[Hash]:
        """The hashes of one tile. ValueError: the file has another length than the size of the tree asks for."""
        if (level, index) not in self._kept:
            width = min(WIDTH, (self.size >> (LEVELS_BITS * level)) - index * WIDTH)
            if width <= 0:
                raise ValueError("the tree has no such tile")
            raw = self._read(tile_path(level, index, width))
            if len(raw) != width * 32:
                raise ValueError("a tile has a wrong length")
            self._kept[level, index] = [raw[at : at + 32] for at in range(0, len(raw), 32)]
        return self._kept[level, index]


def grown(
    old: int, before: Sequence[bytes], more: Sequence[bytes], read: Read
) -> Iterator[tuple[str, bytes]]:
    """The files that a tree needs when entries are added: bundles first, then tiles from below.

    ``before``: the entries of the unfinished bundle (``old % 256`` of them); ``read`` gives the old tree's tiles.
    """
    entries = [*before, *more]
    start = old - old % WIDTH
    for at in range(0, len(entries), WIDTH):
        part = entries[at : at + WIDTH]
        yield bundle_path((start + at) // WIDTH, len(part)), bundle(part)
    fresh = [leaf_hash(each) for each in entries]
    level = 0
    while fresh:
        raised = []
        for at in range(0, len(fresh), WIDTH):
            part = fresh[at : at + WIDTH]
            yield tile_path(level, start // WIDTH + at // WIDTH, len(part)), b"".join(part)
            if len(part) == WIDTH:
                raised.append(full_root(part))
        first = start // WIDTH  # the first hash of the next level that is new
        level += 1
        if not raised:
            return
        kept = Tree(old, read).hashes(level, first // WIDTH)[: first % WIDTH] if first % WIDTH else []
        fresh, start = [*kept, *raised], first - first % WIDTH
