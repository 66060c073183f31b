"""Pages are compressed on the way out: a village pays for every kilobyte."""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

SMALLEST_BYTES = 600
LEVEL = 4
"""A third less work than the next one, for a fiftieth more bytes: it is done anew for each reader. What is kept is packed tighter (shelf.py)."""


class Compressed(GZipMiddleware):
    """gzip at a level where a page costs well under a millisecond."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, minimum_size=SMALLEST_BYTES, compresslevel=LEVEL)
