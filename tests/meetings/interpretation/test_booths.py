"""One voice in a channel: interpreters take turns without a gap, and none takes what another still holds."""

import pytest

from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from meetings.crew import queries as crew
from meetings.crew.actions.dismiss import Dismiss, dismiss
from meetings.crew.crew import Task
from meetings.interpretation import queries
from meetings.interpretation.actions.hand_over import HandOver, hand_over
from meetings.interpretation.actions.mute import Mute, mute
from meetings.interpretation.actions.relay import Relay, relay
from meetings.interpretation.actions.stop import Stop, stop
from meetings.interpretation.actions.take import Take, take
from meetings.interpretation.channel import Channel
from tests.meetings.crew.serving import serves
from tests.meetings.floor.gathering import Gathering


async def interpreted(here: Gathering) -> set[str]:
    served = await queries.channels(here.meeting.id)
    return {each.channel.value for each in served if each.is_interpreted}


async def test_the_second_interpreter_takes_over_only_what_is_handed_over(here: Gathering):
    dinara = await serves(here, Task.INTERPRETATION, "ru")
    madina = await serves(here, Task.INTERPRETATION, "ru", given="Мәдина")
    await take(dinara, Take(meeting=here.meeting.ref, channel=Channel.RU))
    with pytest.raises(Conflict, match=r"interpretation\.taken"):
        await take(madina, Take(meeting=here.meeting.ref, channel=Channel.RU))
    await hand_over(dinara, HandOver(meeting=here.meeting.ref))
    assert await interpreted(here) == {"floor", "ru"}
    await take(madina, Take(meeting=here.meeting.ref, channel=Channel.RU))
    (booth,) = await queries.booths(here.meeting.id)
    assert booth.person_id == madina.actor.person_id
    with pytest.raises(Conflict):
        await stop(dinara, Stop(meeting=here.meeting.ref))


async def test_a_muted_channel_is_not_interpreted_and_says_so(here: Gathering):
    before = (await here.hall()).version
    dinara = await serves(here, Task.INTERPRETATION, "ru", "en")
    await take(dinara, Take(meeting=here.meeting.ref, channel=Channel.RU))
    await mute(dinara, Mute(meeting=here.meeting.ref))
    assert await interpreted(here) == {"floor"}
    await mute(dinara, Mute(meeting=here.meeting.ref, muted=False))
    await take(dinara, Take(meeting=here.meeting.ref, channel=Channel.EN))
    assert await interpreted(here) == {"floor", "en"}
    assert (await here.hall()).version > before


async def test_interpreters_do_not_hear_each_other_in_a_circle(here: Gathering):
    dinara = await serves(here, Task.INTERPRETATION, "ru")
    madina = await serves(here, Task.INTERPRETATION, "en", given="Мәдина")
    await take(dinara, Take(meeting=here.meeting.ref, channel=Channel.RU))
    await take(madina, Take(meeting=here.meeting.ref, channel=Channel.EN, hears=Channel.RU))
    with pytest.raises(Invalid, match=r"interpretation\.circle"):
        await relay(dinara, Relay(meeting=here.meeting.ref, hears=Channel.EN))
    await relay(dinara, Relay(meeting=here.meeting.ref, hears=Channel.KK))


async def test_only_who_is_appointed_for_the_language_speaks_into_it(here: Gathering):
    dinara = await serves(here, Task.INTERPRETATION, "ru")
    captioner = await serves(here, Task.CAPTIONS, "kk", given="Мәдина")
    for one, channel in ((dinara, Channel.KK), (captioner, Channel.KK), (here.chair, Channel.RU)):
        with pytest.raises(Forbidden):
            await take(one, Take(meeting=here.meeting.ref, channel=channel))
    with pytest.raises(NotFound):
        await queries.booth(captioner, here.meeting.ref)


async def test_with_the_appointment_the_microphone_ends(here: Gathering):
    dinara = await serves(here, Task.INTERPRETATION, "ru")
    await take(dinara, Take(meeting=here.meeting.ref, channel=Channel.RU))
    (appointment,) = await crew.serving(dinara, here.meeting.id)
    await dismiss(here.chair, Dismiss(meeting=here.meeting.ref, appointment=appointment.id))
    assert await queries.booths(here.meeting.id) == []
