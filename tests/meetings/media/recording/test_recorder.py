"""What Aigul said in the meeting is on disk, as she sent it; what she did not agree to is not."""

import itertools
from collections import defaultdict

import av
import pytest

from meetings.media.recording import recorder as recorders
from meetings.media.recording.pieces import LONGEST_SECONDS
from meetings.media.recording.recorder import Recorder
from meetings.media.recording.shelf import digest_of, read_listing
from tests.meetings.media.peers import Colour, Tone, engine, loudness_of, speaks, until


def frames_of(path, kind):
    with av.open(str(path)) as box:
        return list(box.decode(**{kind: 0}))


def last_frame_of(folder, piece):
    """When the last frame was said, in seconds of the meeting. A piece's end also holds how long that frame is shown: a second, of a device that encodes late."""
    with av.open(str(folder / piece.file)) as box:
        return piece.start + max(
            float(each.pts * each.time_base) for each in box.demux() if each.pts is not None
        )


@pytest.mark.parametrize("codec", ["VP8", "H264"])
async def test_every_frame_of_every_piece_plays_and_the_pieces_follow_each_other(tmp_path, codec):
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "aigul")
        recorder = Recorder(tmp_path, lambda: media.rooms["m"].publishers, lambda _person: True)
        aigul = await speaks(media, "m", "aigul", Tone(440), Colour(180), codec=codec)
        await until(lambda: len(read_listing(tmp_path).pieces) >= 4, 20)
        await recorder.close()
        await aigul.close()
    listing = read_listing(tmp_path)
    assert listing.is_closed
    assert not listing.gaps
    assert not list(tmp_path.glob("*.part"))
    assert recorder.faults == recorder.drops == 0
    streams = defaultdict(list)
    for piece in listing.pieces:
        assert 0 < piece.seconds <= LONGEST_SECONDS
        assert digest_of(tmp_path / piece.file) == piece.sha256
        frames = frames_of(tmp_path / piece.file, piece.kind)
        rate = 50 if piece.kind == "audio" else 15
        assert len(frames) == pytest.approx(piece.seconds * rate, abs=2)
        streams[piece.stream].append(piece)
        if piece.kind == "video":
            assert piece.codec == f"video/{codec}"
            assert (
                {(each.width, each.height) for each in frames} == {(160, 96)} == {(piece.width, piece.height)}
            )
    for pieces in streams.values():
        for before, after in itertools.pairwise(pieces):
            apart = (
                after.start - before.end
            )  # a device that encodes late was silent for a second: then a piece ends too
            assert abs(apart) < 0.1 or apart > 0.9
    heard = frames_of(tmp_path / streams["sound"][0].file, "audio")
    assert len(streams) == 2
    assert sum(each.samples for each in heard) > 48_000
    assert _tone(heard, 440) > 0.5
    assert _tone(heard, 660) < 0.1


def _tone(frames, hertz):
    resampler = av.AudioResampler(format="s16", layout="mono", rate=48_000)
    return loudness_of([out for each in frames for out in resampler.resample(each)], hertz)


async def test_who_did_not_agree_and_who_has_no_floor_is_in_neither_sound_nor_picture(tmp_path):
    agreed = {"aigul"}
    async with engine() as media:
        await media.open_room("m")
        for name in ("aigul", "bolat"):
            await media.give_floor("m", name)
        recorder = Recorder(tmp_path, lambda: media.rooms["m"].publishers, agreed.__contains__)
        people = [
            await speaks(media, "m", name, Tone(440), Colour(90), codec="VP8") for name in ("aigul", "bolat")
        ]
        bolat = media.rooms["m"].publishers["bolat"]
        await until(lambda: bolat.sound.count > 50 and read_listing(tmp_path).pieces, 15)
        await media.end_floor("m", "aigul")
        ended = recorder.seconds
        sent = media.rooms["m"].publishers["aigul"].sound.count
        await until(lambda: bolat.sound.count > 300, 15)
        assert media.rooms["m"].publishers["aigul"].sound.count == sent
        await recorder.close()
        for each in people:
            await each.close()
    listing = read_listing(tmp_path)
    assert {each.publisher for each in listing.pieces} == {"aigul"}
    assert {each.kind for each in listing.pieces} == {"audio", "video"}
    assert max(last_frame_of(tmp_path, each) for each in listing.pieces) < ended + 0.5


async def test_a_consent_taken_back_holds_from_that_moment_on(tmp_path):
    agreed = {"aigul"}
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "aigul")
        recorder = Recorder(tmp_path, lambda: media.rooms["m"].publishers, agreed.__contains__)
        aigul = await speaks(media, "m", "aigul", Tone(440))
        sound = media.rooms["m"].publishers["aigul"].sound
        await until(lambda: sound.count > 60)
        agreed.clear()
        taken_back = recorder.seconds
        await until(lambda: sound.count > 160)
        await recorder.close()
        await aigul.close()
    assert read_listing(tmp_path).end < taken_back + 0.2


async def test_a_disk_that_cannot_follow_costs_the_record_a_marked_gap_and_the_meeting_nothing(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(recorders, "QUEUE_PACKETS", 5)
    slow = recorders.threading.Event()
    take = recorders.Track.take

    def waits(track, heard):
        slow.wait(10)
        take(track, heard)

    monkeypatch.setattr(recorders.Track, "take", waits)
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "aigul")
        recorder = Recorder(tmp_path, lambda: media.rooms["m"].publishers, lambda _person: True)
        aigul = await speaks(media, "m", "aigul", Tone(440))
        sound = media.rooms["m"].publishers["aigul"].sound
        await until(lambda: sound.count > 60)
        slow.set()
        await until(lambda: sound.count > 120)
        await recorder.close()
        assert sound.faults == 0
        await aigul.close()
    listing = read_listing(tmp_path)
    assert recorder.drops > 20
    assert {(each.reason, each.publisher) for each in listing.gaps} == {("queue_full", "aigul")}
    assert sum(each.packets for each in listing.gaps) == recorder.drops
    assert sum(each.seconds for each in listing.gaps) > 0.4
    assert listing.pieces


async def test_a_tap_that_fails_ends_neither_the_stream_nor_the_record_of_others(tmp_path, monkeypatch):
    """A full disk: nothing is written, everything is heard, and the list says what is missing once there is room."""
    real, full = recorders.Track._begin, [True]

    def begin(track, frame, start):
        if full[0]:
            raise OSError(28, "No space left on device")
        real(track, frame, start)

    monkeypatch.setattr(recorders.Track, "_begin", begin)
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "aigul")
        recorder = Recorder(tmp_path, lambda: media.rooms["m"].publishers, lambda _person: True)
        aigul = await speaks(media, "m", "aigul", Tone(440))
        await until(lambda: recorder.faults > 30)
        full.clear()
        full.append(False)
        sound = media.rooms["m"].publishers["aigul"].sound
        count = sound.count
        await until(lambda: sound.count > count + 50)
        await recorder.close()
        assert aigul.connection.connectionState == "connected"
        await aigul.close()
    listing = read_listing(tmp_path)
    assert listing.gaps[0].reason == "not_written"
    assert listing.gaps[0].seconds > 0
    assert listing.pieces
