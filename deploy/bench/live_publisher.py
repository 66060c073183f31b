"""The one who speaks in `make bench-live`: a plain aiortc peer with media that was encoded before."""

from __future__ import annotations

import argparse
import asyncio
import os

from aiortc import RTCRtpSender, RTCSessionDescription

from deploy.bench.live_media import asked, connected, plain_peer, stay_at, tracks


async def _run(port: int, kind: str) -> None:
    ask, peer = await asked(port), plain_peer()
    for track in tracks(kind):
        transceiver = peer.addTransceiver(track, direction="sendonly")
        if track.kind == "video":
            capable = RTCRtpSender.getCapabilities("video").codecs
            transceiver.setCodecPreferences([each for each in capable if each.name in {"VP8", "rtx"}])
            transceiver.sender._send_keyframe = lambda track=track: setattr(track, "wants_key", True)  # noqa: SLF001
    await peer.setLocalDescription(await peer.createOffer())
    answer = await ask(op="publish", sdp=peer.localDescription.sdp)
    await peer.setRemoteDescription(RTCSessionDescription(answer, "answer"))
    await connected(peer)
    print("speaks", flush=True)
    await asyncio.sleep(120)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("kind")
    parser.add_argument("host")
    args = parser.parse_args()
    os.sched_setaffinity(0, {1})
    stay_at(args.host)
    asyncio.run(_run(args.port, args.kind))
