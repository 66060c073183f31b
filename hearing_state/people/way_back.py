"""Where a person was going when asked to sign in. Only paths of our own site. Pure."""

from __future__ import annotations

import re

_OWN_PATH = re.compile(r"^/(?:kk|ru|en)(?:/[A-Za-z0-9._~%+@:=,-]*)*(?:\?[A-Za-z0-9._~%+@:=,&/-]*)?$")
_LENGTH_MAX = 500


def own_path(text: str) -> str:
    """The path, or nothing where it could lead anywhere else.

    >>> own_path("/kk/questions/Q-2026-000017"), own_path("//elsewhere.kz"), own_path("/kk//elsewhere.kz")
    ('/kk/questions/Q-2026-000017', '', '')
    """
    return text if len(text) <= _LENGTH_MAX and "//" not in text and _OWN_PATH.match(text) else ""
