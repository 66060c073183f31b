"""H8: sockets that say nothing do not pile up."""

import asyncio

from tests.meetings.live.paper import until

SILENT = 200


async def test_whoever_says_nothing_is_gone_within_five_seconds(hall):
    streams = []
    for _ in range(SILENT):
        reader, writer = await asyncio.open_connection("127.0.0.1", hall.port)
        writer.write(
            f"GET /live HTTP/1.1\r\nHost: 127.0.0.1:{hall.port}\r\nOrigin: {hall.origin}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )
        streams.append((reader, writer))
    await until(lambda: len(hall.foyer.lines) == SILENT)
    loop = asyncio.get_running_loop()
    began = loop.time()
    # They do not even answer the goodbye: the server ends the connections.
    for reader, _writer in streams:
        async with asyncio.timeout(5.5 - (loop.time() - began)):
            await reader.read()
    assert not hall.foyer.lines
    for _reader, writer in streams:
        writer.close()
