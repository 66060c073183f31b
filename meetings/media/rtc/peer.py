"""One peer: a publisher whose streams come in, or a listener to whom the server offers a fixed set of slots."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

import structlog
from aiortc import RTCSessionDescription
from aiortc.exceptions import OperationError
from aiortc.rtcdtlstransport import RTCCertificate

from hearing_state.errors import Invalid
from meetings.media.engine import Picture, SlotWish, Sound
from meetings.media.limits import PUBLISHER_DATAGRAMS, NodeLimits
from meetings.media.rtc import sdp
from meetings.media.rtc.codecs import preferred
from meetings.media.rtc.compat import ForwardingConnection, SourceReceiver, feed
from meetings.media.rtc.icemux import Mux
from meetings.media.rtc.native import fanout_for
from meetings.media.rtc.slot import Slot
from meetings.media.rtc.source import Source
from meetings.media.seats import PICTURE_SECTIONS

log = structlog.get_logger("media")

_CLOSING_SECONDS = 3.0


class Node:
    """What all peers of a process share: the port, the loop's fan-out, one certificate, and their background tasks."""

    def __init__(self, mux: Mux, limits: NodeLimits, native: Path | None = None) -> None:
        self.mux, self.limits = mux, limits
        self.fanout = fanout_for(mux, native)
        self.certificate = RTCCertificate.generateCertificate()
        self.tasks: set[asyncio.Task[Any]] = set()

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.warning("media.task_failed", exc_info=task.exception())


class Peer:
    """``gone`` is called once when the peer has ended, by itself or by ours. Half-open ones end by themselves."""

    def __init__(self, node: Node, person: str, gone: Callable[[], None]) -> None:
        self.node, self.person = node, person
        self.is_connected = self.is_closed = False
        self.connection = ForwardingConnection(
            node.mux, node.certificate, preferred, node.limits.handshake_seconds
        )
        self.connection.on("connectionstatechange", self._changed)
        self._gone = gone
        self._deadline: asyncio.TimerHandle | None = asyncio.get_running_loop().call_later(
            2 * node.limits.handshake_seconds, self._too_late
        )

    def _changed(self) -> None:
        state = self.connection.connectionState
        if state == "connected":
            self.is_connected = True
            self._forget_deadline()
            self._ready()
        elif state in {"failed", "closed"} and not self.is_closed:
            self.node.spawn(self.close())

    def _ready(self) -> None:
        """Encrypted media can flow."""

    def _too_late(self) -> None:
        self._deadline = None
        if not self.is_connected:
            self.node.spawn(self.close())

    def _forget_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    async def close(self) -> None:
        """End it, in a bounded time. The second call does nothing."""
        if self.is_closed:
            return
        self.is_closed = True
        self._forget_deadline()
        self._gone()
        path = self.connection.path
        try:
            async with asyncio.timeout(_CLOSING_SECONDS):
                await self.connection.close()
        except Exception:
            log.warning("media.peer_closed_hard", exc_info=True)
        if path is not None:
            await path.stop()

    async def _take(self, kind: str, description: sdp.Description) -> None:
        """Let aiortc read it. What it cannot use is the peer's fault, told in one way."""
        try:
            await self.connection.setRemoteDescription(RTCSessionDescription(description.text, kind))
        except OperationError as refusal:
            raise Invalid("media.no_common_codec", field="sdp") from refusal
        except Exception as refusal:
            raise Invalid("media.offer_unusable", field="sdp") from refusal


class Publisher(Peer):
    """``sound`` and the layers of each picture are there from the answer on, before the first packet."""

    def __init__(self, node: Node, person: str, gone: Callable[[], None]) -> None:
        super().__init__(node, person, gone)
        self.sound: Source | None = None
        self.pictures: dict[Picture, dict[str, Source]] = {}

    async def answer(self, offer: str, sound: Sound) -> str:
        """Take the offer and give the answer. Invalid when it cannot be used."""
        offered = sdp.read(offer, directions=("sendonly", "sendrecv"))
        await self._take("offer", offered)
        pictures = iter(PICTURE_SECTIONS)
        for section, transceiver in zip(offered.sections, self.connection.getTransceivers(), strict=True):
            receiver = transceiver.receiver
            assert isinstance(receiver, SourceReceiver)
            if section.kind == "audio":
                self.sound = self.sound or self._source("audio", receiver)
                receiver.choose = {"": self.sound}.get
            else:
                picture, layer = next(pictures)
                layers = {rid: self._source("video", receiver) for rid in section.rids or (layer,)}
                self.pictures.setdefault(picture, {}).update(layers)
                receiver.choose = layers.get if section.rids else {"": layers[layer]}.get
        await self._describe_ourselves()
        self.connection.learn_extensions(offered.rid_extensions)
        path = self.connection.path
        if path is not None:
            path.datagrams_a_second = PUBLISHER_DATAGRAMS
        return sdp.for_publisher(self.connection.localDescription.sdp, sound, offered)

    async def _describe_ourselves(self) -> None:
        try:
            await self.connection.setLocalDescription(await self.connection.createAnswer())
        except Exception as refusal:
            raise Invalid("media.offer_unusable", field="sdp") from refusal

    def _source(self, kind: str, receiver: SourceReceiver) -> Source:
        def ask(ssrc: int) -> None:
            self.node.spawn(receiver.ask_key_frame(ssrc))

        names: dict[int, str] = {}

        def codec_of(payload_type: int) -> str:
            if payload_type not in names:
                names.update(receiver.codec_names())
            return names.get(payload_type, "")

        return Source(kind, self.node.fanout, ask, codec_of)

    @property
    def sources(self) -> Mapping[str, Source]:
        """By name: ``sound``, ``camera.high``, ``camera.low`` …"""
        named = {
            f"{picture}.{layer}": each
            for picture, layers in self.pictures.items()
            for layer, each in layers.items()
        }
        return {"sound": self.sound, **named} if self.sound is not None else named

    def stop_forwarding(self) -> None:
        for each in self.sources.values():
            each.close()

    def forward(self) -> None:
        for each in self.sources.values():
            each.open()


class Listener(Peer):
    """Slots in the order of the offer: first the voices, then the pictures. Equal for all, so that packets are written once."""

    def __init__(self, node: Node, person: str, gone: Callable[[], None]) -> None:
        super().__init__(node, person, gone)
        self.voices: list[Slot] = []
        self.pictures: list[Slot] = []

    async def offer(self, wish: SlotWish) -> str:
        self.voices = [self._slot("audio") for _number in range(wish.voices)]
        self.pictures = [self._slot("video") for _number in range(wish.pictures)]
        await self.connection.setLocalDescription(await self.connection.createOffer())
        return sdp.for_listener(self.connection.localDescription.sdp)

    def _slot(self, kind: str) -> Slot:
        slot = Slot(kind)
        feed(self.connection.addTransceiver(kind, direction="sendonly").sender, slot)
        return slot

    def _ready(self) -> None:
        self.connection.take_reports()

    async def accept(self, answer: str) -> None:
        await self._take(
            "answer", sdp.read(answer, directions=("recvonly", "inactive"), most=len(self.slots))
        )

    @property
    def slots(self) -> list[Slot]:
        return [*self.voices, *self.pictures]

    def report(self, now: float) -> None:
        for slot in self.slots:
            slot.report(now)
