"""The settings reference says what the code says."""

from deploy import settings_reference


def test_the_page_is_current():
    assert settings_reference.PAGE.read_text(encoding="utf-8") == settings_reference.reference(), (
        "run: python -m deploy.settings_reference"
    )


def test_no_key_is_printed():
    from hearing_state.settings import DEMO_KEY

    assert DEMO_KEY not in settings_reference.reference()
