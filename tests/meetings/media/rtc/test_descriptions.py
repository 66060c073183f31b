"""What a browser offers is a stranger's text: it is refused in one of our words, or it works."""

import asyncio
import contextlib
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearing_state.errors import Invalid
from meetings.media.engine import Sound
from meetings.media.rtc import sdp
from tests.meetings.media.peers import Colour, Person, Tone, engine

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


async def _answered(media, offer, **options):
    joined = await media.publish("m", "head", offer, **options)
    await media.leave(joined.seat)
    return joined.description


async def test_a_browser_is_asked_for_h264_first_and_for_sound_that_survives():
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        answer = (await _answered(media, CHROME)).splitlines()
        video = answer[next(number for number, line in enumerate(answer) if line.startswith("m=video")) :]
        assert video[0].endswith(" 102 103 96 97")
        assert "a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1;maxaveragebitrate=32000" in answer
        assert "a=rtcp-fb:111 nack" in answer
        assert not any("G722" in line or "red/" in line for line in answer)
        assert {"a=rid:h recv", "a=rid:l recv", "a=simulcast:recv h;l", "a=ice-lite"} <= set(answer)
        assert [line for line in answer if line.startswith("a=candidate")] == 2 * [
            f"a=candidate:0 1 udp 2130706431 127.0.0.1 {media.port} typ host"
        ]
        low = (await _answered(media, CHROME, sound=Sound.LOW)).splitlines()
        assert {"a=ptime:60", "a=maxptime:60"} <= set(low)
        assert any(line.startswith("a=fmtp:111 ") and "=12000" in line for line in low)


def test_foreign_addresses_and_names_that_do_not_resolve_are_left_out():
    read = sdp.read(CHROME, directions=("sendonly",))
    assert "candidate" not in read.text
    assert [(each.kind, each.mid, each.rids) for each in read.sections] == [
        ("audio", "0", ()),
        ("video", "1", ("h", "l")),
    ]
    assert read.rid_extensions == {sdp.RID: 10, sdp.REPAIRED_RID: 11}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda text: text + "a=x:" + "я" * 20_000, "media.offer_too_long"),
        (lambda text: text + "a=x\r\n" * 700, "media.offer_unusable"),
        (lambda text: text + text[text.index("m=video") :] * 3, "media.offer_unusable"),
        (lambda text: text.replace("a=rtcp-mux", "a=x"), "media.offer_unusable"),
        (lambda text: text.replace("a=fingerprint:sha-256", "a=fingerprint:md5"), "media.offer_unusable"),
        (lambda text: text.replace("a=setup:actpass", "a=setup:holdconn"), "media.offer_unusable"),
        (lambda text: text.replace("a=mid:1", "a=mid:0"), "media.offer_unusable"),
        (lambda text: text.replace("BUNDLE 0 1", "BUNDLE 0"), "media.offer_unusable"),
        (lambda text: text.replace("a=sendonly", "a=recvonly"), "media.offer_unusable"),
        (lambda text: text.replace("m=video", "m=application"), "media.offer_unusable"),
        (lambda text: text.replace("opus/48000/2", "speex/8000"), "media.no_common_codec"),
        (lambda text: text.replace("a=fmtp:97 apt=96", "a=fmtp:77 apt=96"), "media.offer_unusable"),
        (lambda text: text.replace("a=rtpmap:9 G722/8000", "a=rtpmap:9 G722/many"), "media.offer_unusable"),
        (lambda text: text.replace("s=-", "s=\x00"), "media.offer_unusable"),
        (lambda _text: "", "media.offer_unusable"),
    ],
)
async def test_a_bad_offer_is_refused_in_our_words_and_leaves_no_seat(change, word):
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        with pytest.raises(Invalid) as refusal:
            await media.publish("m", "head", change(CHROME))
        assert refusal.value.reason == word
        assert (await media.node_stats()).seats == 0


async def test_a_thousand_mutated_offers_are_refused_or_answered(caplog):
    unhandled = []
    loop = asyncio.get_running_loop()
    before = loop.get_exception_handler()
    loop.set_exception_handler(lambda _loop, context: unhandled.append(context))
    chosen = random.Random(11)
    person = Person()
    for track in (Tone(440), Colour(50)):
        person.connection.addTransceiver(track, direction="sendonly")
    offers = [CHROME, (await person.connection.createOffer()).sdp]
    await person.close()
    answered, words = 0, set()
    try:
        async with engine() as media:
            await media.open_room("m")
            await media.give_floor("m", "head")
            for number in range(1000):
                try:
                    await _answered(media, _mutated(offers[number % 2], chosen))
                    answered += 1
                except Invalid as refusal:
                    words.add(refusal.reason)
            assert (await media.node_stats()).seats == 0
            assert not media.node.mux.by_name
    finally:
        loop.set_exception_handler(before)
    assert 20 < answered < 950
    assert words == {"media.offer_unusable", "media.no_common_codec"}
    assert unhandled == []
    assert not [each for each in caplog.records if each.levelname == "ERROR"]


def _mutated(text, chosen):
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


@given(st.text(max_size=400), st.integers(0, 1500))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_reading_any_text_gives_a_description_or_a_refusal(noise, at):
    for text in (noise, CHROME[:at] + noise + CHROME[at:]):
        with contextlib.suppress(Invalid):  # any other exception fails
            assert 1 <= len(sdp.read(text, directions=("sendonly",)).sections) <= 4
