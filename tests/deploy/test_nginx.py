"""The front door, asked through a real nginx where there is one."""

import re
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.deploy.front_door import NGINX, PROGRAM, FrontDoor, free_port, front_door, lay_out

CONSOLE = "console.hearing.example"
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
    assert "127.0.0.1" not in logs


@needs_nginx
def test_the_secret_part_of_an_address_is_not_logged(
    door: FrontDoor, tmp_path_factory: pytest.TempPathFactory
):
    secret = "c2VjcmV0-part_of_an_address"
    shown = {
        f"/kk/following/{secret}": "/kk/following/...",
        f"/ru/following/{secret}/stop": "/ru/following/.../stop",
        f"/kk/following/confirm/{secret}": "/kk/following/confirm/...",
        f"/en/calendars/{secret}/deadlines.ics": "/en/calendars/.../deadlines.ics",
        f"/kk/unsubscribe/{secret}": "/kk/unsubscribe/...",
    }
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
