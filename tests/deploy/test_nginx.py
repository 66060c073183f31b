"""The front door, asked through a real nginx where there is one."""

import contextlib
import json
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from petitions.drafting.queries import LINK_LENGTH
from tests.deploy.front_door import NGINX, PROGRAM, FrontDoor, free_port, front_door, lay_out, wait_for

CONSOLE = "console.hearing.example"
SECRET = "c2VjcmV0-part_of_an_address".ljust(LINK_LENGTH, "A")
SECRET_PATHS = {
    "/kk/following/{}": "/kk/following/...",
    "/ru/following/{}/stop": "/ru/following/.../stop",
    "/kk/following/confirm/{}": "/kk/following/confirm/...",
    "/en/calendars/{}/deadlines.ics": "/en/calendars/.../deadlines.ics",
    "/kk/unsubscribe/{}": "/kk/unsubscribe/...",
    "/ru/petitions/{}": "/ru/petitions/...",
    "/kk/petitions/{}/sign": "/kk/petitions/.../sign",
    "/api/v1/petitions/{}/count": "/api/v1/petitions/.../count",
    "/petitions/{}/count.json": "/petitions/.../count.json",
}
needs_nginx = pytest.mark.skipif(PROGRAM is None, reason="nginx is not installed (Debian: nginx-light)")


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrontDoor]:
    with front_door(tmp_path_factory.mktemp("nginx")) as opened:
        yield opened


def test_every_blank_is_filled_by_the_compose_file():
    import yaml

    blanks = set(re.findall(r"\$\{(\w+)\}", (NGINX / "site.conf.template").read_text(encoding="utf-8")))
    compose = yaml.safe_load((NGINX.parent / "compose.yaml").read_text(encoding="utf-8"))
    assert blanks <= set(compose["services"]["nginx"]["environment"])


