"""The whole meeting in one file: Aigul's word stands at its second, a gap has its length, the picture is of whoever speaks."""

import fractions
import math

import av
import numpy as np
import pytest

from meetings.media.recording.frames import Frame
from meetings.media.recording.joining import StillOpen, join, joined
from meetings.media.recording.pieces import GAP_AWAY, GAP_DAMAGED, Piece
from meetings.media.recording.shelf import Shelf, digest_of, read_listing
from meetings.media.recording.stage_picture import Shown, shown
from meetings.media.recording.writing import ENDINGS, PieceFile

RATE = 48_000


def opus(hertz, seconds):
    encoder = av.CodecContext.create("libopus", "w")
    encoder.sample_rate, encoder.layout, encoder.format = RATE, "mono", "s16"
    encoder.time_base = fractions.Fraction(1, RATE)
    turn = 2 * math.pi * hertz / RATE
    for step in range(round(seconds * 50)):
        wave = (9_000 * np.sin(turn * np.arange(step * 960, step * 960 + 960))).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(wave[None], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, step * 960, encoder.time_base
        yield from encoder.encode(frame)


def picture(codec, brightness, seconds, size):
    encoder = av.CodecContext.create({"video/VP8": "libvpx", "video/H264": "libx264"}[codec], "w")
    encoder.width, encoder.height, encoder.pix_fmt = *size, "yuv420p"
    encoder.time_base, encoder.framerate, encoder.gop_size = fractions.Fraction(1, 15), 15, 1000
    quick = {"deadline": "realtime", "lag-in-frames": "0"}
    encoder.options = quick if codec == "video/VP8" else {"tune": "zerolatency", "preset": "ultrafast"}
    for step in range(round(seconds * 15)):
        plane = np.full((size[1] * 3 // 2, size[0]), 128, np.uint8)
        plane[: size[1]] = brightness
        frame = av.VideoFrame.from_ndarray(plane, format="yuv420p")
        frame.pts, frame.time_base = step, encoder.time_base
        yield from encoder.encode(frame)
    yield from encoder.encode(None)


def put(shelf, publisher, start, packets, codec="audio/opus", stream="sound"):
    """One piece, written as the recorder writes it."""
    kind, step = ("audio", 960) if codec == "audio/opus" else ("video", 6000)
    name = f"{int(start * 1000):09d}-{publisher}-{kind}.{ENDINGS[codec]}"
    file = None
    for number, packet in enumerate(packets):
        frame = Frame(codec, 1, bytes(packet), number * step, kind == "audio" or packet.is_keyframe, 0.0)
        file = file or PieceFile(shelf.unfinished(name), kind, frame)
        file.write(frame)
    file.close()
    piece = Piece(
        name, publisher, stream, kind, codec, start, round(file.seconds, 3), digest_of(shelf.unfinished(name)), file.width, file.height,
    )  # fmt: skip
    shelf.keep(piece)
    return piece


def heard_in(path):
    """Mono samples of a whole file."""
    with av.open(str(path)) as box:
        turn = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        frames = [out for each in box.decode(audio=0) for out in turn.resample(each)]
    return np.concatenate([each.to_ndarray()[0] for each in frames]).astype(float)


def tone(samples, hertz):
    """The share of one frequency in the energy of the sound."""
    power = np.abs(np.fft.rfft(samples * np.hanning(samples.size))) ** 2
    near = np.abs(np.fft.rfftfreq(samples.size, 1 / RATE) - hertz) < 15
    return power[near].sum() / max(power.sum(), 1e-9)


@pytest.fixture
def shelf(tmp_path):
    return Shelf.open(tmp_path, 1_000)


async def test_each_voice_stands_at_its_second_and_the_silence_between_has_its_length(shelf, tmp_path):
    put(shelf, "aigul", 0.5, opus(440, 2))
    put(shelf, "aigul", 2.5, opus(440, 2))
    put(shelf, "head", 3.5, opus(880, 2))
    put(shelf, "head", 9.0, opus(660, 1))
    shelf.close()
    made = {each.file: each for each in await joined(tmp_path)}
    assert set(made) == {"sound.webm", "sound.m4a"}
    for name, each in made.items():
        assert digest_of(tmp_path / name) == each.sha256 == read_listing(tmp_path).joined[name].sha256
        samples = heard_in(tmp_path / name)
        assert samples.size / RATE == pytest.approx(10.0, abs=0.1)

        def at(start, until, samples=samples):
            return samples[int(start * RATE) : int(until * RATE)]

        assert np.abs(at(0, 0.4)).max() < 200
        assert tone(at(0.6, 3.4), 440) > 0.95
        assert tone(at(3.6, 4.4), 440) > 0.3
        assert tone(at(3.6, 4.4), 880) > 0.3
        assert tone(at(4.6, 5.4), 880) > 0.95
        assert np.abs(at(5.6, 8.9)).max() < 200
        assert tone(at(9.1, 9.9), 660) > 0.95
        loud = np.flatnonzero(np.abs(at(5.6, 10)) > 1_000)[0] / RATE + 5.6
        assert loud == pytest.approx(9.0, abs=0.05)


def test_two_loud_voices_do_not_crackle(shelf, tmp_path):
    for number in range(6):
        put(shelf, f"person{number}", 0.0, opus(440, 1))
    shelf.close()
    join(tmp_path)
    assert tone(heard_in(tmp_path / "sound.webm")[4_800:43_200], 440) > 0.8


@pytest.mark.parametrize(("codec", "ending"), [("video/VP8", "webm"), ("video/H264", "mp4")])
def test_the_picture_is_copied_and_follows_who_speaks(shelf, tmp_path, codec, ending):
    put(shelf, "aigul", 0.0, opus(440, 4))
    put(shelf, "head", 4.0, opus(660, 4))
    kept = 0
    for start in (0.0, 4.0):
        put(shelf, "aigul", start, picture(codec, 60, 4, (160, 96)), codec, "camera.high")
        put(shelf, "head", start + 0.2, picture(codec, 200, 4, (160, 96)), codec, "camera.high")
    shelf.close()
    made = {each.file: each for each in join(tmp_path)}
    kept = made[f"picture.{ending}"]
    assert kept.kind == "picture"
    with av.open(str(tmp_path / kept.file)) as box:
        frames = [(each.time, each.to_ndarray(format="gray").mean()) for each in box.decode(video=0)]
    bright = [moment for moment, light in frames if light > 130]
    assert bright[0] == pytest.approx(4.2, abs=0.1)
    assert frames[-1][0] == pytest.approx(8.1, abs=0.2)
    assert all(light > 130 for moment, light in frames if moment > 4.25)
    assert len(frames) == pytest.approx(8.2 * 15, abs=4)
    heard = heard_in(tmp_path / kept.file)
    assert tone(heard[RATE : 3 * RATE], 440) > 0.9
    assert tone(heard[5 * RATE : 7 * RATE], 660) > 0.9


def test_pictures_that_do_not_agree_are_encoded_once(shelf, tmp_path):
    put(shelf, "aigul", 0.0, picture("video/VP8", 60, 2, (160, 96)), "video/VP8", "camera.high")
    put(shelf, "head", 2.0, picture("video/H264", 200, 2, (320, 180)), "video/H264", "camera.high")
    put(shelf, "head", 2.0, opus(660, 2))
    shelf.close()
    assert "picture.mp4" in {each.file for each in join(tmp_path)}
    with av.open(str(tmp_path / "picture.mp4")) as box:
        frames = [
            (each.time, each.to_ndarray(format="gray").mean(), each.width) for each in box.decode(video=0)
        ]
    assert len(frames) == 60
    assert {width for *_rest, width in frames} == {640}
    assert next(moment for moment, light, _width in frames if light > 130) == pytest.approx(2.0, abs=0.1)


def test_a_damaged_piece_is_silence_and_a_gap_and_joining_again_says_it_once(shelf, tmp_path):
    put(shelf, "aigul", 0.0, opus(440, 1))
    broken = put(shelf, "aigul", 1.0, opus(440, 1))
    put(shelf, "aigul", 2.0, opus(440, 1))
    shelf.close()
    (tmp_path / broken.file).write_bytes(b"no sound at all")
    join(tmp_path)
    join(tmp_path)
    listing = read_listing(tmp_path)
    assert [(each.start, each.seconds, each.reason) for each in listing.gaps] == [
        (1.0, broken.seconds, GAP_DAMAGED)
    ]
    assert listing.is_closed
    samples = heard_in(tmp_path / "sound.webm")
    assert np.abs(samples[int(1.1 * RATE) : int(1.9 * RATE)]).max() < 200
    assert tone(samples[int(2.1 * RATE) : int(2.9 * RATE)], 440) > 0.95


def test_a_recording_that_goes_on_is_not_joined_and_an_empty_one_has_no_file(shelf, tmp_path):
    with pytest.raises(StillOpen):
        join(tmp_path)
    shelf.close()
    assert join(tmp_path) == []


def piece(publisher, start, stream="camera.high"):
    return Piece("x", publisher, stream, "video", "video/VP8", start, 4.0, "0" * 64)


def test_two_who_speak_together_do_not_take_the_picture_from_each_other_and_a_screen_stands_above_faces():
    together = {"a": dict.fromkeys(range(20), 1.0), "b": dict.fromkeys(range(20), 1.2)}
    first, second, screen = piece("a", 0.0), piece("b", 1.0), piece("b", 2.0, "screen")
    assert shown([first, second], together) == [Shown(first, 4.0)]
    assert shown([first, second, screen], together) == [Shown(first, 2.0), Shown(screen, 6.0)]


def test_a_recording_that_was_closed_and_goes_on_says_how_long_it_was_away(tmp_path):
    shelf = Shelf.open(tmp_path, 1_000_000)
    put(shelf, "head", 0.0, opus(440, 1))
    shelf.close()
    shelf = Shelf.open(tmp_path, 1_005_000)
    put(shelf, "head", 5.0, opus(440, 1))
    shelf.close()
    (gap,) = read_listing(tmp_path).gaps
    assert (gap.reason, round(gap.start), round(gap.seconds)) == (GAP_AWAY, 1, 4)
    join(tmp_path)
    assert len(read_listing(tmp_path).gaps) == 1
