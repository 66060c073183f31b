"""A real browser speaks and listens, whichever engine carries it: ICE-lite, the picture forwarded as it was encoded."""

import asyncio

import pytest

from meetings.media.engine import SlotWish
from tests.meetings.media.engines import KINDS, started
from tests.support.browser import chromium

pytestmark = pytest.mark.browser
FAKE_DEVICES = (
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--allow-loopback-in-peer-connection",
)
SPEAK = """async () => {
  const stream = await navigator.mediaDevices.getUserMedia({audio: true, video: {width: 640, height: 360}});
  window.peer = new RTCPeerConnection();
  for (const track of stream.getTracks()) peer.addTransceiver(track, {direction: "sendonly", streams: [stream]});
  await peer.setLocalDescription();
  await peer.setRemoteDescription({type: "answer", sdp: await publish(peer.localDescription.sdp)});
}"""
LISTEN = """async () => {
  const [seat, offer] = await subscribe();
  window.peer = new RTCPeerConnection();
  peer.ontrack = event => {
    const shown = document.createElement(event.track.kind);
    shown.autoplay = shown.muted = true;
    shown.srcObject = new MediaStream([event.track]);
    document.body.append(shown);
  };
  await peer.setRemoteDescription({type: "offer", sdp: offer});
  await peer.setLocalDescription();
  await accept(seat, peer.localDescription.sdp);
}"""
RECEIVED = """async () => Object.fromEntries([...(await peer.getStats()).values()]
  .filter(each => each.type === "inbound-rtp").map(each => [each.kind, each]))"""
CODEC = """async () => [...(await peer.getStats()).values()].filter(each => each.type === "codec").map(each => each.mimeType)"""


async def _page(browser, media, address):
    page = await (await browser.new_context()).new_page()

    async def publish(offer):
        return (await media.publish("m", "head", offer)).description

    async def subscribe():
        joined = await media.subscribe("m", "saule", SlotWish(voices=1, pictures=1))
        return [joined.seat, joined.description]

    for name, offered in (("publish", publish), ("subscribe", subscribe), ("accept", media.accept)):
        await page.expose_function(name, offered)
    await page.goto(address)
    return page


async def _blank(reader, writer):
    await reader.readuntil(b"\r\n\r\n")
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 6\r\nconnection: close\r\n\r\n"
    writer.write(head + b"<body>")
    await writer.drain()
    writer.close()


@pytest.mark.parametrize("kind", KINDS)
async def test_one_browser_is_heard_and_seen_in_another(kind, tmp_path):
    server = await asyncio.start_server(_blank, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    async with started(kind, tmp_path) as media, chromium(*FAKE_DEVICES) as browser:
        await media.open_room("m")
        await media.give_floor("m", "head")
        speaker, listener = await _page(browser, media, address), await _page(browser, media, address)
        await speaker.evaluate(SPEAK)
        await listener.evaluate(LISTEN)
        received = {}
        async with asyncio.timeout(20):
            while received.get("video", {}).get("framesDecoded", 0) < 25:
                received = await listener.evaluate(RECEIVED)
                await asyncio.sleep(0.1)
        assert received["audio"]["packetsReceived"] > 20
        assert received["audio"]["packetsLost"] == received["video"]["packetsLost"] == 0
        assert set(await listener.evaluate(CODEC)) >= {
            "audio/opus",
            f"video/{(await media.able()).pictures[0]}",
        }
        await media.end_floor("m", "head")
        await asyncio.sleep(0.5)
        count = (await listener.evaluate(RECEIVED))["audio"]["packetsReceived"]
        await asyncio.sleep(0.5)
        assert (await listener.evaluate(RECEIVED))["audio"]["packetsReceived"] == count
        assert (await media.room_stats("m")).speaker is None
    server.close()
    await server.wait_closed()
