"""Static files: read once, compressed once, kept by browsers for ever under an address that names their content."""

from __future__ import annotations

import functools
import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import NotFound

STATIC = Path(__file__).parent.parent / "site" / "static"
_FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {
    ".js": "text/javascript",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True)
class Asset:
    content: bytes
    compressed: bytes | None
    media_type: str
    version: str


@functools.cache
def assets() -> dict[str, Asset]:
    return {
        str(path.relative_to(STATIC)): _read(path) for path in sorted(STATIC.rglob("*")) if path.is_file()
    }


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    small = gzip.compress(content, 9, mtime=0)
    media_type = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    kept = small if len(small) < len(content) * 0.95 else None
    return Asset(content, kept, media_type, hashlib.sha256(content).hexdigest()[:12])


def asset(name: str) -> str:
    """The address of a static file; changes with its content."""
    return f"/static/{assets()[name].version}/{name}"


async def serve(request: Request) -> Response:
    """A static file. Under an old version's address the present file is served, but not kept for ever."""
    found = assets().get(request.path_params["path"])
    if found is None:
        raise NotFound()
    is_current = request.path_params["version"] == found.version
    headers = {"cache-control": _FOR_EVER if is_current else "no-cache", "vary": "accept-encoding"}
    if found.compressed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            found.compressed, headers={**headers, "content-encoding": "gzip"}, media_type=found.media_type
        )
    return Response(found.content, headers=headers, media_type=found.media_type)
