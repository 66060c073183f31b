"""Who may have a broadcast: everybody while it goes on, later only what its office published, until it takes it back."""

from datetime import timedelta

import pytest

from meetings.broadcast import queries
from meetings.broadcast.aligning import align
from meetings.captions import put
from meetings.captions.captions import Source
from meetings.media.broadcast import shelf
from meetings.replay.actions.publish import Publish, publish
from meetings.replay.actions.take import Take, take
from meetings.replay.actions.withdraw import Withdraw, withdraw
from meetings.schedule.actions.finish import Finish, finish
from tests.meetings.world import at_moment, later, world

SEGMENT = b"moof and mdat"


@pytest.fixture
async def here(db, as_):
    return await world(as_)


def broadcast(context, ref, count=2):
    """A folder as a packager leaves it."""
    made = shelf.Shelf.open(shelf.folder_of(context.settings.data_dir, ref), 1_765_000_000_000)
    head = made.keep_head(b"ftyp and moov")
    for number in range(count):
        made.keep(SEGMENT, 2.0, head, 1_765_000_000_000 + 2000 * number, anew=False)
    return made.folder


async def test_a_visitor_gets_the_page_and_its_files_while_the_meeting_goes_on(here, client):
    meeting = await here.live()
    client.clock.put(meeting.starts_at)
    folder = broadcast(here.system, meeting.ref)
    for language in ("kk", "ru", "en"):
        page = await client.get(f"/{language}/meetings/{meeting.ref}/watch")
        assert page.status_code == 200
        assert (
            f'<source src="/broadcast/{meeting.ref}/captioned.m3u8" type="application/vnd.apple.mpegurl">'
            in page.text
        )
        assert f"/{language}/meetings/{meeting.ref}/hall" in page.text
    assert f"/kk/meetings/{meeting.ref}/watch" in (await client.get(f"/kk/meetings/{meeting.ref}")).text
    playlist = await client.get(f"/broadcast/{meeting.ref}/live.m3u8")
    assert playlist.headers["cache-control"] == "public, max-age=1"
    assert playlist.headers["content-type"].startswith("application/vnd.apple.mpegurl")
    segment = await client.get(f"/broadcast/{meeting.ref}/s-000001.m4s")
    assert segment.content == SEGMENT
    assert "immutable" in segment.headers["cache-control"]
    assert segment.headers["content-type"] == "video/iso.segment"
    for other in ("list.jsonl", ".lock", "s-000009.m4s", "..%2Flist.jsonl"):
        assert (await client.get(f"/broadcast/{meeting.ref}/{other}")).status_code == 404
    assert (folder / "list.jsonl").is_file()


async def test_afterwards_the_office_decides_and_what_it_takes_back_is_gone_from_the_folder_too(here, client):
    meeting = await here.live()
    folder = broadcast(here.system, meeting.ref)
    await finish(at_moment(here.clerk, meeting.ends_at), Finish(meeting=meeting.ref, attendance=37))
    soon, evening = (
        at_moment(here.system, meeting.ends_at + timedelta(minutes=1)),
        at_moment(here.head, meeting.ends_at + timedelta(hours=2)),
    )
    await align(soon, meeting.ref)
    assert (await queries.file(soon, meeting.ref, "whole.m3u8")).read_text().endswith("#EXT-X-ENDLIST\n")
    await align(at_moment(here.system, evening.now), meeting.ref)
    assert not folder.exists()
    assert not (await queries.watched(evening, meeting.ref)).playlist
    files = ({"name": "sound.webm", "sha256": "a" * 64},)
    made = Take(meeting=meeting.ref, folder="evening", begun_at=meeting.started_at, seconds=60.0, files=files)
    await take(at_moment(here.system, evening.now), made)
    await publish(evening, Publish(meeting=meeting.ref))
    await align(at_moment(here.system, evening.now), meeting.ref)
    assert (folder / "whole.m3u8").is_file()
    assert (await queries.watched(evening, meeting.ref)).playlist == "whole.m3u8"
    client.clock.put(evening.now)
    assert (
        f"/kk/meetings/{meeting.ref}/watch" in (await client.get(f"/kk/meetings/{meeting.ref}/replay")).text
    )
    await withdraw(evening, Withdraw(meeting=meeting.ref, reason="Тұрғын келісімін қайтарып алды."))
    assert not (
        await queries.watched(evening, meeting.ref)
    ).playlist  # for the house at once, for other servers with the next line
    await align(at_moment(here.system, evening.now), meeting.ref)
    assert not folder.exists()
    assert not (await queries.watched(later(evening, days=1), meeting.ref)).playlist


async def test_players_find_the_captions_beside_the_segments_in_which_they_were_said(here, client):
    meeting = await here.live()
    client.clock.put(meeting.starts_at)
    began = int(meeting.starts_at.timestamp() * 1000)
    made = shelf.Shelf.open(shelf.folder_of(here.system.settings.data_dir, meeting.ref), began)
    head = made.keep_head(b"ftyp and moov")
    for number in range(12):
        made.keep(SEGMENT, 2.0, head, began + 2000 * number, anew=number == 5)
    said_at = meeting.starts_at + timedelta(seconds=21)
    await put.line(at_moment(here.system, said_at), meeting.id, "kk", "Су қашан <келеді>?", Source.MACHINE)
    base = f"/broadcast/{meeting.ref}"
    both = (await client.get(f"{base}/captioned.m3u8")).text
    assert both.endswith('SUBTITLES="captions"\nlive.m3u8\n')
    assert 'LANGUAGE="kk",NAME="Қазақша"' in both
    beside = await client.get(f"{base}/captions/kk.m3u8")
    assert beside.headers["cache-control"] == "public, max-age=1"
    own = (await client.get(f"{base}/live.m3u8")).text
    assert [line for line in beside.text.splitlines() if line.startswith("#EXT")] == [
        line for line in own.splitlines() if line.startswith("#EXT") and "MAP" not in line
    ]
    assert "kk-000011.vtt" in beside.text
    assert "#EXT-X-DISCONTINUITY\n" in beside.text
    piece = await client.get(f"{base}/captions/kk-000010.vtt")
    assert piece.headers["content-type"] == "text/vtt; charset=utf-8"
    assert "00:00:21.000 --> 00:00:29.000\nСу қашан &lt;келеді&gt;?" in piece.text
    assert "Су" in (await client.get(f"{base}/captions/kk-000011.vtt")).text  # it is still shown then
    assert "Су" not in (await client.get(f"{base}/captions/kk-000009.vtt")).text
    assert "Су" not in (await client.get(f"{base}/captions/ru-000010.vtt")).text
    for other in ("captions/de.m3u8", "captions/kk-000012.vtt", "captions/de-000001.vtt"):
        assert (await client.get(f"{base}/{other}")).status_code == 404
    assert "Су қашан" in (await client.get(f"/kk/meetings/{meeting.ref}/watch")).text


async def test_captions_of_a_broadcast_that_the_public_may_not_have_are_not_given(here, client):
    meeting = await here.live()
    client.clock.put(meeting.starts_at)
    assert (await client.get(f"/broadcast/{meeting.ref}/captions/kk.m3u8")).status_code == 404
    broadcast(here.system, meeting.ref)
    await finish(at_moment(here.clerk, meeting.ends_at), Finish(meeting=meeting.ref, attendance=37))
    client.clock.put(meeting.ends_at + timedelta(hours=2))
    for name in ("captioned.m3u8", "captions/kk.m3u8", "captions/kk-000001.vtt"):
        assert (await client.get(f"/broadcast/{meeting.ref}/{name}")).status_code == 404
