"""What is broadcast, as it goes from whoever packages it to everybody: a head, and parts that are read with it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

PART_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Head:
    """``data``: ``ftyp`` and ``moov``. ``codecs`` as Media Source and HLS playlists name them."""

    data: bytes
    codecs: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Part:
    """One fragment. ``head``: how it must be read, the same object as long as it is the same; ``is_key``: one may begin here."""

    head: Head
    data: bytes
    is_key: bool
