"""One peer connection of Janus: a publisher whose streams come in, or a listener to whom fixed slots were offered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog

from hearing_state.clock import steady_seconds
from hearing_state.errors import Invalid, Unavailable
from meetings.media.engine import Picture, SlotWish, Sound
from meetings.media.janus.hall import Hall
from meetings.media.janus.line import JanusLine, Refused, Told
from meetings.media.janus.peer import JanusPeer
from meetings.media.janus.slots import JanusSlot, JanusSource
from meetings.media.rtc import sdp
from meetings.media.seats import PICTURE_SECTIONS

if TYPE_CHECKING:
    from meetings.media.janus.forwarding import Forwarding

log = structlog.get_logger("media")


class JanusPublisher(JanusPeer):
    """Her streams are there for others once her connection is up. Whether Janus lets them through is `settle`d with it."""

    def __init__(
        self, line: JanusLine, hall: Hall, person: str, gone: Callable[[], None], up: Callable[[], None]
    ) -> None:
        super().__init__(line, hall, person, gone)
        self.feed = hall.new_feed()
        self._up = up
        self._sound: JanusSource | None = None
        self._pictures: dict[Picture, dict[str, JanusSource]] = {}
        self._is_forwarded = self._lets_through = True
        self._settling = asyncio.Lock()
        self._forwarding: Forwarding | None = None

    async def answer(self, offer: str, sound: Sound) -> str:
        """Take the offer and give the answer. Invalid when it cannot be used."""
        offered = sdp.read(offer, directions=("sendonly", "sendrecv"))
        joining = {"request": "join", "ptype": "publisher", "room": self.hall.room, "id": self.feed}
        try:
            await self.line.tell(self.handle, joining)
            reply = await self.line.tell(self.handle, {"request": "publish"}, ("offer", offered.text))
        except Refused as refusal:
            raise Invalid("media.offer_unusable", field="sdp") from refusal
        answered = reply.description or ""
        if any(line in {"a=inactive", "a=rejected"} for line in answered.splitlines()):
            raise Invalid("media.no_common_codec", field="sdp")
        self._take(offered)
        return sdp.with_sound(answered, sound)

    def _take(self, offered: sdp.Description) -> None:
        pictures = iter(PICTURE_SECTIONS)
        for section in offered.sections:
            if section.kind == "audio":
                self._sound = self._sound or JanusSource("audio", self.feed, section.mid)
                continue
            picture, layer = next(pictures)
            if section.rids:  # Janus counts layers from the lowest
                layers = {rid: len(section.rids) - 1 - place for place, rid in enumerate(section.rids)}
                made = {rid: self._picture(section.mid, number, number + 1) for rid, number in layers.items()}
            else:
                made = {layer: self._picture(section.mid, None, 2 if layer == "high" else 1)}
            self._pictures.setdefault(picture, {}).update(made)

    def _picture(self, mid: str, layer: int | None, order: int) -> JanusSource:
        return JanusSource("video", self.feed, mid, layer, order, ask_key=lambda: self.spawn(self._ask_key()))

    async def _ask_key(self) -> None:
        with suppress(Refused):
            await self.line.tell(self.handle, {"request": "configure", "keyframe": True})

    @property
    def sound(self) -> JanusSource | None:
        return self._sound if self.is_up else None

    @property
    def pictures(self) -> Mapping[Picture, Mapping[str, JanusSource]]:
        return self._pictures if self.is_up else {}

    @property
    def sources(self) -> Mapping[str, JanusSource]:
        """By name: ``sound``, ``camera.high``, ``camera.low`` …"""
        named = {
            f"{picture}.{layer}": each
            for picture, layers in self._pictures.items()
            for layer, each in layers.items()
        }
        return {"sound": self._sound, **named} if self._sound is not None else named

    def _ready(self) -> None:
        self._up()

    def look(self, now: float) -> None:
        """Several times a second: whether somebody wants her streams in this process."""
        if not self.is_up or self.is_closed or not any(each.taps for each in self.sources.values()):
            return
        if self._forwarding is None:
            # Who records or packages has loaded FFmpeg and aiortc; without them Janus carries meetings all the same.
            from meetings.media.janus.forwarding import Forwarding

            self._forwarding = Forwarding(self.hall, self.feed)
        if self._forwarding.is_due(now):
            self.spawn(self._forwarding.begin(self._best()))

    def _best(self) -> Sequence[JanusSource]:
        """Her sound, and the highest layer of each picture."""
        pictures = [max(layers.values(), key=lambda each: each.bitrate) for layers in self._pictures.values()]
        return [*([self._sound] if self._sound is not None else []), *pictures]

    async def close(self) -> None:
        if self._forwarding is not None:
            self._forwarding.close()
        await super().close()

    def _heard(self, told: Told) -> None:
        data = told.get("plugindata", {}).get("data", {})
        if self._sound is not None and data.get("id") == self.feed:
            if data.get("videoroom") == "talking":
                self._sound.level = float(data.get("audio-level-dBov-avg", 0))
            elif data.get("videoroom") == "stopped-talking":
                self._sound.silence()

    # The floor

    def stop_forwarding(self) -> None:
        self._is_forwarded = False
        for each in self.sources.values():
            each.is_open = False

    def forward(self) -> None:
        self._is_forwarded = True
        for each in self.sources.values():
            each.is_open = True

    async def settle(self) -> None:
        """Janus lets her streams through, or drops each of their packets where they come in, as the room has it. Where it
        cannot be asked so, her connection ends: nothing goes out in any case.
        """
        async with self._settling:
            while not self.is_closed and self._lets_through is not self._is_forwarded:
                wanted = self._is_forwarded
                try:
                    for mid in {each.mid for each in self.sources.values()}:
                        await self.hall.moderate(self.feed, mid, mute=not wanted)
                except (Refused, Unavailable):
                    log.warning("media.publisher_cut_off")
                    await self.close()
                    return
                self._lets_through = wanted


class JanusListener(JanusPeer):
    """Slots in the order of the offer: first the voices, then the pictures. Empty ones show the hall's placeholder."""

    def __init__(self, line: JanusLine, hall: Hall, person: str, gone: Callable[[], None]) -> None:
        super().__init__(line, hall, person, gone)
        self.voices: list[JanusSlot] = []
        self.pictures: list[JanusSlot] = []
        self._answer: str | None = None
        self._changing: asyncio.Task[None] | None = None

    @property
    def slots(self) -> Sequence[JanusSlot]:
        return [*self.voices, *self.pictures]

    async def offer(self, wish: SlotWish) -> str:
        kinds = ["audio"] * wish.voices + ["video"] * wish.pictures
        joining = {
            "request": "join", "ptype": "subscriber", "room": self.hall.room, "autoupdate": False, "use_msid": False,
            "streams": [self.hall.placeholder(kind) for kind in kinds],
        }  # fmt: skip
        try:
            reply = await self.line.tell(self.handle, joining)
        except Refused as refusal:
            raise Unavailable("media.away") from refusal
        slots = [
            JanusSlot(kind, str(each["mid"]), self._change)
            for kind, each in zip(kinds, reply.data["streams"], strict=True)
        ]
        self.voices, self.pictures = slots[: wish.voices], slots[wish.voices :]
        return sdp.for_listener(reply.description or "")

    async def accept(self, answer: str) -> None:
        answered = sdp.read(answer, directions=("recvonly", "inactive"), most=len(self.slots))
        self._answer = answered.text
        try:
            await self._start()
        except Refused as refusal:
            raise Invalid("media.offer_unusable", field="sdp") from refusal

    async def _start(self) -> None:
        if self._answer is not None:
            await self.line.tell(self.handle, {"request": "start"}, ("answer", self._answer))

    def _ready(self) -> None:
        self._change()

    def _heard(self, told: Told) -> None:
        if told.get("janus") == "slowlink":  # on the way to her: nothing else flows
            for slot in self.slots:
                if slot.mid == told.get("mid"):
                    slot.lost(int(told.get("lost", 0)), steady_seconds())
        elif told.get("jsep"):
            self.spawn(self._agree_again())

    async def _agree_again(self) -> None:
        """A stream that had lost its publisher flows again after a new agreement. Nothing in it differs from what her browser
        agreed to before, so that its answer of then is given again, and the browser is not asked.
        """
        with suppress(Refused):
            await self._start()

    def report(self, now: float) -> None:
        for slot in self.slots:
            slot.heal(now)

    def forget(self, feed: str) -> None:
        """The publisher of this feed has gone, and Janus has cut off what showed it."""
        for slot in self.slots:
            if slot.shows is not None and slot.shows.feed == feed:
                slot.cut()
        self._change()

    # Bringing Janus where the room wants it

    def _change(self) -> None:
        if self.is_up and not self.is_closed and (self._changing is None or self._changing.done()):
            self._changing = asyncio.get_running_loop().create_task(self._settle())
            self._tasks.add(self._changing)
            self._changing.add_done_callback(self._done)

    async def _settle(self) -> None:
        """All that differs goes in one question. What is refused waits for the room's next change."""
        while not self.is_closed:
            moved = [(slot, slot.due) for slot in self.slots if not slot.is_at(slot.due)]
            layered = [slot for slot in self.slots if slot.is_at(slot.due) and slot.layer_differs]
            if not moved and not layered:
                return
            try:
                if moved:
                    await self._switch(moved)
                else:
                    await self._layer(layered)
            except Refused:
                return

    async def _switch(self, moved: Sequence[tuple[JanusSlot, JanusSource | None]]) -> None:
        streams = []
        for slot, due in moved:
            target = due.address if due is not None else self.hall.placeholder(slot.kind)
            streams.append({**target, "sub_mid": slot.mid})
        reply = await self.line.tell(self.handle, {"request": "switch", "streams": streams})
        if reply.description is not None:
            await self._agree_again()
        for slot, due in moved:
            slot.is_now(due)

    async def _layer(self, slots: Sequence[JanusSlot]) -> None:
        wishes = [
            {"mid": slot.mid, "substream": due.layer}
            for slot in slots
            if (due := slot.due) is not None and due.layer is not None
        ]
        sent = [(slot, slot.due) for slot in slots]
        await self.line.tell(self.handle, {"request": "configure", "streams": wishes})
        for slot, due in sent:
            slot.has_layer_of(due)
