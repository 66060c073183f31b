"""Aigul missed the meeting and listens to it in the evening: she jumps to the promise about the lamps."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hearing_state.actions import Context
from hearing_state.errors import Conflict, Forbidden, NotFound
from meetings.media.recording.pieces import GAP_DIED, GAP_LOST, Gap, Joined, Listing
from meetings.record.actions.give_floor import GiveFloor, give_floor
from meetings.replay import queries
from meetings.replay.actions.publish import Publish, publish
from meetings.replay.actions.take import Take, take
from meetings.replay.actions.withdraw import Withdraw, withdraw
from meetings.replay.chapters import ChapterKind, Marked, chapters
from meetings.replay.receiving import taken_from
from tests.meetings.world import World, at_moment, world

SOUND = b"0123456789" * 100
REASON = "Тұрғын келісімін қайтарып алды."


@pytest.fixture
async def here(db, as_) -> World:
    return await world(as_)


async def joined(here: World, context: Context, **more) -> tuple[str, Context]:
    """A held meeting with its recording of an hour, taken in by the house; and the evening after it."""
    meeting = await here.held()
    evening = at_moment(context, meeting.ends_at + timedelta(hours=2))
    wish = {
        "meeting": meeting.ref, "folder": "evening", "begun_at": meeting.started_at + timedelta(seconds=30), "seconds": 3600.0,
        "files": ({"name": "sound.webm", "sha256": "a" * 64},), "gaps": ((65.0, 10.0),), **more,
    }  # fmt: skip
    await take(at_moment(here.system, evening.now), Take(**wish))
    return meeting.ref, evening


async def test_it_is_the_publics_only_after_its_office_said_so_and_until_it_says_why_not(here):
    ref, evening = await joined(here, here.head)
    assert (await queries.shown(here.visitor, ref)).recording is None
    await publish(evening, Publish(meeting=ref))
    assert (await queries.shown(here.visitor, ref)).recording.seconds == 3600
    with pytest.raises(Conflict):
        await publish(evening, Publish(meeting=ref))
    await withdraw(evening, Withdraw(meeting=ref, reason=REASON))
    gone = await queries.shown(here.visitor, ref)
    assert (gone.recording, gone.why_withdrawn) == (None, REASON)
    with pytest.raises(NotFound):
        await queries.file(here.visitor, ref, "sound.webm")
    await publish(evening, Publish(meeting=ref))
    assert (await queries.shown(here.visitor, ref)).recording.reason == ""


async def test_a_published_recording_is_not_replaced_and_one_of_a_running_meeting_is_not_taken(here):
    ref, evening = await joined(here, here.head)
    wish = Take(
        meeting=ref, folder="other", begun_at=evening.now, seconds=5, files=({"name": "sound.webm", "sha256": "b" * 64},)
    )  # fmt: skip
    await take(replace(here.system, now=evening.now), wish)
    await publish(evening, Publish(meeting=ref))
    assert (await queries.shown(here.visitor, ref)).recording.folder == "other"
    with pytest.raises(Conflict):
        await take(replace(here.system, now=evening.now), wish)
    running = await here.live("2026-12-16")
    with pytest.raises(Conflict):
        await take(here.system, wish.model_copy(update={"meeting": running.ref}))


async def test_the_secretary_and_another_office_do_not_decide(here):
    ref, evening = await joined(here, here.head)
    for context in (here.clerk, here.resident, here.as_("head", here.district.id)):
        with pytest.raises(Forbidden):
            await publish(at_moment(context, evening.now), Publish(meeting=ref))


async def test_the_page_has_a_player_chapters_with_seconds_and_says_what_is_missing(here, client):
    ref, evening = await joined(here, here.head)
    meeting = (await queries.shown(here.visitor, ref)).meeting
    empty = await client.get(f"/ru/meetings/{ref}/replay")
    assert empty.status_code == 200
    assert "<audio" not in empty.text
    said = meeting.started_at + timedelta(minutes=5)
    wish = GiveFloor(meeting=ref, kind="guest", post_kk="Ардагерлер кеңесі", post_ru="Совет ветеранов", started_at=said, ended_at=said + timedelta(minutes=2))  # fmt: skip
    await give_floor(at_moment(here.clerk, evening.now), wish)
    await publish(evening, Publish(meeting=ref))
    page = (await client.get(f"/ru/meetings/{ref}/replay")).text
    assert "<audio" in page
    assert f"/meetings/{ref}/replay/sound.webm#t=270" in page
    assert "Совет ветеранов" in page
    assert "4:30" in page
    assert "1:05" in page
    assert "1:15" in page
    assert "Ардагерлер кеңесі" in (await client.get(f"/kk/meetings/{ref}/replay")).text
    assert f"/ru/meetings/{ref}/replay" in (await client.get(f"/ru/meetings/{ref}")).text


async def test_any_part_of_the_file_can_be_asked_for_and_nothing_beside_it(here, client):
    ref, evening = await joined(here, here.head)
    folder = here.system.settings.data_dir / queries.FOLDER / "evening"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sound.webm").write_bytes(SOUND)
    (folder / "list.jsonl").write_text("{}")
    address = f"/meetings/{ref}/replay/sound.webm"
    assert (await client.get(address)).status_code == 404
    await publish(evening, Publish(meeting=ref))
    part = await client.get(address, headers={"range": "bytes=10-19"})
    assert part.status_code == 206
    assert part.content == SOUND[10:20]
    assert part.headers["content-range"] == f"bytes 10-19/{len(SOUND)}"
    assert part.headers["content-type"] == "audio/webm"
    assert part.headers["cache-control"] == "public, no-cache"
    again = await client.get(address, headers={"if-none-match": part.headers["etag"]})
    assert again.status_code == 304
    assert (await client.get(f"/meetings/{ref}/replay/list.jsonl")).status_code == 404


def test_chapters_outside_the_recording_are_left_out_and_an_item_stands_before_what_is_said_in_it():
    begun = datetime(2026, 12, 15, 13, tzinfo=UTC)
    moments = [
        (ChapterKind.SPEECH, 60), (ChapterKind.ITEM, 60), (ChapterKind.ITEM, -5), (ChapterKind.COMMITMENT, 100), (ChapterKind.QUESTION, 99),
    ]  # fmt: skip
    marked = [Marked(kind, begun + timedelta(seconds=second), kind) for kind, second in moments]
    found = [(each.kind.value, each.second) for each in chapters(marked, begun, 100)]
    assert found == [("item", 60), ("speech", 60), ("question", 99)]


def test_of_the_list_only_the_gaps_of_everybody_are_told():
    gaps = [Gap(5.0, 2.0, GAP_DIED), Gap(9.0, 1.0, GAP_LOST, "aigul", "sound")]
    listing = Listing(1_000, [], gaps, {"sound.webm": Joined("sound.webm", "sound", 12.0, "a" * 64)})
    told = taken_from(listing, "M-2026-000001", "evening")
    assert told.gaps == ((5.0, 2.0),)
    assert told.seconds == 12
    assert told.begun_at == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="evening"):
        taken_from(Listing(1_000), "M-2026-000001", "evening")
