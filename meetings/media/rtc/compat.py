# ruff: noqa: SLF001 - this is the one file that may
"""Everything that the forwarding touches of aiortc's inside. A new aiortc is looked at here and nowhere else.

aiortc decodes what it receives and encodes what it sends, with a loop for each track. Forwarding needs its ICE, DTLS, SRTP and
RTCP without that, so packets are taken where the receiver hands them to its jitter buffer (after retransmissions were unwrapped
and losses asked for), and senders are made to wait for a slot to feed them. ``names_moved()`` tells what an upgrade has moved.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any, cast

import structlog
from aiortc import codecs as aiortc_codecs
from aiortc.rtcconfiguration import RTCBundlePolicy, RTCConfiguration
from aiortc.rtcdtlstransport import RTCCertificate, RTCDtlsTransport
from aiortc.rtcicetransport import RTCIceTransport
from aiortc.rtcpeerconnection import RTCPeerConnection
from aiortc.rtcrtpparameters import (
    RTCRtpCodecCapability,
    RTCRtpHeaderExtensionParameters,
    RTCRtpReceiveParameters,
    RTCRtpSendParameters,
)
from aiortc.rtcrtpreceiver import NackGenerator, RTCRtpReceiver
from aiortc.rtcrtpsender import RTCRtpSender
from aiortc.rtcrtptransceiver import RTCRtpTransceiver
from aiortc.rtp import RtcpSrPacket
from pylibsrtp import Error as SrtpError
from pylibsrtp import _binding

from meetings.media.rtc.feedback import hear_all
from meetings.media.rtc.icemux import Mux
from meetings.media.rtc.icepeer import Gatherer, Transport
from meetings.media.rtc.wire import Inlet, Outlet, Wire, guarded

log = structlog.get_logger("media")

KNOWN = "1.16."
MOST_STREAMS = 6
"""SSRCs of one media section; more are not heard."""
LONGEST_GAP = 1000
"""A jump of sequence numbers beyond this is a new beginning, not a loss: aiortc would walk through every number between."""
_P, _S, _R = "_RTCPeerConnection__", "_RTCRtpSender__", "_RTCRtpReceiver__"
NAMES: Sequence[tuple[type, Sequence[str]]] = (
    (RTCPeerConnection, (_P + "createDtlsTransport", _P + "createTransceiver", _P + "connect", _P + "updateConnectionState",
                         _P + "updateIceConnectionState", _P + "updateIceGatheringState")),
    (RTCRtpSender, ("_run_rtp", "_run_rtcp", "_handle_rtcp_packet", "send", "stop")),
    (RTCRtpReceiver, ("_handle_rtp_packet", "_handle_rtcp_packet", "_send_rtcp_pli", "_set_rtcp_ssrc", "receive")),
    (RTCDtlsTransport, ("_handle_rtp_data", "_send_rtp", "_recv_next", "_set_role")),
)  # fmt: skip
HELD: Sequence[tuple[str, Sequence[str]]] = (
    ("connection", tuple(_P + name for name in ("certificates", "dtlsTransports", "iceTransports", "transceivers"))),
    ("sender", (*(_S + name for name in ("mid", "rtp_started", "rtp_exited", "rtcp_started", "rtcp_exited", "cname",
                                         "rtp_header_extensions_map", "started")), "_ssrc", "_rtx_ssrc")),
    ("receiver", tuple(_R + name for name in ("jitter_buffer", "nack_generator", "rtx_ssrc", "codecs"))),
    ("dtls", ("_tx_srtp", "_rx_srtp", "_rtp_header_extensions_map", "_rtp_router", "_role")),
)  # fmt: skip

SRTP, FFI = _binding.lib, _binding.ffi
CONFIGURATION = RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)


class SlotSender(RTCRtpSender):
    """A sender without an encoder and without tasks: the slot writes, the sender listens to what the peer reports."""

    outlet: Outlet | None = None
    _parameters: RTCRtpSendParameters | None = None

    async def send(self, parameters: RTCRtpSendParameters) -> None:
        self._parameters = self._parameters or parameters
        await super().send(parameters)

    async def _run_rtp(self, codec: Any) -> None:  # noqa: ARG002 - aiortc's call
        getattr(self, _S + "rtp_started").set()
        getattr(self, _S + "rtp_exited").set()
        if self.outlet is not None and self.transport.state == "connected":
            guarded(self.outlet.opened, self._wire())

    async def _run_rtcp(self) -> None:
        getattr(self, _S + "rtcp_started").set()
        getattr(self, _S + "rtcp_exited").set()

    async def stop(self) -> None:
        if self.outlet is not None:
            guarded(self.outlet.closed)
        await super().stop()

    def _wire(self) -> Wire:
        assert self._parameters is not None
        codecs: Any = self._parameters.codecs
        plain = {each.payloadType: each.mimeType for each in codecs if not aiortc_codecs.is_rtx(each)}
        rtx = {
            plain[each.parameters["apt"]]: each.payloadType
            for each in codecs
            if aiortc_codecs.is_rtx(each) and each.parameters.get("apt") in plain
        }
        return Wire(
            kind=self.kind,
            ssrc=self._ssrc,
            rtx_ssrc=self._rtx_ssrc,
            mid=self._parameters.muxId,
            cname=getattr(self, _S + "cname") or "",
            payload_types={name: number for number, name in reversed(plain.items())},
            rtx_types=rtx,
            extensions={each.uri: each.id for each in self._parameters.headerExtensions},
            transport=cast("Transport", self.transport.transport),
            session=self.transport._tx_srtp,
            handle=self.transport._tx_srtp._srtp[0],
        )

    async def _handle_rtcp_packet(self, packet: Any) -> None:
        """Nothing: what a listener reports has gone to her slots before (`take_reports`)."""


class SourceReceiver(RTCRtpReceiver):
    """A receiver that hands each stream (SSRC) to its inlet; the decoder's thread sleeps for ever.

    ``choose`` is asked once for each new stream with its layer's name (RID, empty without simulcast) and gives its inlet.
    """

    choose: Callable[[str], Inlet | None] | None = None

    def __init__(self, kind: str, transport: RTCDtlsTransport) -> None:
        super().__init__(kind, transport)
        self._streams: dict[int, tuple[Inlet, NackGenerator]] = {}
        self._by_layer: dict[str, int] = {}
        self._is_stopped = False

    async def receive(self, parameters: RTCRtpReceiveParameters) -> None:
        """Not after the end: a peer closed in the middle of its handshake would leave a task and a thread behind."""
        if not self._is_stopped:
            await super().receive(parameters)

    async def stop(self) -> None:
        self._is_stopped = True
        await super().stop()

    async def _handle_rtp_packet(self, packet: Any, arrival_time_ms: int) -> None:
        try:
            stream = self._stream_of(packet)
            if stream is None:
                return
            inlet, nacks = stream
            newest = nacks.max_seq
            ahead = 0 if newest is None else (packet.sequence_number - newest) & 0xFFFF
            if LONGEST_GAP < ahead < 0x10000 - LONGEST_GAP:
                nacks.max_seq = None
                nacks.missing.clear()
            setattr(self, _R + "jitter_buffer", inlet)
            setattr(self, _R + "nack_generator", nacks)
            await super()._handle_rtp_packet(packet, arrival_time_ms)
        except ConnectionError:
            raise
        except Exception:
            log.warning("media.packet_not_understood", exc_info=True)

    def _stream_of(self, packet: Any) -> tuple[Inlet, NackGenerator] | None:
        ssrc = packet.ssrc
        repaired = packet.extensions.repaired_rtp_stream_id
        known: dict[int, int] = getattr(self, _R + "rtx_ssrc")
        if repaired is not None and repaired in self._by_layer:
            known[ssrc] = self._by_layer[repaired]
        ssrc = known.get(ssrc, ssrc)
        if ssrc in self._streams:
            return self._streams[ssrc]
        codec = getattr(self, _R + "codecs").get(packet.payload_type)
        if codec is None or aiortc_codecs.is_rtx(codec) or len(self._streams) >= MOST_STREAMS:
            return None
        layer = packet.extensions.rtp_stream_id or ""
        inlet = self.choose(layer) if self.choose else None
        if inlet is None:
            return None
        self._by_layer[layer] = ssrc
        self._streams[ssrc] = (inlet, NackGenerator())
        return self._streams[ssrc]

    async def _handle_rtcp_packet(self, packet: Any) -> None:
        if isinstance(packet, RtcpSrPacket) and packet.ssrc in self._streams:
            guarded(self._streams[packet.ssrc][0].reported, packet)
        await super()._handle_rtcp_packet(packet)

    async def ask_key_frame(self, ssrc: int) -> None:
        await self._send_rtcp_pli(ssrc)

    def codec_names(self) -> dict[int, str]:
        """Payload type to codec name, as agreed with the publisher."""
        return {number: each.mimeType for number, each in getattr(self, _R + "codecs").items()}


class ForwardingConnection(RTCPeerConnection):
    """A peer connection over the common port, with forwarding senders and receivers. ``prefer``: codecs of a kind, best first."""

    def __init__(
        self,
        mux: Mux,
        certificate: RTCCertificate,
        prefer: Callable[[str], list[RTCRtpCodecCapability]],
        handshake_seconds: float,
    ) -> None:
        super().__init__(CONFIGURATION)
        setattr(self, _P + "certificates", [certificate])  # one for the node: no key is made for each join
        self._mux, self._prefer, self._handshake_seconds = mux, prefer, handshake_seconds

    def _RTCPeerConnection__createDtlsTransport(self) -> RTCDtlsTransport:  # noqa: N802 - aiortc's name
        gatherer = Gatherer(self._mux)
        gatherer.on("statechange", getattr(self, _P + "updateIceGatheringState"))
        ice = Transport(gatherer, self._handshake_seconds)
        ice.on("statechange", getattr(self, _P + "updateIceConnectionState"))
        ice.on("statechange", getattr(self, _P + "updateConnectionState"))
        getattr(self, _P + "iceTransports").add(ice)
        dtls = RTCDtlsTransport(cast("RTCIceTransport", ice), getattr(self, _P + "certificates"))
        dtls.on("statechange", getattr(self, _P + "updateConnectionState"))
        getattr(self, _P + "dtlsTransports").add(dtls)
        return dtls

    def _RTCPeerConnection__createTransceiver(  # noqa: N802 - aiortc's name
        self, direction: str, kind: str, sender_track: object = None
    ) -> RTCRtpTransceiver:
        assert sender_track is None
        others = getattr(self, _P + "transceivers")
        dtls = others[0].receiver.transport if others else self._RTCPeerConnection__createDtlsTransport()
        made = RTCRtpTransceiver(
            kind=kind, sender=SlotSender(kind, dtls), receiver=SourceReceiver(kind, dtls), direction=direction
        )
        made.receiver._set_rtcp_ssrc(made.sender._ssrc)
        made._bundled = bool(others)
        made.setCodecPreferences(self._prefer(kind))
        others.append(made)
        return made

    async def _RTCPeerConnection__connect(self) -> None:  # noqa: N802 - aiortc's name
        """Aiortc starts this as a task that nobody awaits: what goes wrong ends this peer, and is not left lying."""
        try:
            await getattr(super(), _P + "connect")()
        except Exception:  # noqa: BLE001 - see above
            log.info("media.peer_not_connected")
            await self.close()

    @property
    def path(self) -> Transport | None:
        """The peer's share of the port; None before the first section is there."""
        sections = self.getTransceivers()
        return cast("Transport", sections[0].receiver.transport.transport) if sections else None

    def take_reports(self) -> None:
        """From now on what a listener reports goes to the slots without aiortc's task between. She sends nothing else."""
        path, senders = self.path, [cast("SlotSender", each.sender) for each in self.getTransceivers()]
        if path is None:
            return
        outlets = {each._ssrc: each.outlet for each in senders if each.outlet}
        session = senders[0].transport._rx_srtp

        def take(data: bytes) -> None:
            try:
                if 192 <= data[1] <= 223:  # noqa: PLR2004 - RTCP (RFC 5761)
                    hear_all(session.unprotect_rtcp(data), outlets)
            except (ValueError, IndexError, SrtpError):
                path.refused += 1

        path.control = take

    def learn_extensions(self, numbers: dict[str, int]) -> None:
        """Read these header extensions (URI to number) too, though aiortc does not negotiate them."""
        wanted = [RTCRtpHeaderExtensionParameters(id=number, uri=uri) for uri, number in numbers.items()]
        for each in self.getTransceivers()[:1]:
            each.receiver.transport._rtp_header_extensions_map.configure(
                RTCRtpReceiveParameters(headerExtensions=wanted)
            )


