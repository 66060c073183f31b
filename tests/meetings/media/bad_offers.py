"""Offers that have ended or confused media servers (aiortc, Janus, OpenVidu, libwebrtc), each as a change of a good one."""

from __future__ import annotations

from collections.abc import Callable

from tests.meetings.media.offers import CHROME

Change = Callable[[str], str]


def _with(*lines: str) -> Change:
    """These lines at the end: in the picture's section."""
    return lambda text: text.rstrip() + "\r\n" + "\r\n".join(lines) + "\r\n"


def _instead(old: str, new: str) -> Change:
    assert old in CHROME
    return lambda text: text.replace(old, new)


CHANGES: dict[str, Change] = {
    "nothing": lambda _text: "",
    "only a version": lambda _text: "v=0\r\n",
    "a version of the future": _instead("v=0", "v=1"),
    "no sections": lambda text: text[: text.index("m=audio")],
    "one session twice": lambda text: text + text,
    "lines ended by CR alone": lambda text: text.replace("\r\n", "\r"),
    "a separator of lines that is not one": _instead("s=-", "s=-\u2028m=audio 9 X 0"),
    "zero bytes": _instead("s=-", "s=\0"),
    "letters of half a pair": _instead("s=-", "s=\ud800"),
    "no origin": _instead("o=- 4611731400430051336 2 IN IP4 127.0.0.1\r\n", ""),
    "an origin of one word": _instead("o=- 4611731400430051336 2 IN IP4 127.0.0.1", "o=-"),
    "a time that is none": _instead("t=0 0", "t=x"),
    "a section without formats": _instead(
        "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9", "m=audio 9 UDP/TLS/RTP/SAVPF"
    ),
    "a section of one word": _instead("m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9", "m=audio"),
    "formats that are words": _instead("SAVPF 111 63 9", "SAVPF a b c"),
    "formats beyond 127": _instead("SAVPF 111 63 9", "SAVPF 400 -1 99999999999"),
    "a port that is none": _instead("m=audio 9 ", "m=audio x "),
    "a port beyond all": _instead("m=audio 9 ", "m=audio 99999999 "),
    "a refused section": _instead("m=video 9 ", "m=video 0 "),
    "a foreign profile": _instead("UDP/TLS/RTP/SAVPF", "RTP/AVP"),
    "data only (OpenVidu)": lambda text: (
        text[: text.index("m=audio")] + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n"
    ),
    "data besides": _with("m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "a=mid:2", "a=sctp-port:abc"),
    "an address that is none": _instead("c=IN IP4 0.0.0.0", "c=IN IP6"),
    "an address of nothing": _instead("c=IN IP4 0.0.0.0", "c="),
    "an rtcp port that is none": _instead("a=rtcp:9 IN IP4 0.0.0.0", "a=rtcp:x"),
    "a rate of zero": _instead("opus/48000/2", "opus/0/2"),
    "a rate below zero": _instead("VP8/90000", "VP8/-90000"),
    "a rate without end": _instead("VP8/90000", "VP8/" + "9" * 400),
    "more channels than ears": _instead("opus/48000/2", "opus/48000/99999999999"),
    "a codec without rate": _instead("opus/48000/2", "opus"),
    "a codec without name": _instead("a=rtpmap:111 opus/48000/2", "a=rtpmap:111"),
    "a codec of an unknown number": _with("a=rtpmap:1 VP8/90000", "a=fmtp:1 x=y"),
    "repair of itself": _instead("a=fmtp:97 apt=96", "a=fmtp:97 apt=97"),
    "repair of a repair": _instead("a=fmtp:97 apt=96", "a=fmtp:97 apt=103"),
    "repair of nothing": _instead("a=fmtp:97 apt=96", "a=fmtp:97 apt=5"),
    "repair of a word": _instead("a=fmtp:97 apt=96", "a=fmtp:97 apt=x"),
    "repair without end": _instead("a=fmtp:97 apt=96", "a=fmtp:97"),
    "a profile that is none": _instead("profile-level-id=42e01f", "profile-level-id=zzzzzz"),
    "a profile too short": _instead("profile-level-id=42e01f", "profile-level-id=4"),
    "a packetization that is none": _instead("packetization-mode=1", "packetization-mode=x"),
    "a thousand parameters": _instead(
        "a=fmtp:111 minptime=10", "a=fmtp:111 " + ";".join(f"a{n}=1" for n in range(1000))
    ),
    "a parameter without name": _instead("a=fmtp:111 minptime=10", "a=fmtp:111 =;;=;="),
    "feedback for a word": _with("a=rtcp-fb:abc nack", "a=rtcp-fb:", "a=rtcp-fb:* "),
    "extension number nought": _instead("a=extmap:4 ", "a=extmap:0 "),
    "extension number beyond all": _instead("a=extmap:4 ", "a=extmap:99999999999999999999 "),
    "extension number fifteen": _instead("a=extmap:10 ", "a=extmap:15 "),
    "extension without name": _instead(
        "a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id", "a=extmap:10"
    ),
    "two extensions of one number": _instead("a=extmap:11 ", "a=extmap:10 "),
    "a sign that is none": _instead("a=fingerprint:sha-256 ", "a=fingerprint:sha-256"),
    "a sign of rubbish": _instead("15:88:84", "zz::"),
    "a sign a thousand times": _with(*["a=fingerprint:sha-256 15:88"] * 400),
    "a sign of an unknown kind besides": _with("a=fingerprint:sha-3 00:11"),
    "two roles": _with("a=setup:active", "a=setup:passive"),
    "no role": _instead("a=setup:actpass\r\n", ""),
    "keys in the open (SDES)": _with(
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz"
    ),
    "no password": _instead("a=ice-pwd:abcdefghijklmnopqrstuvwx", "a=ice-pwd:"),
    "a name without end": _instead("a=ice-ufrag:abcd", "a=ice-ufrag:" + "a" * 20_000),
    "other names in each section": lambda text: text.replace("a=ice-ufrag:abcd", "a=ice-ufrag:efgh", 1),
    "sections of one name": _instead("a=mid:1", "a=mid:0"),
    "a section without a name": _instead("a=mid:0\r\n", ""),
    "an empty name (Janus)": _instead("a=mid:0", "a=mid:"),
    "a name of a thousand letters": _instead("a=mid:0", "a=mid:" + "0" * 1000),
    "a bundle of strangers": _instead("BUNDLE 0 1", "BUNDLE 7 8 9"),
    "an empty bundle": _instead("a=group:BUNDLE 0 1", "a=group:"),
    "a bundle twice": _instead("a=group:BUNDLE 0 1", "a=group:BUNDLE 0 1\r\na=group:BUNDLE 1 0"),
    "a stream id of one word": _instead("a=msid:stream sound", "a=msid:"),
    "sources that are words": _instead(
        "a=ssrc:1 cname:x", "a=ssrc:x cname:x\r\na=ssrc:\r\na=ssrc:99999999999 cname"
    ),
    "a group of sources of nobody": _with("a=ssrc-group:FID", "a=ssrc-group:FID x", "a=ssrc-group:SIM 1 2 3"),
    "layers of nothing": _instead("a=simulcast:send h;l", "a=simulcast:send"),
    "layers without end": _with(*[f"a=rid:r{n} send" for n in range(300)]),
    "a layer without a name": _instead("a=rid:h send", "a=rid: send"),
    "one layer twice": _instead("a=rid:l send", "a=rid:h send"),
    "candidates that are none": _with(
        "a=candidate:", "a=candidate:1 1 udp", "a=candidate:1 1 tcp 1 127.0.0.1 9 typ host"
    ),
    "candidates without end": _with(*["a=candidate:1 1 udp 1 10.0.0.1 9 typ host"] * 500),
    "a bitrate below zero": _with("b=AS:-1", "b=AS:99999999999999999999", "b="),
    "a packet of a year": _with("a=ptime:31536000000", "a=maxptime:x"),
    "lines without end": _with(*["a=x"] * 2000),
    "a line without end": _with("a=" + "x" * 40_000),
    "a line without a kind": _with("rubbish"),
    "another direction twice": _with("a=recvonly", "a=inactive"),
    "who only listens": _instead("a=sendonly", "a=recvonly"),
}
