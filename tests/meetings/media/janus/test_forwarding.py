"""What comes in at Janus is recorded and packaged here too; not what has lost the floor, nor what somebody else slips in."""

import secrets

import av
import pytest
from aiortc.rtp import RtpPacket

from meetings.media.janus.forwarding import _Ear
from meetings.media.janus.slots import JanusSource
from meetings.media.recording.joining import joined
from meetings.media.recording.recorder import Recorder
from meetings.media.recording.shelf import read_listing
from tests.meetings.media.engines import started
from tests.meetings.media.peers import Colour, Tone, speaks, until
from tests.meetings.media.recording.test_joining import RATE, heard_in, tone

AIGUL, BOLAT = 440, 1250


async def test_sound_and_picture_are_recorded_and_nothing_of_who_lost_the_floor_or_did_not_agree(tmp_path):
    folder = tmp_path / "m"
    async with started("janus", tmp_path) as media:
        await media.open_room("m")
        for name in ("aigul", "bolat"):
            await media.give_floor("m", name)
        recorder = Recorder(folder, lambda: media.rooms["m"].publishers, {"aigul"}.__contains__)
        aigul = await speaks(media, "m", "aigul", Tone(AIGUL), Colour(180), codec="VP8")
        bolat = await speaks(media, "m", "bolat", Tone(BOLAT))
        own = media.rooms["m"].publishers["aigul"]
        await until(lambda: {each.kind for each in read_listing(folder).pieces} == {"audio", "video"}, 20)
        await media.end_floor("m", "aigul")
        heard_at = own.sound.heard_at
        await until(lambda: media.rooms["m"].publishers["bolat"].sound.heard_at > heard_at + 2, 10)
        assert own.sound.heard_at == heard_at
        await recorder.close()
        for each in (aigul, bolat):
            await each.close()
    assert recorder.faults == recorder.drops == 0
    assert {each.publisher for each in read_listing(folder).pieces} == {"aigul"}
    made = {each.file for each in await joined(folder)}
    assert made == {"sound.webm", "sound.m4a", "picture.webm"}
    loud = heard_in(folder / "sound.webm")[RATE : 2 * RATE]
    assert tone(loud, AIGUL) > 0.5
    assert tone(loud, BOLAT) < 0.01
    with av.open(str(folder / "picture.webm")) as box:
        light = [int(each.to_ndarray(format="gray").mean()) for each in box.decode(video=0)]
    assert len(light) > 15
    assert light[-1] == pytest.approx((180 - 16) * 255 / 219, abs=6)  # as grey of the full range


async def test_a_packet_under_another_key_reaches_nobody():
    source, heard = JanusSource("audio", "feed", "0"), []
    source.tap(heard.append)
    ear = _Ear(source, secrets.token_bytes(30))
    ear.datagram_received(
        RtpPacket(payload_type=111, ssrc=7, payload=b"x" * 60).serialize(), ("127.0.0.1", 9)
    )
    ear.datagram_received(b"", ("127.0.0.1", 9))
    assert heard == []
    assert source.ssrc is None
