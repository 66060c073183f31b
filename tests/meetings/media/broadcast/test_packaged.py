"""What a real speaker publishes, as everybody gets it: all frames, sound and picture in step, encoded at most once."""

from itertools import pairwise

import av
import pytest

from meetings.media.broadcast import shelf
from meetings.media.broadcast.card import WIDTH
from tests.meetings.media.broadcast.stage import (
    MEETING,
    Clap,
    brightened,
    loudened,
    pictures,
    sound,
    stage,
    tone,
)
from tests.meetings.media.peers import Colour, Tone, speaks, until


@pytest.mark.parametrize(("kind", "codec"), [("embedded", "H264"), ("embedded", "VP8"), ("janus", "VP8")])
async def test_all_frames_come_and_a_clap_is_seen_when_it_is_heard(tmp_path, kind, codec):
    async with stage(tmp_path, kind=kind) as air:
        clap = Clap()
        head = await speaks(air.engine, MEETING, "head", clap.sound, clap.picture, codec=codec)
        await until(lambda: air.shown is not None)
        before = len(air.parts)
        await until(lambda: len(air.parts) > before + 40)
        is_encoded = air.on_air.packager._cutting.picture.is_encoded
        await head.close()
    assert is_encoded is (codec == "VP8")
    assert air.parts[before + 10].head.codecs.startswith("avc1.42")
    data = max(air.files(), key=len)
    frames = pictures(data)
    lasted = frames[-1][0] - frames[0][0]
    assert lasted > 6
    assert len(frames) == pytest.approx(20 * lasted, rel=0.15)
    assert all(before[0] < after[0] for before, after in pairwise(frames))
    begins, samples = sound(data)
    assert samples.size / 48_000 == pytest.approx(lasted, abs=0.6)
    seen, heard = brightened(frames), loudened(begins, samples)
    assert len(seen) >= 4
    apart = sorted(min(abs(each - other) for other in heard) for each in seen)
    assert apart[len(apart) // 2] < 0.15
    loud = samples[int((heard[-2] - begins) * 48_000) :][:20_000]
    assert tone(loud, 440) > 0.8


async def test_who_has_no_picture_is_heard_beside_the_card_and_who_loses_the_floor_is_gone(tmp_path):
    async with stage(tmp_path, "head", "aigul") as air:
        head = await speaks(air.engine, MEETING, "head", Tone(440))
        await until(lambda: len(air.parts) > 15)
        aigul = await speaks(air.engine, MEETING, "aigul", Tone(880), Colour(220), codec="H264")
        await until(lambda: air.shown is not None)
        before = len(air.parts)
        await until(lambda: len(air.parts) > before + 15)
        await air.engine.end_floor(MEETING, "aigul")
        after = len(air.parts)
        await until(lambda: air.shown is None and len(air.parts) > after + 12)
        for each in (head, aigul):
            await each.close()
    files = air.files()
    assert [each.head.width for each in (air.parts[5], air.parts[before + 8], air.parts[-1])] == [
        WIDTH,
        160,
        WIDTH,
    ]
    assert len(files) == 3
    both = sound(files[1])[1][-72_000:-24_000]
    assert tone(both, 440) > 0.2
    assert tone(both, 880) > 0.2
    alone = sound(files[2])[1][-48_000:]
    assert tone(alone, 440) > 0.8
    assert tone(alone, 880) < 0.01


async def test_parts_are_short_and_a_key_frame_begins_one_everywhere_a_player_may_begin(tmp_path):
    async with stage(tmp_path) as air:
        head = await speaks(air.engine, MEETING, "head", Tone(440), Colour(200), codec="H264")
        await until(lambda: air.shown is not None)
        before = len(air.parts)
        await until(lambda: len(air.parts) > before + 30)
        await head.close()
    begin = next(number for number, each in enumerate(air.parts) if number > before and each.is_key)
    some = air.parts[begin : begin + 12]
    frames = pictures(some[0].head.data + b"".join(each.data for each in some))
    assert frames
    assert all(light == pytest.approx(200, abs=8) for _at, light in frames)
    assert all(
        pictures(each.head.data + each.data)[-1][0] - pictures(each.head.data + each.data)[0][0] < 1
        for each in some
        if b"trun" in each.data and each.is_key
    )
    assert sum(each.is_key for each in air.parts[begin:]) >= 2


async def test_segments_and_playlists_hold_the_whole_and_say_when_it_is_over(tmp_path):
    async with stage(tmp_path) as air:
        head = await speaks(air.engine, MEETING, "head", Tone(440), Colour(200), codec="H264")
        folder = shelf.folder_of(tmp_path, MEETING)
        await until(lambda: (listing := shelf.read(folder)) is not None and len(listing.segments) >= 4)
        assert "#EXT-X-ENDLIST" not in (folder / "live.m3u8").read_text()
        air.is_on = False
        await until(lambda: air.is_over)
        await head.close()
    assert (folder / "live.m3u8").read_text().endswith("#EXT-X-ENDLIST\n")
    listing = shelf.read(folder)
    assert all(each.seconds <= 3.5 for each in listing.segments)
    with av.open(str(folder / "whole.m3u8")) as box:
        seconds = [float(each.time) for each in box.decode(video=0)]
    assert seconds[-1] - seconds[0] == pytest.approx(sum(each.seconds for each in listing.segments), abs=0.5)
    with av.open(str(folder / "whole.m3u8")) as box:
        heard = sum(each.samples for each in box.decode(audio=0)) / 48_000
    assert heard == pytest.approx(seconds[-1] - seconds[0], abs=0.5)
