"""How both ends of a line show that they hold the same key, before anything else is said."""

from __future__ import annotations

import asyncio
import secrets

from meetings.media.control import lines
from meetings.media.control.lines import Broken


async def proved_to_us(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, key: bytes
) -> tuple[str, str]:
    """Of whoever was called: the caller proves first, so that a stranger learns nothing that was made with the key. Raises Broken."""
    own = secrets.token_hex(lines.NONCE_BYTES)
    writer.write(lines.written({"version": lines.VERSION, "nonce": own}) + b"\n")
    said = lines.read(await reader.readline())
    nonces = (own, str(said.get("nonce"))[:64])
    if not lines.is_proof(said.get("proof"), lines.proof(key, "caller", nonces)):
        raise Broken("no proof of the key")
    writer.write(lines.written({"proof": lines.proof(key, "node", nonces)}) + b"\n")
    return nonces


async def proved_to_them(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, key: bytes
) -> tuple[str, str]:
    """Of the caller. Raises Broken."""
    greeting = lines.read(await reader.readline())
    if greeting.get("version") != lines.VERSION:
        raise Broken("another version")
    own = secrets.token_hex(lines.NONCE_BYTES)
    nonces = (str(greeting.get("nonce")), own)
    said = {"nonce": own, "proof": lines.proof(key, "caller", nonces)}
    writer.write(lines.written(said) + b"\n")
    answer = lines.read(await reader.readline())
    if not lines.is_proof(answer.get("proof"), lines.proof(key, "node", nonces)):
        raise Broken("no proof of the key")
    return nonces
