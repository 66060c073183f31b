"""What browsers offer, and what becomes of it on the way to a fault."""

from __future__ import annotations

import random

CHROME = "\r\n".join(  # shortened from a recorded offer: simulcast, foreign candidates, a name that does not resolve
    """v=0
o=- 4611731400430051336 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0 1
a=extmap-allow-mixed
a=msid-semantic: WMS stream
m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9
c=IN IP4 0.0.0.0
a=rtcp:9 IN IP4 0.0.0.0
a=candidate:1 1 udp 2113937151 5c1a.local 54321 typ host generation 0
a=candidate:2 1 udp 1677729535 10.0.0.1 22 typ srflx raddr 0.0.0.0 rport 0
a=ice-ufrag:abcd
a=ice-pwd:abcdefghijklmnopqrstuvwx
a=ice-options:trickle
a=fingerprint:sha-256 15:88:84:DF:9A:52:C5:ED:9F:66:3D:2B:FA:16:AA:3C:9B:FD:1C:C5:0E:AA:EB:A1:A1:0E:0A:3B:25:4F:B9:07
a=setup:actpass
a=mid:0
a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
a=sendonly
a=msid:stream sound
a=rtcp-mux
a=rtpmap:111 opus/48000/2
a=rtcp-fb:111 transport-cc
a=fmtp:111 minptime=10;useinbandfec=1
a=rtpmap:63 red/48000/2
a=fmtp:63 111/111
a=rtpmap:9 G722/8000
a=ssrc:1 cname:x
m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103
c=IN IP4 0.0.0.0
a=ice-ufrag:abcd
a=ice-pwd:abcdefghijklmnopqrstuvwx
a=fingerprint:sha-256 15:88:84:DF:9A:52:C5:ED:9F:66:3D:2B:FA:16:AA:3C:9B:FD:1C:C5:0E:AA:EB:A1:A1:0E:0A:3B:25:4F:B9:07
a=setup:actpass
a=mid:1
a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id
a=extmap:11 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id
a=sendonly
a=rtcp-mux
a=rtcp-rsize
a=rtpmap:96 VP8/90000
a=rtcp-fb:96 nack
a=rtcp-fb:96 nack pli
a=rtpmap:97 rtx/90000
a=fmtp:97 apt=96
a=rtpmap:102 H264/90000
a=rtcp-fb:102 nack
a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
a=rtpmap:103 rtx/90000
a=fmtp:103 apt=102
a=rid:h send
a=rid:l send
a=simulcast:send h;l
""".splitlines()
)


def mutated(text: str, chosen: random.Random) -> str:
    """Some lines cut, doubled, moved or with a strange sign in them."""
    lines = text.split("\r\n")
    for _change in range(chosen.choice((1, 1, 2, 4))):
        at = chosen.randrange(len(lines))
        line = lines[at]
        place = chosen.randrange(len(line) + 1)
        lines[at : at + 1] = chosen.choice(
            (
                [],
                [line, line],
                [line[:place]],
                [
                    line[:place]
                    + chosen.choice(("0", "-1", "99999999999", " ", ":", "\0", "é", "/", "\n"))
                    + line[place:]
                ],
                [lines[chosen.randrange(len(lines))]],
                [line, "m=audio 9 UDP/TLS/RTP/SAVPF 0"],
            )
        )
    return "\r\n".join(lines)
