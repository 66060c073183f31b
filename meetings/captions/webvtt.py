"""Captions as WebVTT: one file for a replay, or a piece for a broadcast in segments. Pure.

See https://www.w3.org/TR/webvtt1/ and RFC 8216 section 3.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from meetings.captions.captions import Line

MEDIA_TYPE = "text/vtt; charset=utf-8"
LONGEST = timedelta(seconds=8)
SHORTEST = timedelta(seconds=1)
MPEG_CLOCK = 90_000


def whole(lines: Iterable[Line], begun_at: datetime, seconds: float, delay: timedelta = timedelta()) -> str:
    """All captions of a recording, in seconds from its beginning.

    ``delay``: by how much a caption is shown earlier than it was typed, since typing comes after speech.
    """
    end = timedelta(seconds=seconds)
    cues = _cues(list(lines), begun_at + delay)
    return "WEBVTT\n" + "".join(_cue(*each) for each in cues if timedelta() <= each[0] < end)


def segment(lines: Sequence[Line], start: datetime, seconds: float, *, began_at: datetime) -> str:
    """What is shown in ``seconds`` from ``start``, for a stream whose clock is nought at ``began_at``.

    A caption that goes on beyond a segment stands in both: players drop what they have already (RFC 8216 3.5).
    """
    first, last = start - began_at, start - began_at + timedelta(seconds=seconds)
    head = f"WEBVTT\nX-TIMESTAMP-MAP=LOCAL:{_clock(timedelta())},MPEGTS:0\n"
    return head + "".join(
        _cue(begin, end, line) for begin, end, line in _cues(lines, began_at) if begin < last and end > first
    )


def _cues(lines: Sequence[Line], zero: datetime) -> list[tuple[timedelta, timedelta, Line]]:
    """A caption stays until the next one, but not longer than eight seconds and long enough to be read."""
    shown = [each for each in lines if each.text]
    cues = []
    for position, line in enumerate(shown):
        begin = line.said_at - zero
        end = begin + LONGEST
        if position + 1 < len(shown):
            end = min(end, max(shown[position + 1].said_at - zero, begin + SHORTEST))
        cues.append((begin, end, line))
    return cues


def _cue(begin: timedelta, end: timedelta, line: Line) -> str:
    text = line.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"\n{line.number}\n{_clock(begin)} --> {_clock(end)}\n{text}\n"


def _clock(span: timedelta) -> str:
    """Hours, minutes, seconds and thousandths.

    >>> _clock(timedelta(seconds=3725, milliseconds=40))
    '01:02:05.040'
    """
    whole_ms = int(span / timedelta(milliseconds=1))
    seconds, thousandths = divmod(whole_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
