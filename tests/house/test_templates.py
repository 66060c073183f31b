"""Templates keep the strict content policy: no script or style inside, nothing loaded from elsewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INLINE = re.compile(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(?:src|href)=["']https?://""", re.IGNORECASE)


def templates() -> list[Path]:
    tops = ("hearing_state", "mobile_api", "petitions", "meetings")
    return sorted(path for top in tops for path in (ROOT / top).rglob("*.html"))


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_inline_and_nothing_from_elsewhere(path):
    text = path.read_text(encoding="utf-8")
    assert INLINE.findall(text) == []
    assert ELSEWHERE.findall(text) == []


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_form_that_changes_something_proves_where_it_comes_from(path):
    text = path.read_text(encoding="utf-8")
    forms = re.findall(r"<form[^>]*method=\"?post\"?[^>]*>.*?</form>", text, re.IGNORECASE | re.DOTALL)
    assert [form[:80] for form in forms if "csrf_field()" not in form] == []
