# ruff: noqa: PLR2004 - numbers of boxes and units
"""Fragments of an MP4 file, as browsers' Media Source and HLS take them (ISO 14496-12), and units of H.264. Pure.

Written here and not by FFmpeg's muxer: that one holds a stream back until the other has something, and cuts where it likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from struct import Struct

PICTURE_TRACK, SOUND_TRACK = 1, 2
PICTURE_RATE, SOUND_RATE = 90_000, 48_000
"""Ticks of a track in a second."""

_START = re.compile(b"\0\0\0?\1")
_DELIMITER, _PARAMETERS, _MORE_PARAMETERS = 9, 7, 8
_HEAD, _LENGTH, _SAMPLE = Struct(">I4s"), Struct(">I"), Struct(">III")
_TRACK, _BEGINS, _RUN = Struct(">II"), Struct(">IQ"), Struct(">IIi")
_DEFAULT_BASE_IS_MOOF = 0x020000
_RUN_FLAGS = 0x000701
"""Data offset; of each sample its duration, size and flags."""
_NEEDS_NONE, _NEEDS_OTHERS = 0x02000000, 0x01010000


@dataclass(frozen=True, slots=True)
class Sample:
    """``ticks``: how long it is shown or heard, in the track's own ticks."""

    data: bytes
    ticks: int
    is_key: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """Samples of one track without a gap; ``begins`` in the track's ticks since the broadcast began."""

    track: int
    begins: int
    samples: Sequence[Sample]


def fragment(number: int, runs: Sequence[Run]) -> bytes:
    """One ``moof`` with its ``mdat``. Runs without samples are left out; ValueError where none has any."""
    filled = [run for run in runs if run.samples]
    if not filled:
        raise ValueError("a fragment of nothing")
    empty = [0] * len(filled)
    at = len(_moof(number, filled, empty)) + _HEAD.size
    offsets = []
    for run in filled:
        offsets.append(at)
        at += sum(len(each.data) for each in run.samples)
    body = b"".join(each.data for run in filled for each in run.samples)
    return _moof(number, filled, offsets) + box(b"mdat", body)


def _moof(number: int, runs: Sequence[Run], offsets: Sequence[int]) -> bytes:
    tracks = b"".join(_traf(run, offset) for run, offset in zip(runs, offsets, strict=True))
    return box(b"moof", box(b"mfhd", _TRACK.pack(0, number)) + tracks)


def _traf(run: Run, offset: int) -> bytes:
    head = box(b"tfhd", _TRACK.pack(_DEFAULT_BASE_IS_MOOF, run.track))
    begins = box(b"tfdt", _BEGINS.pack(1 << 24, run.begins))
    rows = b"".join(
        _SAMPLE.pack(each.ticks, len(each.data), _NEEDS_NONE if each.is_key else _NEEDS_OTHERS)
        for each in run.samples
    )
    return box(b"traf", head + begins + box(b"trun", _RUN.pack(_RUN_FLAGS, len(run.samples), offset) + rows))


def box(kind: bytes, body: bytes) -> bytes:
    return _HEAD.pack(_HEAD.size + len(body), kind) + body


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The outermost boxes, each as kind and whole bytes. Stops at one that is not whole."""
    at = 0
    while at + _HEAD.size <= len(data):
        size, kind = _HEAD.unpack_from(data, at)
        if size < _HEAD.size or at + size > len(data):
            return
        yield kind, data[at : at + size]
        at += size


def units(stream: bytes) -> list[bytes]:
    """The units of an access unit that is written with start codes (H.264, annex B)."""
    return [each for each in _START.split(stream) if each]


def with_lengths(stream: bytes) -> bytes:
    """The same with lengths before the units, as MP4 wants it; parameter sets stand in the head instead."""
    kept = (
        each for each in units(stream) if each[0] & 0x1F not in {_DELIMITER, _PARAMETERS, _MORE_PARAMETERS}
    )
    return b"".join(_LENGTH.pack(len(each)) + each for each in kept)


def parameter_sets(stream: bytes) -> bytes:
    """Size and coding of the picture, with start codes; empty where the access unit has none."""
    kept = (each for each in units(stream) if each[0] & 0x1F in {_PARAMETERS, _MORE_PARAMETERS})
    return b"".join(b"\0\0\0\1" + each for each in kept)


def codec_name(sets: bytes) -> str:
    """As Media Source wants to hear it (RFC 6381): ``avc1.42e01f``. ValueError without a parameter set."""
    first = next((each for each in units(sets) if each[0] & 0x1F == _PARAMETERS and len(each) > 3), None)
    if first is None:
        raise ValueError("no parameter set")
    return f"avc1.{first[1:4].hex()}"
