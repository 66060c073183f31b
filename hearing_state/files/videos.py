"""A video as every browser plays it: MP4 with picture and sound. Where and by what it was taken is blanked in place, so that nothing moves.

Pure: boxes of ISO/IEC 14496-12 are walked, nothing is decoded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hearing_state.errors import Invalid

BRANDS = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"MSNV"}
)
_TOP = frozenset({b"ftyp", b"moov", b"mdat", b"moof", b"sidx", b"styp", b"mfra"})
_CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
_TOLD = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip", b"wide"})
"""Notes of cameras and programs: place, device, titles; and room in which anything may lie."""
_DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_TRACKS = frozenset({b"vide", b"soun", b"text", b"sbtl", b"subt"})
_CODECS = frozenset(
    {b"avc1", b"avc3", b"av01", b"vp09", b"mp4a", b"Opus", b"tx3g", b"wvtt", b"stpp", b"text"}
)
BOXES_MAX = 20_000
_HEAD, _LONG_HEAD = 8, 16


@dataclass(frozen=True, slots=True)
class _Box:
    """``inside``: where its content begins."""

    kind: bytes
    at: int
    inside: int
    end: int


def is_video(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in BRANDS


def clean_video(content: bytes) -> bytes:
    """The same video without what its camera told of itself. Raises Invalid."""
    made = bytearray(content)
    walk = _Walk(made)
    for box in walk.boxes(0, len(made)):
        if box.kind not in _TOP:
            walk.blank(box)
        elif box.kind == b"moov":
            walk.inside(box)
    if b"vide" not in walk.tracks:
        raise Invalid("file.broken", field="content")
    return bytes(made)


class _Walk:
    def __init__(self, content: bytearray) -> None:
        self.content = content
        self.tracks: set[bytes] = set()
        self._left = BOXES_MAX

    def boxes(self, at: int, end: int) -> Iterator[_Box]:
        while at + _HEAD <= end:
            self._left -= 1
            size, inside = self._number(at, 4), at + _HEAD
            if size == 1:
                size, inside = self._number(at + _HEAD, 8), at + _LONG_HEAD
            box_end = end if size == 0 else at + size
            if box_end > end or box_end < inside or self._left < 0:
                raise Invalid("file.broken", field="content")
            yield _Box(bytes(self.content[at + 4 : at + 8]), at, inside, box_end)
            at = box_end

    def inside(self, parent: _Box) -> None:
        """Five levels at most: the names of containers below each other are few."""
        for box in self.boxes(parent.inside, parent.end):
            if box.kind in _TOLD:
                self.blank(box)
            elif box.kind in _DATED:
                self._undate(box)
            elif box.kind == b"hdlr" and parent.kind == b"mdia":
                self._look_at_track(box)
            elif box.kind == b"stsd":
                self._look_at_codecs(box)
            elif box.kind in _CONTAINERS and box.kind != parent.kind:
                self.inside(box)

    def blank(self, box: _Box) -> None:
        self.content[box.at + 4 : box.at + 8] = b"free"
        self.content[box.inside : box.end] = bytes(box.end - box.inside)

    def _undate(self, box: _Box) -> None:
        """When it was made and changed: two numbers behind version and flags."""
        length = 16 if self.content[box.inside] == 1 else 8
        first = box.inside + 4
        if first + length > box.end:
            raise Invalid("file.broken", field="content")
        self.content[first : first + length] = bytes(length)

    def _look_at_track(self, box: _Box) -> None:
        kind = bytes(self.content[box.inside + 8 : box.inside + 12])
        if kind not in _TRACKS:  # a track of positions, say, whose samples lie among the others
            raise Invalid("file.video_tracks", field="content")
        self.tracks.add(kind)

    def _look_at_codecs(self, box: _Box) -> None:
        for entry in self.boxes(box.inside + 8, box.end):
            if entry.kind not in _CODECS:
                raise Invalid("file.video_codec", field="content")

    def _number(self, at: int, length: int) -> int:
        return int.from_bytes(self.content[at : at + length], "big")
