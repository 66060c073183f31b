"""``hearing-state witness --data DIR --name NAME --log KEY``: the witness as a process that answers over HTTP.

Also ``python -m hearing_state.verifier.witnessing``: it needs neither the house nor its database.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from hearing_state.verifier.notes import CheckFailedError, Key
from hearing_state.verifier.witness import RefusedError, Witness

BODY_BYTES_MAX = 64 * 1024
SECONDS_TO_SPEAK = 10
AT_ONCE = 32


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", required=True, type=Path, metavar="DIR", help="its key and what it saw last"
    )
    parser.add_argument("--name", required=True, help="its name, like witness.example.org; part of its key")
    parser.add_argument(
        "--log",
        required=True,
        action="append",
        metavar="KEY",
        help="a log's verifier key; may be given again",
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8790, metavar="N")


def run(args: argparse.Namespace) -> int:
    """Answer until told to stop. 1: it cannot begin."""
    try:
        logs = [Key.read(each) for each in args.log]
        witness = Witness(args.data, args.name, logs, lambda: int(time.time()))
        server = _Server((args.host, args.port), witness)
    except (CheckFailedError, OSError, ValueError) as fault:
        sys.stderr.write(f"the witness cannot begin: {fault}\n")
        return 1
    sys.stdout.write(
        f"witness {witness.key}\nanswers on http://{args.host}:{server.server_port}/add-checkpoint\n"
    )
    sys.stdout.flush()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return 0
    finally:
        server.server_close()
        witness.close()
    return 0


class _Server(ThreadingHTTPServer):
    """Bounded: more callers at once than ``AT_ONCE`` are hung up on."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], witness: Witness) -> None:
        super().__init__(address, _Answer)
        self.witness = witness
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._places.acquire(blocking=False):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except RuntimeError:
            self._places.release()
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that went away is no news."""


class _Answer(BaseHTTPRequestHandler):
    server: _Server
    timeout = SECONDS_TO_SPEAK

    def do_POST(self) -> None:
        if self.path != "/add-checkpoint":
            return self._say(404, "no such call\n")
        length = self.headers.get("content-length", "")
        if not length.isdigit() or int(length) > BODY_BYTES_MAX:
            return self._say(413, "too long\n")
        try:
            line = self.server.witness.add_checkpoint(self.rfile.read(int(length)))
        except RefusedError as refusal:
            if refusal.seen is not None:
                return self._say(refusal.status, f"{refusal.seen}\n", "text/x.tlog.size")
            return self._say(refusal.status, f"{refusal}\n")
        except OSError:
            return self._say(503, "it could not be remembered, so it is not cosigned\n")
        return self._say(200, line)

    def _say(self, status: int, text: str, media_type: str = "text/plain; charset=utf-8") -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("content-type", media_type)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the parent's name
        """Callers' addresses are not written down."""


def main() -> int:
    parser = argparse.ArgumentParser(description="A witness of public logs.")
    add_arguments(parser)
    return run(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
