"""A listener of a channel hears its interpreter, and the floor where and while nobody interprets. Then the same with real sound."""

import pytest

from hearing_state.errors import Invalid, NotFound
from meetings.media.channels import FLOOR, SILENT_SECONDS, Channels
from meetings.media.engine import SlotWish
from tests.meetings.media.engines import KINDS, started
from tests.meetings.media.peers import Colour, Tone, listens, loudness_of, speaks, until

SOUND = SlotWish(voices=2, pictures=0)
SPEAKER, RUSSIAN, ENGLISH = 440, 1250, 2100
LOUD, QUIET = 20.0, 90.0


def test_an_interpreter_is_heard_on_her_channel_from_her_first_word():
    channels = Channels()
    channels.interpret("dinara", "ru")
    assert channels.heard_on("ru", "aigul", 10) is None
    channels.look({"dinara": LOUD}, 10)
    assert channels.heard_on("ru", "aigul", 10.5) == "dinara"
    assert channels.heard_on("kk", "aigul", 10.5) is None
    assert channels.heard_on(FLOOR, "aigul", 10.5) is None


def test_nobody_hears_herself():
    channels = Channels()
    channels.interpret("dinara", "ru")
    channels.look({"dinara": LOUD}, 10)
    assert channels.heard_on("ru", "dinara", 10) is None


def test_when_she_falls_silent_the_floor_comes_back_until_she_goes_on():
    channels = Channels()
    channels.interpret("dinara", "ru")
    channels.look({"dinara": LOUD}, 10)
    channels.look({"dinara": QUIET}, 10 + SILENT_SECONDS)
    assert channels.heard_on("ru", "aigul", 10 + SILENT_SECONDS) is None
    channels.look({"dinara": LOUD}, 20)
    assert channels.heard_on("ru", "aigul", 20) == "dinara"


def test_the_second_interpreter_takes_the_channel_over():
    channels = Channels()
    for person in ("dinara", "madina"):
        channels.interpret(person, "ru")
        channels.look({person: LOUD}, 10)
    assert channels.heard_on("ru", "aigul", 10) == "madina"
    assert list(channels.interpreters) == ["madina"]
    channels.interpret("madina", "kk")
    assert channels.heard_on("ru", "aigul", 10) is None
    channels.interpret("madina", None)
    assert list(channels.interpreters) == []


def test_while_she_is_muted_the_floor_is_heard():
    channels = Channels()
    channels.interpret("dinara", "ru")
    channels.look({"dinara": LOUD}, 10)
    channels.interpret("dinara", "ru", muted=True)
    assert channels.heard_on("ru", "aigul", 10) is None
    channels.interpret("dinara", "ru")
    assert channels.heard_on("ru", "aigul", 10) == "dinara"


@pytest.mark.parametrize("channel", ["floor", "de", ""])
def test_there_is_no_other_channel(channel):
    with pytest.raises(Invalid):
        Channels().interpret("dinara", channel)


@pytest.fixture(params=KINDS)
async def media(request, tmp_path):
    async with started(request.param, tmp_path) as engine:
        yield engine


async def _interprets(media, person: str, channel: str, hertz: float):
    await media.give_floor("m", person)
    await media.interpret("m", person, channel)
    return await speaks(media, "m", person, Tone(hertz))


def _hears(person, hertz: float, others: tuple[float, ...]) -> bool:
    """In the last fifth of a second, on any of her slots: this tone, and nowhere another one."""
    last = [frames[-10:] for frames in person.frames.values() if len(frames) >= 10]
    told = [loudness_of(each, hertz) for each in last]
    return any(each > 0.8 for each in told) and not any(
        loudness_of(each, other) > 0.2 for each in last for other in others
    )


def _forget(*people) -> None:
    for each in people:
        for frames in each.frames.values():
            frames.clear()


