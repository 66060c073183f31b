"""Static files: read once, compressed once, kept by browsers for ever under an address that names their content."""

from __future__ import annotations

import functools
import gzip
import hashlib
import mimetypes
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import NotFound

STATIC = Path(__file__).parent.parent / "site" / "static"
_FOR_EVER = "public, max-age=31536000, immutable"
_IMPORTED = re.compile(r'(?m)(^(?:import|export)\b[^"\n;]*")(\.\.?/[^"\n]+\.js)(";)')
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
    files = {str(path.relative_to(STATIC)): path for path in sorted(STATIC.rglob("*")) if path.is_file()}
    made: dict[str, Asset] = {}
    for name in files:
        _add(name, files, made, ())
    return made


def _add(name: str, files: dict[str, Path], made: dict[str, Asset], from_within: tuple[str, ...]) -> Asset:
    """A module after those that it imports: it names them by their content, so that all pages share one of each.

    ValueError for modules that import each other in a ring, and for one that is not there.
    """
    if name in made:
        return made[name]
    if name in from_within or name not in files:
        raise ValueError(f"{name}, imported by {' < '.join(from_within[::-1])}")
    content = files[name].read_bytes()
    if name.endswith(".js"):

        def named(found: re.Match[str]) -> str:
            other = posixpath.normpath(posixpath.join(posixpath.dirname(name), found[2]))
            return f"{found[1]}/static/{_add(other, files, made, (*from_within, name)).version}/{other}{found[3]}"

        content = _IMPORTED.sub(named, content.decode()).encode()
    made[name] = _asset(files[name], content)
    return made[name]


def _asset(path: Path, content: bytes) -> Asset:
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
