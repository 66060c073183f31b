"""The compose file starts the whole house, closed as far as it can be."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.settings_reference import variables
from hearing_state.main.broadcast import feed_of
from hearing_state.main.command import main
from hearing_state.main.media import door_of
from hearing_state.settings import Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
EXAMPLE = (DEPLOY / "settings.example.env").read_text(encoding="utf-8")
FILE: dict[str, Any] = yaml.safe_load(COMPOSE)
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
NODES = ("media-1", "media-2")
HOUSE = ("web", "web-beside", "console", "live", *NODES, "broadcast", "worker", "timetable", "migrate")


def test_every_process_of_the_house_is_there():
    assert set(SERVICES) == {*HOUSE, "postgresql", "rabbitmq", "nginx"}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_closed(name: str):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["restart"] in {"unless-stopped", "on-failure"}
    if name not in HOUSE:  # the house's own image names its user itself
        assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"])


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_a_service_says_whether_it_is_well(name: str):
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


def test_only_nginx_can_be_reached_from_outside_and_sound_and_picture_past_it():
    assert [name for name, service in SERVICES.items() if "ports" in service] == [*NODES, "nginx"]
    ports = {SERVICES[name]["environment"]["HS_MEDIA_PORT"] for name in NODES}
    assert len(ports) == len(NODES)
    for name in NODES:
        port = SERVICES[name]["environment"]["HS_MEDIA_PORT"]
        assert SERVICES[name]["ports"] == [f"{port}:{port}/udp"]
    assert FILE["networks"]["inside"]["internal"] is True
    assert SERVICES["postgresql"]["networks"] == SERVICES["rabbitmq"]["networks"] == ["inside"]


def test_images_are_pinned_and_come_from_nowhere_in_particular():
    images = [service["image"] for service in SERVICES.values()]
    for image in images:
        assert re.fullmatch(r"[a-z-]+:([\w.-]+|\$\{HEARING_STATE_VERSION:-latest\})", image), image


def test_every_setting_named_exists_in_the_code():
    named = set(re.findall(r"\bHS_[A-Z_]+\b", COMPOSE + EXAMPLE))
    assert named <= variables(), named - variables()


def test_every_blank_of_the_compose_file_stands_in_the_example():
    demanded = set(re.findall(r"\$\{(\w+):\?", COMPOSE))
    offered = set(re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE))
    assert demanded <= offered


def test_the_example_holds_no_secret():
    for name in ("HS_SECRET_KEY", "HS_DIGEST_KEY", "POSTGRES_PASSWORD", "RABBITMQ_PASSWORD"):
        assert re.search(rf"^{name}=$", EXAMPLE, re.MULTILINE)


def test_production_takes_these_settings(monkeypatch: pytest.MonkeyPatch):
    filled = dict(re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))
    blank = {name: f"{name}-own-random-words-of-the-operator" for name, value in filled.items() if not value}
    given = {**filled, **blank}
    for name, value in SERVICES["web"]["environment"].items():
        monkeypatch.setenv(name, re.sub(r"\$\{(\w+)[^}]*\}", lambda found: given[found[1]], value))
    settings = Settings()
    assert settings.mode == "production"
    assert settings.trusted_hops == 1
    assert settings.database_url.startswith("postgresql://hearing_state:POSTGRES_PASSWORD-own")


def test_halls_have_their_sound_at_the_nodes_and_find_their_doors(monkeypatch: pytest.MonkeyPatch):
    unit = (DEPLOY / "systemd" / "hearing-state-live.service").read_text(encoding="utf-8")
    assert "\nEnvironment=HS_MEDIA_CARRIED=nodes\n" in unit
    assert SERVICES["live"]["environment"]["HS_MEDIA_CARRIED"] == "nodes"
    doors = set()
    for name in NODES:
        for key in ("HS_MEDIA_NAME", "HS_DATA_DIR"):
            monkeypatch.setenv(key, SERVICES[name]["environment"][key])
        doors.add(door_of(Settings()))
    assert doors == {f"unix:/var/lib/hearing-state/{name}.sock" for name in NODES}


def test_nodes_hand_their_broadcasts_to_the_process_that_sends_them(monkeypatch: pytest.MonkeyPatch):
    unit = (DEPLOY / "systemd" / "hearing-state-media@.service").read_text(encoding="utf-8")
    said = re.search(r"^Environment='HS_BROADCAST_HUBS=(.*)'$", unit, re.MULTILINE)
    assert said is not None
    for hubs in (SERVICES["media-1"]["environment"]["HS_BROADCAST_HUBS"], said[1]):
        monkeypatch.setenv("HS_BROADCAST_HUBS", hubs)
        monkeypatch.setenv("HS_DATA_DIR", SERVICES["broadcast"]["environment"]["HS_DATA_DIR"])
        settings = Settings()
        assert settings.broadcast_hubs == (feed_of(settings),)


@pytest.mark.parametrize("name", HOUSE)
def test_the_command_line_knows_the_word(name: str, capsys: pytest.CaptureFixture[str]):
    word, *options = SERVICES[name]["command"]
    with pytest.raises(SystemExit) as left:
        main([word, "--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert all(option in shown for option in options if option.startswith("--"))