async def test_each_listener_hears_her_channel_and_the_floor_hears_no_interpreter(media):
    await media.open_room("m")
    await media.give_floor("m", "head")
    head = await speaks(media, "m", "head", Tone(SPEAKER))
    dinara = await _interprets(media, "dinara", "ru", RUSSIAN)
    madina = await _interprets(media, "madina", "en", ENGLISH)
    on_floor, on_ru, on_en, on_kk = [
        await listens(media, "m", name, SOUND) for name in ("daulet", "aigul", "john", "saule")
    ]
    for person, channel in ((on_ru, "ru"), (on_en, "en"), (on_kk, "kk")):
        await media.listen_to(person.seat, channel)
    _forget(on_floor, on_ru, on_en, on_kk)
    await until(lambda: _hears(on_ru, RUSSIAN, (SPEAKER, ENGLISH)))
    await until(lambda: _hears(on_en, ENGLISH, (SPEAKER, RUSSIAN)))
    await until(lambda: _hears(on_floor, SPEAKER, (RUSSIAN, ENGLISH)))
    await until(lambda: _hears(on_kk, SPEAKER, (RUSSIAN, ENGLISH)))
    await media.listen_to(on_ru.seat, FLOOR)
    _forget(on_ru)
    await until(lambda: _hears(on_ru, SPEAKER, (RUSSIAN, ENGLISH)))
    await _closed(head, dinara, madina, on_floor, on_ru, on_en, on_kk)


async def test_when_the_interpreter_goes_her_listeners_hear_the_floor(media):
    await media.open_room("m")
    await media.give_floor("m", "head")
    head = await speaks(media, "m", "head", Tone(SPEAKER))
    dinara = await _interprets(media, "dinara", "ru", RUSSIAN)
    aigul = await listens(media, "m", "aigul", SOUND)
    await media.listen_to(aigul.seat, "ru")
    await until(lambda: _hears(aigul, RUSSIAN, (SPEAKER,)))
    await media.interpret("m", "dinara", "ru", muted=True)
    _forget(aigul)
    await until(lambda: _hears(aigul, SPEAKER, (RUSSIAN,)))
    await media.interpret("m", "dinara", "ru")
    _forget(aigul)
    await until(lambda: _hears(aigul, RUSSIAN, (SPEAKER,)))
    await media.end_floor("m", "dinara")
    _forget(aigul)
    await until(lambda: _hears(aigul, SPEAKER, (RUSSIAN,)))
    second = await _interprets(media, "madina", "ru", ENGLISH)
    await until(lambda: _hears(aigul, ENGLISH, (SPEAKER, RUSSIAN)))
    await _closed(head, dinara, second, aigul)


async def test_an_interpreter_in_relay_hears_the_other_channel_and_nobody_sees_her(media):
    await media.open_room("m")
    await media.give_floor("m", "head")
    head = await speaks(media, "m", "head", Tone(SPEAKER))
    dinara = await _interprets(media, "dinara", "ru", RUSSIAN)
    await media.give_floor("m", "madina")
    await media.interpret("m", "madina", "en")
    madina = await speaks(media, "m", "madina", Tone(ENGLISH), Colour(200), codec="VP8")
    ear = await listens(media, "m", "madina", SOUND)
    await media.listen_to(ear.seat, "ru")
    await until(lambda: _hears(ear, RUSSIAN, (SPEAKER, ENGLISH)))
    aigul = await listens(media, "m", "aigul", SlotWish(voices=1, pictures=1))
    await until(lambda: len(aigul.frames.get("0", [])) > 20)
    shows = (await media.room_stats("m")).listeners[aigul.seat].shows
    assert list(shows) == ["head/sound", None]
    await _closed(head, dinara, madina, ear, aigul)


async def test_what_is_not_there_is_said(media):
    await media.open_room("m")
    aigul = await listens(media, "m", "aigul", SOUND)
    with pytest.raises(Invalid):
        await media.listen_to(aigul.seat, "de")
    with pytest.raises(NotFound):
        await media.listen_to("nobody", "ru")
    with pytest.raises(NotFound):
        await media.interpret("another", "dinara", "ru")
    await _closed(aigul)


async def _closed(*people) -> None:
    for each in people:
        await each.close()
