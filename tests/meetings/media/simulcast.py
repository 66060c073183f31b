"""Somebody whose camera comes in two layers, told apart by RID."""

import random

from aiortc import RTCSessionDescription, rtp
from aiortc.rtcrtpparameters import RTCRtpHeaderExtensionParameters, RTCRtpParameters

from meetings.media.rtc.sdp import RID
from tests.meetings.media.peers import Colour, Person

KEY, OTHER = bytes.fromhex("100000009d012a"), bytes.fromhex("100100009d012a")
"""Descriptor, frame tag and start code of VP8; only a key frame is read as far as that."""
LETTER = len(KEY)


MID = "urn:ietf:params:rtp-hdrext:sdes:mid"


def _number_of(uri, offer):
    line = next(each for each in offer.splitlines() if each.startswith("a=extmap:") and each.endswith(uri))
    return int(line.removeprefix("a=extmap:").split()[0])


class Simulcast(Person):
    """Sends hand-made packets of two layers, as a browser would. Their payload begins with the layer's letter."""

    async def publish(self, media):
        transceiver = self.connection.addTransceiver(Colour(10), direction="sendonly")
        await self.connection.setLocalDescription(await self.connection.createOffer())
        offer = self.connection.localDescription.sdp
        offer += f"a=extmap:9 {RID}\r\na=rid:h send\r\na=rid:l send\r\na=simulcast:send h;l\r\n"
        offer = "".join(line for line in offer.splitlines(keepends=True) if not line.startswith("a=ssrc"))
        joined = await media.publish("m", "head", offer)
        await self.connection.setRemoteDescription(RTCSessionDescription(joined.description, "answer"))
        await self.connected()
        self._dtls = transceiver.sender.transport
        self._type = next(
            int(line.split()[0].partition(":")[2])
            for line in joined.description.splitlines()
            if line.startswith("a=rtpmap:") and "VP8" in line
        )
        self._map = rtp.HeaderExtensionsMap()
        self._map.configure(
            RTCRtpParameters(
                headerExtensions=[
                    RTCRtpHeaderExtensionParameters(id=9, uri=RID),
                    RTCRtpHeaderExtensionParameters(id=_number_of(MID, offer), uri=MID),
                ]
            )
        )
        chosen = random.Random(1)
        self._at = {rid: [chosen.randrange(1, 1 << 30), chosen.randrange(60_000), 0] for rid in "hl"}
        transceiver.sender._enabled = False
        return self

    async def send(self, rid, *, key=False, size=100):
        ssrc, number, time = self._at[rid]
        packet = rtp.RtpPacket(
            payload_type=self._type, marker=1, sequence_number=number & 0xFFFF, timestamp=time, ssrc=ssrc,
            payload=(KEY if key else OTHER) + rid.encode() * size,
        )  # fmt: skip
        packet.extensions.rtp_stream_id, packet.extensions.mid = rid, "0"
        self._at[rid] = [ssrc, number + 1, time + 6000]
        await self._dtls._send_rtp(packet.serialize(self._map))
