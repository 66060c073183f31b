"""Session descriptions (SDP): what a browser may offer, and what the server asks of it. Text in, text out.

The text of a stranger is bounded and looked at before aiortc (or Janus) sees it. Candidates are left out: peers come to us (see icemux), so
a name like ``x.local`` would only cost a second, and a foreign address would make the server knock there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from hearing_state.errors import Invalid
from meetings.media.engine import Sound
from meetings.media.limits import DESCRIPTION_BYTES, LINES, SECTIONS

RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
REPAIRED_RID = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"
_MID = re.compile(r"[A-Za-z0-9_.-]{1,16}")
_RIDS = re.compile(r"[A-Za-z0-9]{1,8}")
_MOST_RIDS = 3
_SOUND = {
    Sound.FULL: ("minptime=10;useinbandfec=1;usedtx=1;maxaveragebitrate=32000", ()),
    Sound.LOW: (
        "minptime=10;useinbandfec=1;usedtx=1;maxaveragebitrate=12000",
        ("a=ptime:60", "a=maxptime:60"),
    ),
}


@dataclass(frozen=True)
class Section:
    kind: str
    mid: str
    direction: str
    lines: Sequence[str]
    rids: Sequence[str] = ()
    """Layers of the same picture that the browser can send, best first as it names them."""
    extensions: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Description:
    text: str
    sections: Sequence[Section]

    @property
    def rid_extensions(self) -> dict[str, int]:
        found = {uri: number for each in self.sections for uri, number in each.extensions.items()}
        return {uri: number for uri, number in found.items() if uri in {RID, REPAIRED_RID}}


def read(text: str, *, directions: Iterable[str], most: int = SECTIONS) -> Description:
    """What a browser offered or answered. Invalid when it is too long or cannot be a call with this server."""
    if len(text) > DESCRIPTION_BYTES or len(text.encode(errors="replace")) > DESCRIPTION_BYTES:
        raise Invalid("media.offer_too_long", field="sdp")
    lines = [
        line for line in text.split("\n") if not line.startswith(("a=candidate:", "a=end-of-candidates"))
    ]
    lines = [line.rstrip("\r") for line in lines if line.strip()]
    starts = [number for number, line in enumerate(lines) if line.startswith("m=")]
    if not lines or lines[0] != "v=0" or len(lines) > LINES or not 1 <= len(starts) <= most or not starts[0]:
        raise Invalid("media.offer_unusable", field="sdp")
    if any(not line.isprintable() or line[1:2] != "=" for line in lines):
        raise Invalid("media.offer_unusable", field="sdp")
    session = lines[: starts[0]]
    ends = [*starts[1:], len(lines)]
    sections = [_section(lines[start:end]) for start, end in zip(starts, ends, strict=True)]
    if not _is_call(session, sections, frozenset(directions)):
        raise Invalid("media.offer_unusable", field="sdp")
    return Description("\r\n".join(lines) + "\r\n", sections)


def _section(lines: Sequence[str]) -> Section:
    kind = lines[0][2:].partition(" ")[0]
    values = {name: list(_values(lines, name)) for name in ("mid", "rid", "extmap")}
    direction = next(
        (line[2:] for line in lines if line[2:] in {"sendonly", "recvonly", "sendrecv", "inactive"}),
        "sendrecv",
    )
    rids = [
        each.split()[0]
        for each in values["rid"]
        if each.split()[1:2] == ["send"] and _RIDS.fullmatch(each.split()[0])
    ]
    extensions = {}
    for each in values["extmap"]:
        number, _space, uri = each.partition(" ")
        if number.isascii() and number.isdigit() and 0 < int(number[:4]) < 15:  # noqa: PLR2004 - one-byte numbers
            extensions[uri.strip()] = int(number)
    mid = values["mid"][0] if len(values["mid"]) == 1 else ""
    return Section(kind, mid, direction, tuple(lines), tuple(rids[:_MOST_RIDS]), extensions)


def _values(lines: Sequence[str], name: str) -> Iterable[str]:
    start = f"a={name}:"
    return (line.removeprefix(start) for line in lines if line.startswith(start))


def _is_call(session: Sequence[str], sections: Sequence[Section], directions: frozenset[str]) -> bool:
    """Sound once, pictures, all bundled over one encrypted transport."""
    mids = [each.mid for each in sections]
    bundles = [each.split()[1:] for each in _values(session, "group") if each.startswith("BUNDLE")]
    return (
        all(_MID.fullmatch(mid) for mid in mids)
        and len(set(mids)) == len(mids)
        and bundles == [mids]
        and all(each.kind in {"audio", "video"} and each.direction in directions for each in sections)
        and all("a=rtcp-mux" in each.lines for each in sections)
        and all(_is_encrypted([*session, *each.lines]) for each in sections)
    )


def _is_encrypted(lines: Sequence[str]) -> bool:
    prints = list(_values(lines, "fingerprint"))
    setups = list(_values(lines, "setup"))
    return (
        any(each.lower().startswith("sha-256 ") for each in prints)
        and all(len(each.split()) == 2 for each in prints)  # noqa: PLR2004 - algorithm and value
        and bool(setups)
        and all(each in {"active", "passive", "actpass"} for each in setups)
        and all(
            any(len(each) >= least for each in _values(lines, name))
            for name, least in (("ice-ufrag", 4), ("ice-pwd", 22))
        )
    )


def for_listener(offer: str) -> str:
    """Our offer with what aiortc does not say: that lost sound is sent again, and no stereo is needed."""
    return _with_sound(offer, "minptime=10;useinbandfec=1;usedtx=1", ())


def for_publisher(answer: str, sound: Sound, offered: Description) -> str:
    """Our answer with the encoding we ask for: bitrate, length of a packet, silence not sent; and the layers we take."""
    layered = {each.mid: each for each in offered.sections if each.rids and RID in each.extensions}
    return _each_section(with_sound(answer, sound), lambda lines: _with_layers(lines, layered))


def with_sound(answer: str, sound: Sound) -> str:
    """The answer with the encoding of sound that we ask for, and nothing else."""
    parameters, more = _SOUND[sound]
    return _with_sound(answer, parameters, more)


def _with_layers(lines: list[str], layered: dict[str, Section]) -> list[str]:
    section = layered.get(next(iter(_values(lines, "mid")), ""))
    if section is None:
        return lines
    numbers = [
        f"a=extmap:{section.extensions[uri]} {uri}"
        for uri in (RID, REPAIRED_RID)
        if uri in section.extensions
    ]
    rids = [f"a=rid:{rid} recv" for rid in section.rids]
    return [*lines, *numbers, *rids, f"a=simulcast:recv {';'.join(section.rids)}"]


def _with_sound(text: str, parameters: str, more: Sequence[str]) -> str:
    def asked(lines: list[str]) -> list[str]:
        found = next(
            (each.partition(" ") for each in _values(lines, "rtpmap") if " opus/" in each.lower()), None
        )
        if found is None:
            return lines
        number = found[0]
        kept = [line for line in lines if not line.startswith(f"a=fmtp:{number} ")]
        return [*kept, f"a=rtcp-fb:{number} nack", f"a=fmtp:{number} {parameters}", *more]

    return _each_section(text, asked)


def _each_section(text: str, change: Callable[[list[str]], list[str]]) -> str:
    parts = re.split(r"(?m)^(?=m=)", text)
    changed = [parts[0]]
    changed += ["\r\n".join(change(part.splitlines())) + "\r\n" for part in parts[1:]]
    return "".join(changed)
