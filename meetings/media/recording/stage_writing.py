"""The picture of the stage on disk, with the mixed sound: copied where its pieces agree, else encoded once."""

from __future__ import annotations

import fractions
import heapq
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import av

from meetings.media.recording.stage_picture import Shown

WIDTH, HEIGHT, FRAMES = 640, 360, 15
_TICK = fractions.Fraction(1, 90_000)
_H264 = "video/H264"
_OPTIONS = {"preset": "superfast", "crf": "26"}
_Packets = Iterator[tuple[float, int, Any]]


def write_picture(folder: Path, scenes: Sequence[Shown], path: Path, sounds: tuple[str, str]) -> str:
    """``sounds``: the joined Opus and AAC files in the folder, copied beside the picture. Returns the file's ending."""
    if can_be_copied(folder, scenes):
        is_mp4 = scenes[0].piece.codec == _H264
        write, ending = _copy, "mp4" if is_mp4 else "webm"
    else:
        write, ending = _encode, "mp4"
    sound = sounds[ending == "mp4"]
    options = {"movflags": "+faststart"} if ending == "mp4" else {}
    with (
        av.open(str(path), "w", format=ending, options=options) as box,
        av.open(str(folder / sound)) as heard,
    ):
        write(folder, scenes, box, heard)
    return ending


def can_be_copied(folder: Path, scenes: Sequence[Shown]) -> bool:
    """One codec; of H.264 also one size and one parameter set (a VP8 picture may change its size)."""
    if len({each.piece.codec for each in scenes}) > 1:
        return False
    return scenes[0].piece.codec != _H264 or len({_head_of(folder / each.piece.file) for each in scenes}) == 1


def _head_of(path: Path) -> bytes:
    with av.open(str(path)) as box:
        return bytes(box.streams.video[0].codec_context.extradata or b"")


def _copy(folder: Path, scenes: Sequence[Shown], box: Any, heard: Any) -> None:
    first = scenes[0].piece
    with av.open(str(folder / first.file)) as source:
        if first.codec == _H264:
            picture = box.add_stream_from_template(source.streams.video[0])
        else:
            picture = box.add_mux_stream("vp8", width=first.width, height=first.height)
    picture.time_base = _TICK
    _mux(box, _sound(box, heard), _moved(folder, scenes, picture))


def _moved(folder: Path, scenes: Sequence[Shown], picture: Any) -> _Packets:
    """The packets of the pieces as they are, each at its second of the meeting."""
    for scene in scenes:
        with av.open(str(folder / scene.piece.file)) as source:
            for packet in source.demux(video=0):
                if packet.pts is None:
                    continue
                moment = scene.piece.start + float(packet.pts * packet.time_base)
                if moment >= scene.until and not packet.is_keyframe:
                    break
                yield moment, 1, _placed(packet, picture, moment)


def _placed(packet: Any, picture: Any, moment: float) -> Any:
    packet.stream = picture
    packet.time_base = _TICK
    packet.pts = packet.dts = round(moment / _TICK)
    return packet


def _encode(folder: Path, scenes: Sequence[Shown], box: Any, heard: Any) -> None:
    picture = box.add_stream("libx264", rate=FRAMES, options=_OPTIONS)
    picture.width, picture.height, picture.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    picture.codec_context.max_b_frames = 0
    picture.codec_context.time_base = _TICK
    _mux(box, _sound(box, heard), _encoded(folder, scenes, picture))


def _encoded(folder: Path, scenes: Sequence[Shown], picture: Any) -> _Packets:
    last = -1
    for scene in scenes:
        with av.open(str(folder / scene.piece.file)) as source:
            for frame in source.decode(video=0):
                moment = round((scene.piece.start + float(frame.time or 0)) / _TICK)
                if moment <= last or moment * _TICK >= scene.until:
                    continue
                last = moment
                small = frame.reformat(WIDTH, HEIGHT, "yuv420p")
                small.pts, small.time_base, small.pict_type = moment, _TICK, 0
                for packet in picture.encode(small):
                    yield float(packet.pts * packet.time_base), 1, packet
    for packet in picture.encode(None):
        yield float(packet.pts * packet.time_base), 1, packet


def _sound(box: Any, heard: Any) -> _Packets:
    stream = box.add_stream_from_template(heard.streams.audio[0])

    def packets() -> _Packets:
        for packet in heard.demux(audio=0):
            if packet.pts is not None:
                packet.stream = stream
                yield float(packet.pts * packet.time_base), 0, packet

    return packets()


def _mux(box: Any, *streams: _Packets) -> None:
    """In order of time: the muxer need not hold anything back."""
    last = -1
    for _moment, kind, packet in heapq.merge(*streams, key=lambda each: each[:2]):
        if kind:
            if packet.dts <= last:
                continue
            last = packet.dts
        box.mux(packet)
