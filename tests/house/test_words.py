"""Every word of refusal in the code has a sentence, and every sentence's word is used."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from hearing_state.i18n import known_words
from hearing_state.main import packages

ROOT = Path(__file__).parents[2]
REFUSALS = {"Invalid", "Conflict", "Forbidden", "NotFound", "SignInNeeded", "TooMany", "Unavailable", "Fault"}


def _words_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
            position = 1 if node.func.id == "Fault" else 0
            if len(node.args) > position and isinstance(node.args[position], ast.Constant):
                yield str(node.args[position].value)


def _sources() -> list[Path]:
    tops = ("hearing_state", "mobile_api", "petitions", "meetings")
    return sorted(
        path for top in tops for path in (ROOT / top).rglob("*.py") if "migrations" not in path.parts
    )


@pytest.mark.parametrize("path", _sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_refusal_has_its_sentence(path):
    packages.install()
    missing = [word for word in _words_in(path) if word not in known_words()]
    assert not missing
