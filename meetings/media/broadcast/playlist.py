"""The list of a broadcast's segments, and the playlists made of it (HLS, RFC 8216). Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

LONGEST_SECONDS = 3
"""No segment is longer: the ``TARGETDURATION``."""
WINDOW = 10
"""Segments in the playlist of a meeting that goes on; its readers ask for it every few seconds."""
LIVE, WHOLE = "live.m3u8", "whole.m3u8"
CAPTIONED = "captioned.m3u8"
"""Not a file: the broadcast and its captions, for players that show them by themselves."""
CODECS, BANDWIDTH = "avc1.42e01f,mp4a.40.2", 480_000
"""Of every broadcast, and the most that it takes in bit/s."""
LIST = "list.jsonl"
MEDIA_TYPES = {"m3u8": "application/vnd.apple.mpegurl", "mp4": "video/mp4", "m4s": "video/iso.segment"}
FILE = re.compile(r"(live|whole)\.m3u8|h-[0-9a-f]{16}\.mp4|s-[0-9]{6}\.m4s", re.ASCII)
"""Every file that may be served."""
_LINE_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Segment:
    """``anew``: what came before is missing, or was encoded otherwise. ``at_ms``: its beginning, Unix time."""

    file: str
    seconds: float
    head: str
    anew: bool
    at_ms: int


@dataclass(frozen=True, slots=True)
class Listing:
    began_ms: int
    segments: Sequence[Segment] = ()
    is_over: bool = False


def line(value: Segment | None = None, *, began_ms: int | None = None) -> str:
    """One line of the list: a segment, the beginning, or (neither given) the end."""
    if value is not None:
        return json.dumps(asdict(value)) + "\n"
    return json.dumps({"began_ms": began_ms} if began_ms is not None else {"over": True}) + "\n"


def listing_of(text: str) -> Listing | None:
    """What the list says. A last line that was cut off by a crash counts for nothing; None where not even the beginning is there."""
    found, segments, is_over = None, [], False
    for value in _values(text):
        if isinstance(value.get("began_ms"), int):
            found = found or Listing(value["began_ms"])
        elif value.get("over"):
            is_over = True
        elif "file" in value:
            segments.append(Segment(**value))
    return replace(found, segments=segments, is_over=is_over) if found else None


def _values(text: str) -> Iterator[dict[str, Any]]:
    for each in text.splitlines():
        try:
            value = json.loads(each[:_LINE_BYTES])
        except ValueError:
            continue
        if isinstance(value, dict):
            yield value


def live(listing: Listing) -> str:
    """The newest segments. After the end too: who is behind comes to the end of it."""
    first = max(0, len(listing.segments) - WINDOW)
    before = sum(each.anew for each in listing.segments[:first])
    head = [f"#EXT-X-MEDIA-SEQUENCE:{first}", f"#EXT-X-DISCONTINUITY-SEQUENCE:{before}"]
    return _written(head, listing.segments[first:], is_over=listing.is_over, is_first=not first)


def whole(listing: Listing) -> str:
    """The meeting from its beginning to its end."""
    return _written(["#EXT-X-PLAYLIST-TYPE:VOD"], listing.segments, is_over=True, is_first=True)


def captioned(names: Mapping[str, str]) -> str:
    """The broadcast with captions to choose from: language to its name in itself. Whether any is shown, the listener's device decides."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7"]
    for language, name in names.items():
        lines.append(
            f'#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",LANGUAGE="{language}",NAME="{name}",DEFAULT=NO,AUTOSELECT=YES,'
            f'URI="captions/{language}.m3u8"'
        )
    lines += [f'#EXT-X-STREAM-INF:BANDWIDTH={BANDWIDTH},CODECS="{CODECS}",SUBTITLES="captions"', LIVE]
    return "\n".join(lines) + "\n"


def captions(listing: Listing, language: str) -> str:
    """The pieces of captions beside the segments of `live`: as many, as long, and broken at the same places."""
    beside = [
        replace(each, file=f"{language}-{number:06d}.vtt", head="")
        for number, each in enumerate(listing.segments)
    ]
    return live(replace(listing, segments=beside))


def _written(more: Iterable[str], segments: Sequence[Segment], *, is_over: bool, is_first: bool) -> str:
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", f"#EXT-X-TARGETDURATION:{LONGEST_SECONDS}", *more]
    head = ""
    for number, each in enumerate(segments):
        is_anew = each.anew and not (is_first and number == 0)
        if is_anew:
            lines.append("#EXT-X-DISCONTINUITY")
        if each.head != head:
            lines.append(f'#EXT-X-MAP:URI="{each.head}"')
            head = each.head
        if is_anew or number == 0:
            lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{_moment(each.at_ms)}")
        lines += [f"#EXTINF:{each.seconds:.3f},", each.file]
    if is_over:
        lines.append("#EXT-X-ENDLIST")
    return "\n".join(lines) + "\n"


def _moment(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
