"""The demo's recording: as long as its meeting, whole, public, with chapters."""

from __future__ import annotations

import hashlib

import av

from hearing_state.main import demo
from hearing_state.people.demo import load as load_people
from meetings.media.recording.sample import write
from meetings.replay import queries
from meetings.replay.demo import RECORDED, load
from meetings.schedule import queries as schedule
from meetings.schedule.demo import refs
from tests.meetings.media.recording.test_joining import RATE, heard_in, tone
from tests.meetings.registration.hall import Hall
from tests.support.contexts import NOON, AsRole


async def test_it_is_public_with_chapters_and_loading_again_changes_nothing(db, as_: AsRole):
    context = as_("system", at=NOON)
    await demo.load(Hall.house_of(context.settings))
    ref = dict(await refs(context))[RECORDED]
    meeting = await schedule.meeting(context, ref)
    shown = await queries.shown(as_("visitor"), ref)
    assert shown.recording is not None
    assert shown.recording.seconds == (meeting.finished_at - meeting.started_at).total_seconds()
    assert {each.kind for each in shown.chapters} >= {"item", "speech"}
    folder = context.settings.data_dir / queries.FOLDER / shown.recording.folder
    for each in shown.recording.files:
        assert hashlib.sha256((folder / each.name).read_bytes()).hexdigest() == each.sha256
    await load(context, await load_people(context))
    assert (await queries.shown(as_("visitor"), ref)).recording == shown.recording


def test_a_chime_every_ten_seconds_beside_a_picture(tmp_path):
    write(tmp_path, 25)
    sound = heard_in(tmp_path / "sound.webm")
    assert abs(sound.size / RATE - 25) < 0.1
    for second in (0, 10, 20):
        assert tone(sound[int((second + 0.1) * RATE) :][: RATE // 4], 523) > 0.5
        assert abs(sound[int((second + 4) * RATE) :][:RATE]).max() < 300  # of 32,767
    with av.open(str(tmp_path / "picture.webm")) as box:
        assert [each.codec_context.name for each in box.streams.video] == ["vp8"]
        assert sum(1 for _each in box.decode(video=0)) == 25
