"""Lines that turn acts away for which there is no room (hearing_state/web/entrance.py), before a request has cost anything but being read.

In a stampede most of what comes is turned away. What that costs is taken from those who were let in: their transaction goes on step by step
between the refusals. So what came whole, as a browser or nginx sends it, is not even taken apart.
"""

from __future__ import annotations

import re

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from hearing_state.main.one_sending import OneSending
from hearing_state.web.entrance import ENTRANCE
from hearing_state.web.metrics import METRICS
from hearing_state.web.security import SAFE_METHODS
from hearing_state.web.shelf import wishes_of
from hearing_state.web.turning_away import turned_away

_WHOLE_ACT = re.compile(
    rb"POST (/[!-~]*) HTTP/1\.1\r\n(?:[!-9;-~]+:[^\r\n]*\r\n)*?content-length:[ \t]*(\d{1,7})[ \t]*\r\n",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    rb"\r\n(?:transfer-encoding|expect|connection|upgrade|content-length):", re.IGNORECASE
)
_WISHES = re.compile(rb"\r\naccept-language:[ \t]*([^\r\n]*)", re.IGNORECASE)


class CrowdedLines(OneSending):
    """HTTP as uvicorn speaks it, until there is no room."""

    is_between = True
    """Whether the last message on this line has come to its end."""

    def is_last(self) -> bool:
        """Whether the line ends with the next answer."""
        return False

    def data_received(self, data: bytes) -> None:
        if len(self.tasks) >= ENTRANCE.acts_at_once() and self._has_turned_away(data):
            return
        super().data_received(data)

    def on_message_begin(self) -> None:
        self.is_between = False
        super().on_message_begin()

    def on_message_complete(self) -> None:
        self.is_between = True
        super().on_message_complete()
        was_answered_before = self.cycle is not None and self.cycle.response_complete
        if was_answered_before and self.timeout_keep_alive_task is None:
            self._wait_for_the_next()  # the clock was stopped by the rest of the body

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        if cycle.scope["method"] in SAFE_METHODS or len(self.tasks) < ENTRANCE.acts_at_once():
            super()._start_asgi_task(cycle, app)
            return
        # Before the body has come: what still comes of it is read and forgotten, as uvicorn does with what comes late.
        goes_on = cycle.keep_alive and not self.is_last()
        self._say_full(
            cycle.scope["method"], cycle.scope["path"], wishes_of({**cycle.scope}), goes_on=goes_on
        )
        cycle.response_started = cycle.response_complete = True
        cycle.on_response()

    def _has_turned_away(self, data: bytes) -> bool:
        """One whole act, with nothing before or behind it and nothing unusual about it."""
        if not self.is_between or not (self.cycle is None or self.cycle.response_complete) or self.is_last():
            return False
        found, end = _WHOLE_ACT.match(data), data.find(b"\r\n\r\n")
        if found is None or end < found.end() - 2 or len(data) != end + 4 + int(found[2]):
            return False
        length_at = data.rfind(b"\r\n", 0, found.end() - 2)
        if _OTHERWISE.search(data, 0, length_at) or _OTHERWISE.search(data, found.end() - 2, end + 2):
            return False
        wishes = _WISHES.search(data, 0, end + 2)
        self._unset_keepalive_if_required()
        self._say_full("POST", found[1].decode(), wishes[1].decode("latin-1") if wishes else "", goes_on=True)
        self._wait_for_the_next()
        return True

    def _say_full(self, method: str, path: str, wishes: str, *, goes_on: bool) -> None:
        ours = [b"%s: %s\r\n" % each for each in self.server_state.default_headers]
        closing = b"" if goes_on else b"connection: close\r\n"
        self.transport.write(b"".join((STATUS_LINE[503], *ours, closing, turned_away(path, wishes))))
        METRICS.request(method, "unrouted", 503, 0.0)
        if not goes_on:
            self.transport.close()

    def _wait_for_the_next(self) -> None:
        if not self.transport.is_closing():
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )
