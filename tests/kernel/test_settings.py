from pathlib import Path

import pytest
from pydantic import ValidationError

from hearing_state.main.serving import serve
from hearing_state.settings import Settings

SAFE = {
    "mode": "production",
    "demo": False,
    "secret_key": "s" * 40,
    "digest_key": "d" * 40,
    "behind_tls": True,
    "site_url": "https://hearing.example.kz",
    "database_url": "postgres://house@db/house",
    "broker_url": "amqp://broker",
    "smtp_url": "smtp://relay:25",
}


def test_production_starts_when_everything_is_set():
    assert Settings(**SAFE).mode == "production"


@pytest.mark.parametrize(
    ("setting", "unsafe", "named"),
    [
        ("demo", True, "HS_DEMO"),
        ("secret_key", "short", "HS_SECRET_KEY"),
        ("secret_key", "demo-key-that-production-refuses-to-start-with", "HS_SECRET_KEY"),
        ("secret_key", "d" * 40, "must differ"),
        ("behind_tls", False, "HS_BEHIND_TLS"),
        ("site_url", "http://hearing.example.kz", "HS_SITE_URL"),
        ("database_url", "", "HS_DATABASE_URL"),
        ("broker_url", "memory://", "HS_BROKER_URL"),
        ("smtp_url", "", "HS_SMTP_URL"),
        ("clock_moved_by_seconds", 60, "HS_CLOCK_MOVED_BY_SECONDS"),
    ],
)
def test_production_refuses_to_start_unsafely_and_names_the_setting(setting, unsafe, named):
    with pytest.raises(ValidationError, match=named):
        Settings(**{**SAFE, setting: unsafe})


def test_a_demo_needs_no_setting_at_all():
    assert Settings().database_url == ""


def test_the_folder_of_the_command_line_reaches_the_processes_that_read_the_settings_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    for name, before in (("HS_DATA_DIR", "elsewhere"), ("HS_SITE_URL", "http://127.0.0.1:1")):
        monkeypatch.setenv(name, before)
    monkeypatch.setattr("uvicorn.run", lambda *_told, **_more: None)
    told = Settings(data_dir=tmp_path, database_url="postgres://hs@/hs", broker_url="redis://127.0.0.1")
    serve("hearing_state.main.public:app", told, "127.0.0.1", 1, workers=2)
    assert Settings().data_dir == tmp_path