@needs_nginx
def test_nginx_takes_the_configuration(tmp_path: Path):
    ports = {name: free_port() for name in ("web", "console", "live", "broadcast", "plain", "tls", "alive")}
    path = lay_out(tmp_path, **ports)
    told = subprocess.run(
        [PROGRAM or "", "-t", "-c", str(path), "-p", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert "conflicting" not in told.stderr


@needs_nginx
def test_an_invented_address_is_not_believed(door: FrontDoor):
    headers = door.ask("/kk/", X_Forwarded_For="10.1.2.3, 10.4.5.6", X_Real_IP="10.7.8.9").told["headers"]
    assert headers["X-Forwarded-For"] == "127.0.0.1"
    assert "X-Real-IP" not in headers
    assert headers["Host"] == "hearing.example"
    assert headers["X-Forwarded-Proto"] == "https"


@needs_nginx
def test_plain_http_leads_to_tls_and_keeps_the_way(door: FrontDoor):
    answer = door.ask_plainly("/kk/questions?q=%D1%81%D1%83")
    assert answer.status == 308
    assert answer.headers["location"] == "https://hearing.example/kk/questions?q=%D1%81%D1%83"


@needs_nginx
@pytest.mark.parametrize("path", ["/kk/console", "/ru/console/desk", "/metrics", "/readyz", "/healthz"])
def test_the_public_host_hides_what_is_not_for_the_public(door: FrontDoor, path: str):
    assert door.ask(path).status == 404


@needs_nginx
def test_the_console_answers_on_its_own_host(door: FrontDoor):
    assert door.ask("/kk/console/desk", host=CONSOLE).told["who"] == "console"
    assert door.ask("/kk/questions/Q-2026-000017", host=CONSOLE).told["who"] == "web"
    assert door.ask("/api/v1/places", host=CONSOLE).status == 404


@needs_nginx
def test_too_much_is_refused_before_it_reaches_the_house(door: FrontDoor):
    before = door.web.asked
    assert door.ask("/kk/sign-in", method="POST", body=b"x" * (1 << 20) + b"x").status == 413
    assert door.web.asked == before
    for path in ("/kk/ask/attach", "/api/v1/files"):
        assert door.ask(path, method="POST", body=b"x" * (1 << 20) + b"x").status == 200


@needs_nginx
def test_a_static_file_is_asked_for_once(door: FrontDoor):
    before = door.web.asked
    answers = [door.ask("/static/0123abcd/app.css") for _ in range(5)]
    assert {answer.status for answer in answers} == {200}
    assert door.web.asked == before + 1


@needs_nginx
@pytest.mark.parametrize("host", ["hearing.example", CONSOLE])
@pytest.mark.parametrize(("path", "who"), [("/live", "live"), ("/broadcast/M-2026-000001", "broadcast")])
def test_sockets_reach_the_process_that_holds_them(door: FrontDoor, host: str, path: str, who: str):
    told = door.ask(path, host=host, Upgrade="websocket").told
    assert told["who"] == who
    assert (told["headers"]["Upgrade"], told["headers"]["Connection"]) == ("websocket", "upgrade")


@needs_nginx
def test_a_crowd_that_asks_for_one_segment_is_one_question_to_the_house(door: FrontDoor):
    before = door.web.asked
    answers = [door.ask("/broadcast/M-2026-000001/s000001.m4s") for _ in range(5)]
    assert {answer.told["who"] for answer in answers} == {"web"}
    assert door.web.asked == before + 1


@needs_nginx
def test_every_part_of_a_recording_is_asked_of_the_house(door: FrontDoor):
    before = door.web.asked
    for _ in range(2):
        told = door.ask("/meetings/M-2026-000001/replay/sound.webm", Range="bytes=10-19").told
        assert told["headers"]["Range"] == "bytes=10-19"
    assert door.web.asked == before + 2


@needs_nginx
def test_long_answers_are_compressed(door: FrontDoor):
    answer = door.ask("/api/v1/topics", Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in answer.headers["vary"].lower()


@needs_nginx
def test_a_flood_of_writes_from_one_address_is_held_back(door: FrontDoor):
    def write(_number: int) -> int:
        return door.ask("/api/v1/codes", method="POST", body=b"{}").status

    with ThreadPoolExecutor(8) as callers:
        statuses = list(callers.map(write, range(300)))
    assert 60 <= statuses.count(200) < 300
    assert set(statuses) == {200, 429}


@needs_nginx
def test_what_people_search_for_is_not_logged(door: FrontDoor, tmp_path_factory: pytest.TempPathFactory):
    door.ask("/kk/questions?q=secret-illness", X_Forwarded_For="10.1.2.3")
    logs = "".join(path.read_text() for path in tmp_path_factory.getbasetemp().glob("nginx*/log"))
    assert '"path":"/kk/questions"' in logs
    assert "secret-illness" not in logs
    for line in map(json.loads, logs.splitlines()):
        del line["upstream"]  # the neighbour's address; in this test the caller has the same
        assert "127.0.0.1" not in json.dumps(line)


@needs_nginx
def test_the_secret_part_of_an_address_is_not_logged(
    door: FrontDoor, tmp_path_factory: pytest.TempPathFactory
):
    secret = SECRET
    shown = {path.format(secret): told for path, told in SECRET_PATHS.items()}
    shown["/kk/petitions/P-2026-000017"] = "/kk/petitions/P-2026-000017"  # its number is everybody's
    for path in shown:
        assert door.ask(path).status == 200
    folder, until = tmp_path_factory.getbasetemp(), time.monotonic() + 10

    def missing() -> list[str]:
        lines = "".join(path.read_text() for path in folder.glob("nginx*/log"))
        assert secret not in lines
        return [path for path in shown.values() if f'"path":"{path}"' not in lines]

    while missing() and time.monotonic() < until:  # a line is written once the answer is out
        time.sleep(0.05)
    assert missing() == []


@needs_nginx
def test_a_neighbour_that_fails_is_seen_and_no_secret_is_logged_anywhere(tmp_path: Path):
    secret, paths = SECRET, tuple(SECRET_PATHS)
    with broken_door(tmp_path) as door:
        for path in paths:
            assert door.ask(path.format(secret)).status == 502
        too_large = door.ask(paths[0].format(secret), method="POST", body=b"x" * ((1 << 20) + 1))
        assert too_large.status == 413
        assert door.ask(f"/live?{secret}").status == 502
        lines = logged(tmp_path / "log", len(paths) + 2)
    everything = [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != tmp_path / "tls"]
    assert tmp_path / "errors" in everything
    assert [path for path in everything if secret.encode() in path.read_bytes()] == []
    assert "127.0.0.1, server" not in (tmp_path / "errors").read_text()  # nor who asked
    failed = [line for line in lines if line["status"] == 502]
    assert [line["path"] for line in failed] == [*SECRET_PATHS.values(), "/live"]
    for line in failed:
        assert line["upstream"].split(", ")[-1] == f"127.0.0.1:{door.refused}"
        assert line["upstream_status"].split(", ")[-1] == "502"
        assert line["upstream_seconds"]
    (large,) = [line for line in lines if line["status"] == 413]
    assert (large["upstream"], large["upstream_status"]) == ("", "")  # refused here, not by the house


@needs_nginx
def test_what_ails_nginx_itself_is_still_told(tmp_path: Path):
    with broken_door(tmp_path) as door:
        (tmp_path / "sites" / "site.conf").write_text("server { listen nonsense; }")
        door.process.send_signal(signal.SIGHUP)
        errors, until = tmp_path / "errors", time.monotonic() + 10
        while "[emerg]" not in errors.read_text() and time.monotonic() < until:
            time.sleep(0.05)
    assert "nonsense" in errors.read_text()


def logged(path: Path, count: int) -> list[dict[str, Any]]:
    """So many lines, each written once its answer is out."""
    until = time.monotonic() + 10
    while len(path.read_text().splitlines()) < count and time.monotonic() < until:
        time.sleep(0.05)
    return [json.loads(line) for line in path.read_text().splitlines()]


@dataclass
class BrokenDoor(FrontDoor):
    """``refused``: the port at which nobody listens, for every process of the house."""

    process: subprocess.Popen[bytes]
    refused: int


@contextlib.contextmanager
def broken_door(folder: Path) -> Iterator[BrokenDoor]:
    refused, plain, tls = free_port(), free_port(), free_port()
    names = ("web", "console", "live", "broadcast")
    path = lay_out(folder, **dict.fromkeys(names, refused), plain=plain, tls=tls, alive=free_port())
    with (folder / "errors").open("wb") as errors:
        process = subprocess.Popen([PROGRAM or "", "-c", str(path), "-p", str(folder)], stderr=errors)
        try:
            wait_for(tls, process)
            yield BrokenDoor(tls, plain, None, process, refused)
        finally:
            process.terminate()
            process.wait(timeout=10)


def test_whatever_the_house_takes_nginx_lets_through():
    from hearing_state.main import packages

    template = (NGINX / "site.conf.template").read_text(encoding="utf-8")
    wide = re.search(r"location ~ (\S+) \{[^}]*client_max_body_size (\d+)m", template)
    console = re.search(r"server_name \${CONSOLE_HOST};[^{]*client_max_body_size (\d+)m", template)
    assert wide is not None
    assert console is not None
    pages = [(page, page in manifest.console) for manifest, page in packages.all_pages()]
    for page, is_console in pages:
        if page.body_bytes_max > 1 << 20:
            assert page.body_bytes_max <= int(console[1] if is_console else wide[2]) << 20, page.path
            address = f"/kk{page.path}" if page.is_localized else page.path
            assert is_console or re.match(wide[1], address), page.path
