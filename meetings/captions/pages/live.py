"""The newest captions for scripts that ask again and again: a few hundred bytes, and none at all while nothing new was said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of
from meetings.captions import queries
from meetings.captions.captions import Line
from meetings.schedule.meeting import Meeting, State


async def show(request: Request) -> Response:
    meeting, lines = await queries.live(
        context_of(request), request.path_params["meeting"], request.path_params["language"]
    )
    body = answer(meeting, lines)
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"cache-control": "public, no-cache", "etag": tag, "vary": "accept-encoding"}
    if request.headers.get("if-none-match", "").removeprefix("W/") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


def answer(meeting: Meeting, lines: Sequence[Line]) -> bytes:
    told = {
        "is_live": meeting.state is State.LIVE,
        "lines": [
            {"n": each.number, "text": each.text, "machine": each.source.value == "machine"}
            for each in lines
            if each.text
        ],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


PAGES = (
    Page.get(
        "captions.live",
        "/meetings/{meeting}/captions/{language}/newest.json",
        show,
        reads=queries.live,
        localized=False,
    ),
)
