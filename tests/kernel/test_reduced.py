"""What stands above a kept copy looks like every other warning, in the reader's language."""

from __future__ import annotations

import pytest

from hearing_state.actions import STANDING
from hearing_state.web.reduced import words_above
from tests.support.contexts import NOON


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "беттің көшірмесі"), ("ru", "копия страницы"), ("en", "copy of the page")]
)
def test_the_words_above_a_copy_bear_the_sign_of_a_warning(monkeypatch, language: str, said: str):
    monkeypatch.setattr(STANDING, "notes", {language: "<21:00>"})
    above = words_above(NOON, language).decode()
    assert said in above
    assert "&lt;21:00&gt;" in above
    assert above.count("<svg") == 1
    assert 'class="hs-width hs-standing"' in above
