"""A head's statement on video: played by every browser, and silent about where and by what it was taken."""

from __future__ import annotations

import pytest

from hearing_state.errors import Invalid
from hearing_state.files.actions.store import Store, store
from hearing_state.files.kinds import BYTES_MAX, VIDEO_BYTES_MAX, Kind, kind_of
from hearing_state.files.shelf import Shelf
from hearing_state.files.videos import clean_video
from tests.files.samples import box, video
from tests.support.contexts import AsRole


def test_place_device_and_dates_are_gone_and_nothing_moved() -> None:
    sent = video()
    cleaned = clean_video(sent)
    assert len(cleaned) == len(sent)
    for told in (b"+43.2", b"Camera of Ayan", b"hidden"):
        assert told in sent
        assert told not in cleaned
    assert cleaned[sent.index(b"mdat") :][:20] == sent[sent.index(b"mdat") :][:20]
    at = cleaned.index(b"mvhd") + 4
    assert cleaned[at + 4 : at + 12] == bytes(8)
    assert clean_video(cleaned) == cleaned


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (video(codec=b"hvc1"), "file.video_codec"),
        (video(track=b"mebx"), "file.video_tracks"),
        (video(track=b"soun"), "file.broken"),
        (video()[:200], "file.broken"),
        (box(b"ftyp", b"isom\x00\x00\x00\x00") + box(b"moov", b"\x00\x00\x00\x03trak"), "file.broken"),
        (box(b"ftyp", b"isom\x00\x00\x00\x00") + box(b"moov", box(b"free", b"") * 20_001), "file.broken"),
    ],
)
def test_what_not_everybody_could_see_or_somebody_should_not_is_refused(content: bytes, word: str) -> None:
    with pytest.raises(Invalid) as refusal:
        clean_video(content)
    assert refusal.value.reason == word


def test_a_video_may_be_longer_than_other_files_but_not_without_end() -> None:
    long = video() + box(b"mdat", bytes(BYTES_MAX))
    assert kind_of(long) is Kind.MP4
    with pytest.raises(Invalid) as refusal:
        kind_of(video() + box(b"mdat", bytes(VIDEO_BYTES_MAX)))
    assert refusal.value.values["maximum"] == 60


async def test_a_head_sends_a_video_and_a_resident_cannot(as_: AsRole, db: object) -> None:
    sent = await store(as_("head"), Store(name="мәлімдеме.MP4", content=video()))
    assert (sent.kind, sent.name, sent.is_video) == ("mp4", "мәлімдеме.mp4", True)
    assert b"Camera" not in Shelf(as_("head").settings.data_dir).path(sent.digest).read_bytes()
    with pytest.raises(Invalid) as refusal:
        await store(as_("resident"), Store(name="a.mp4", content=video()))
    assert refusal.value.reason == "file.kind_not_taken"
