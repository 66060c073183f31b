"""One meeting in a media server of ours: its stage, its publishers and listeners, and what goes to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from hearing_state.clock import steady_seconds
from hearing_state.errors import NotFound
from meetings.media.channels import FLOOR, Channels, check
from meetings.media.ears import Ears
from meetings.media.engine import Picture, RoomStats, SeatStats
from meetings.media.layers import Choice, Layer, Line, choose
from meetings.media.limits import RoomLimits
from meetings.media.loudness import ActiveSpeaker, voices
from meetings.media.seats import Listener, Pause, Publisher, Slot, Source
from meetings.media.stage import Stage

P = TypeVar("P", bound=Publisher)
L = TypeVar("L", bound=Listener)

_LAYER_SECONDS = 1.0
_HIGHEST_FIRST = "high"


class Room(Generic[P, L]):
    def __init__(self, name: str, limits: RoomLimits) -> None:
        self.name, self.limits = name, limits
        self.stage = Stage(limits)
        self.publishers: dict[str, P] = {}
        self.listeners: dict[str, L] = {}
        self.speaker: str | None = None
        self._voices: Sequence[str] = ()
        self._active = ActiveSpeaker()
        self._channels = Channels()
        self._ears: dict[str, Ears] = {}
        """By seat, of those who do not hear the floor."""
        self._channels_heard: dict[str, str | None] = {}
        self._pins: dict[Slot, tuple[str, Picture]] = {}
        self._choices: dict[Slot, Choice] = {}
        self._low: set[Slot] = set()
        self._chosen_at = 0.0

    @property
    def speakers(self) -> Sequence[str]:
        """Who has the floor."""
        return self.stage.speakers

    @property
    def shown(self) -> Sequence[str]:
        """Whose picture is shown, in the order of the stage."""
        return self.stage.pictures

    def interprets(self, person: str) -> bool:
        return person in self._channels.interpreters

    # The floor

    def give_floor(self, person: str) -> None:
        self.stage.give_floor(person)
        if person in self.publishers:
            self.publishers[person].forward()
        self.route()

    def end_floor(self, person: str) -> None:
        """First stop the packets, then all else."""
        if person in self.publishers:
            self.publishers[person].stop_forwarding()
        self.stage.end_floor(person)
        self._channels.interpret(person, None)
        self.look()
        self.route()

    def show(self, person: str) -> None:
        self.stage.show(person)
        self.route()

    def hide(self, person: str) -> None:
        self.stage.hide(person)
        self.route()

    # Interpretation

    def interpret(self, person: str, channel: str | None, *, muted: bool = False) -> None:
        """Her sound is the channel's, and neither sound nor picture of hers the floor's."""
        self._channels.interpret(person, channel, muted=muted)
        if channel is not None:
            self.stage.hide(person)
        self.look(steady_seconds())
        self.route()

    def listen_to(self, seat: str, channel: str, *, with_floor: bool = False) -> None:
        check(channel)
        self._ears.pop(seat, None)
        if channel != FLOOR:
            self._ears[seat] = Ears(channel, with_floor)
        self._route_voices(self.listeners[seat], seat)

    # Who comes and goes

    def publishes(self, publisher: P) -> None:
        self.publishers[publisher.person] = publisher
        self.look()
        self.route()

    def publisher_gone(self, publisher: P) -> None:
        if self.publishers.get(publisher.person) is publisher:
            del self.publishers[publisher.person]
        publisher.stop_forwarding()
        self.look()
        self.route()

    def listens(self, seat: str, listener: L) -> None:
        self.listeners[seat] = listener
        self._route_one(listener, seat)

    def listener_gone(self, seat: str) -> None:
        listener = self.listeners.pop(seat, None)
        self._ears.pop(seat, None)
        for slot in listener.slots if listener is not None else ():
            slot.closed()
            self._pins.pop(slot, None)
            self._choices.pop(slot, None)
            self._low.discard(slot)

    # What goes to whom

    def pin(self, slot: Slot, person: str, picture: Picture) -> None:
        """NotFound when nothing of the kind is shown."""
        if person not in self.stage.pictures or not self._layers(person, picture):
            raise NotFound("media.no_such_picture")
        self._pins[slot] = (person, picture)
        self._show(slot, person, picture)

    def unpin(self, slot: Slot) -> None:
        self._pins.pop(slot, None)
        self.route()

    def hold_low(self, slot: Slot, *, low: bool) -> None:
        """At once, not with the next look at the line: she knows best what her line costs."""
        if low is (slot in self._low):
            return
        self._low.symmetric_difference_update({slot})
        self._choices.pop(slot, None)
        layers = self._layers_around(slot.wanted)
        if layers:
            slot.show(self._first_layer(slot, layers))

    def tick(self, now: float) -> None:
        """Several times a second: who speaks, whose voices are heard, which layer each line carries."""
        for publisher in self.publishers.values():
            for source in publisher.sources.values():
                source.tick(now)
        if self.look(now):
            self.route()
        if now - self._chosen_at >= _LAYER_SECONDS:
            self._chosen_at = now
            self._choose_layers(now)
        for listener in self.listeners.values():
            listener.report(now)

    def look(self, now: float | None = None) -> bool:
        """Whether other people speak than before."""
        moment = steady_seconds() if now is None else now
        levels = {
            person: each.sound.loudness(moment)
            for person, each in self.publishers.items()
            if each.sound is not None and person in self.stage.speakers
        }
        before = (self._voices, self.speaker, self._channels_heard)
        interpreters = {
            person: levels.pop(person) for person in self._channels.interpreters if person in levels
        }
        self._channels.look(interpreters, moment)
        self._channels_heard = {
            each: self._channels.heard_on(each, "", moment)
            for each in {ears.channel for ears in self._ears.values()}
        }
        self._voices = voices(levels, self._voices, self.limits.voices + 1)
        if now is not None:
            self.speaker = self._active.look(levels, now)
        elif self.speaker not in levels:
            self.speaker = None
        return (self._voices, self.speaker, self._channels_heard) != before

    def route(self) -> None:
        for seat, listener in self.listeners.items():
            self._route_one(listener, seat)

    def _route_one(self, listener: L, seat: str) -> None:
        self._route_voices(listener, seat)
        shown = [person for person in self.stage.pictures if person != listener.person]
        if self.speaker in shown:
            shown = [self.speaker, *(person for person in shown if person != self.speaker)]
        shown = [person for person in shown if self._layers(person, Picture.CAMERA)]
        for slot in listener.pictures:
            pin = self._pins.get(slot)
            if pin is not None and pin[0] in self.stage.pictures:
                self._show(slot, *pin)
            else:
                self._show(slot, shown.pop(0) if shown else None, Picture.CAMERA)

    def _route_voices(self, listener: L, seat: str) -> None:
        """Nobody hears herself."""
        ears = self._ears.get(seat, Ears())
        interpreter = self._channels.heard_on(ears.channel, listener.person, steady_seconds())
        if interpreter not in self.stage.speakers:
            interpreter = None
        floor = [person for person in self._voices if person != listener.person]
        ears.fill(listener.voices, next(iter(self._sounds([interpreter])), None), self._sounds(floor))

    def _sounds(self, people: Sequence[str | None]) -> Sequence[Source]:
        came = [self.publishers[person].sound for person in people if person in self.publishers]
        return [sound for sound in came if sound is not None]

    def _layers(self, person: str, picture: Picture) -> Mapping[str, Source]:
        publisher = self.publishers.get(person)
        return publisher.pictures.get(picture, {}) if publisher is not None else {}

    def _show(self, slot: Slot, person: str | None, picture: Picture) -> None:
        """What ends on the stage ends at once; between two pictures the old one stays until the new one has its key frame."""
        layers = self._layers(person, picture) if person is not None else {}
        if not layers:
            slot.show(None)
            return
        if slot.wanted in layers.values():
            return
        slot.show(self._first_layer(slot, layers))
        self._choices.pop(slot, None)

    def _first_layer(self, slot: Slot, layers: Mapping[str, Source]) -> Source:
        """The best one, until the line has been looked at; publishers name their layers from the best to the smallest."""
        if slot in self._low:
            return list(layers.values())[-1]
        return layers.get(_HIGHEST_FIRST) or next(iter(layers.values()))

    def _choose_layers(self, now: float) -> None:
        """For pictures that come in several layers. A line that carries none gets sound only."""
        for listener in self.listeners.values():
            for slot in listener.pictures:
                layers = self._layers_around(slot.wanted)
                if layers:
                    self._choose(slot, layers, now)

    def _layers_around(self, source: Source | None) -> Mapping[str, Source]:
        for publisher in self.publishers.values():
            for layers in publisher.pictures.values():
                if source is not None and source in layers.values():
                    return layers
        return {}

    def _choose(self, slot: Slot, layers: Mapping[str, Source], now: float) -> None:
        alive = [Layer(name, each.bitrate) for name, each in layers.items() if each.bitrate]
        if slot in self._low:
            alive = sorted(alive, key=lambda each: each.bitrate)[:1]
        name = next(name for name, each in layers.items() if each is slot.wanted)
        before = self._choices.get(slot) or Choice(name, now, now)
        if not alive:
            return
        line = Line(max(slot.loss, 0.0), slot.estimate)
        after = self._choices[slot] = choose(alive, line, before, now)
        if after.layer is None:
            slot.pause(Pause.LINE)
            return
        if after.layer != name:
            slot.show(layers[after.layer])
        slot.resume(Pause.LINE)

    def stats(self) -> RoomStats:
        named = {
            id(each): f"{person}/{name}"
            for person, one in self.publishers.items()
            for name, each in one.sources.items()
        }
        return RoomStats(
            speaker=self.speaker,
            publishers={
                person: {name: each.bitrate for name, each in one.sources.items()}
                for person, one in self.publishers.items()
            },
            listeners={
                seat: SeatStats(
                    packets=sum(slot.sent_packets for slot in one.slots),
                    resent=sum(slot.resent for slot in one.slots),
                    loss=max((slot.loss for slot in one.slots), default=0.0),
                    estimate=min((slot.estimate for slot in one.slots if slot.estimate is not None), default=None),
                    shows=[named.get(id(slot.shows)) for slot in one.slots],
                )
                for seat, one in self.listeners.items()
            },
            key_requests=sum(each.key_requests for one in self.publishers.values() for each in one.sources.values()),
        )  # fmt: skip
