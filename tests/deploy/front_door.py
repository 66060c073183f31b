"""A real nginx with the configuration of deploy/nginx, in front of two neighbours that tell what they were asked."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NGINX = Path(__file__).parents[2] / "deploy" / "nginx"
PROGRAM = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


class Neighbour(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = {"who": self.server.who, "path": self.path, "headers": dict(self.headers)}  # type: ignore[attr-defined]
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.asked += 1  # type: ignore[attr-defined]
        told = json.dumps(body).encode() + b" " * 2000
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    do_POST = do_GET  # noqa: N815  the server's own name for it

    def log_message(self, *_words: Any) -> None:
        pass


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        return json.loads(self.body)


@dataclass
class FrontDoor:
    tls_port: int
    plain_port: int
    web: Any

    def ask(self, path: str, *, host: str = "hearing.example", **more: Any) -> Answer:
        secured = ssl._create_unverified_context()
        raw = socket.create_connection(("127.0.0.1", self.tls_port), 5)
        with secured.wrap_socket(raw, server_hostname=host) as line:
            return self._speak(line, host, path, **more)

    def ask_plainly(self, path: str, *, host: str = "hearing.example") -> Answer:
        with socket.create_connection(("127.0.0.1", self.plain_port), 5) as line:
            return self._speak(line, host, path)

    def _speak(
        self,
        line: socket.socket,
        host: str,
        path: str,
        method: str = "GET",
        body: bytes = b"",
        **headers: str,
    ) -> Answer:
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {host}",
            "Connection: close",
            f"Content-Length: {len(body)}",
        ]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        line.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")
        with contextlib.suppress(OSError):  # refused before all of it was sent; the answer says so
            line.sendall(body)
        answer = HTTPResponse(line)
        answer.begin()
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def write_certificate(folder: Path) -> None:
    folder.mkdir()
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hearing.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(pem))
    form = serialization.PrivateFormat.PKCS8
    (folder / "privkey.pem").write_bytes(key.private_bytes(pem, form, serialization.NoEncryption()))


def lay_out(
    folder: Path,
    *,
    web: int,
    console: int,
    live: int,
    broadcast: int,
    plain: int,
    tls: int,
    alive: int,
    beside: int = 0,
) -> Path:
    """The configuration as the container has it, with folders and ports of this test."""
    write_certificate(folder / "tls")
    (folder / "sites").mkdir()
    filled = (NGINX / "site.conf.template").read_text(encoding="utf-8")
    for name, value in {
        "SITE_HOST": "hearing.example",
        "CONSOLE_HOST": "console.hearing.example",
        "WEB_ADDRESS": f"127.0.0.1:{web}",
        "WEB_BESIDE_ADDRESS": f"127.0.0.1:{beside or web}",
        "CONSOLE_ADDRESS": f"127.0.0.1:{console}",
        "LIVE_ADDRESS": f"127.0.0.1:{live}",
        "BROADCAST_ADDRESS": f"127.0.0.1:{broadcast}",
        "TLS_FOLDER": str(folder / "tls"),
    }.items():
        filled = filled.replace(f"${{{name}}}", value)
    filled = filled.replace("listen 8080", f"listen 127.0.0.1:{plain}").replace(
        "listen 8443", f"listen 127.0.0.1:{tls}"
    )
    filled = filled.replace("127.0.0.1:8081", f"127.0.0.1:{alive}").replace(
        "proxy.inc", str(NGINX / "proxy.inc")
    )
    (folder / "sites" / "site.conf").write_text(filled, encoding="utf-8")
    whole = (NGINX / "nginx.conf").read_text(encoding="utf-8")
    whole = whole.replace("/tmp/", f"{folder}/").replace("/var/cache/nginx", f"{folder}/cache")
    whole = whole.replace("include mime.types", "include /etc/nginx/mime.types").replace(
        "/dev/stdout", f"{folder}/log"
    )
    path = folder / "nginx.conf"
    itself = "user root;\n" if os.geteuid() == 0 else ""
    path.write_text(f"daemon off;\n{itself}{whole}", encoding="utf-8")
    return path


@contextlib.contextmanager
def neighbour(who: str) -> Iterator[Any]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Neighbour)
    server.who, server.asked = who, 0  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextlib.contextmanager
def front_door(folder: Path) -> Iterator[FrontDoor]:
    with (
        neighbour("web") as web,
        neighbour("console") as console,
        neighbour("live") as live,
        neighbour("broadcast") as broadcast,
    ):
        plain, tls = free_port(), free_port()
        path = lay_out(
            folder,
            web=web.server_port,
            console=console.server_port,
            live=live.server_port,
            broadcast=broadcast.server_port,
            plain=plain,
            tls=tls,
            alive=free_port(),
        )
        process = subprocess.Popen(
            [PROGRAM or "nginx", "-c", str(path), "-p", str(folder)], stderr=subprocess.PIPE, text=True
        )
        try:
            wait_for(tls, process)
            yield FrontDoor(tls, plain, web)
        finally:
            process.terminate()
            process.communicate(timeout=10)


def wait_for(port: int, process: subprocess.Popen[str]) -> None:
    for _try in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert process.poll() is None, process.communicate()[1]
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx does not answer")