def feed(sender: RTCRtpSender, outlet: Outlet) -> None:
    """Let this slot write what the sender sends."""
    assert isinstance(sender, SlotSender)
    sender.outlet = outlet


def names_moved() -> list[str]:
    """Names of aiortc that are not where this file expects them. Needs a running loop; empty is well."""
    moved = [] if version("aiortc").startswith(KNOWN) else [f"aiortc {version('aiortc')} instead of {KNOWN}*"]
    moved += [
        f"{owner.__name__}.{name}" for owner, names in NAMES for name in names if not hasattr(owner, name)
    ]
    moved += [f"pylibsrtp.{it}" for it in ("srtp_protect", "srtp_protect_rtcp") if not hasattr(SRTP, it)]
    create = getattr(RTCPeerConnection, _P + "createTransceiver", None)
    if create and list(inspect.signature(create).parameters) != ["self", "direction", "kind", "sender_track"]:
        moved.append("RTCPeerConnection.__createTransceiver(direction, kind, sender_track)")
    if moved:
        return moved
    connection = RTCPeerConnection(CONFIGURATION)
    transceiver = connection.addTransceiver("video", direction="recvonly")
    held = {
        "connection": connection, "sender": transceiver.sender, "receiver": transceiver.receiver,
        "dtls": transceiver.receiver.transport,
    }  # fmt: skip
    return [f"{kind}.{name}" for kind, names in HELD for name in names if not hasattr(held[kind], name)]
