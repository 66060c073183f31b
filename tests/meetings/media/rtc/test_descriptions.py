"""What a browser offers is a stranger's text: it is refused in one of our words, or it works."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearing_state.errors import Invalid
from meetings.media.engine import Sound
from meetings.media.rtc import sdp
from tests.meetings.media.offers import CHROME
from tests.meetings.media.peers import engine


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


@given(st.text(max_size=400), st.integers(0, 1500))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_reading_any_text_gives_a_description_or_a_refusal(noise, at):
    for text in (noise, CHROME[:at] + noise + CHROME[at:]):
        with contextlib.suppress(Invalid):  # any other exception fails
            assert 1 <= len(sdp.read(text, directions=("sendonly",)).sections) <= 4
