"""Functions up to 40 lines, files up to 300: the unit is the verb."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FUNCTION_LINES, FILE_LINES = 40, 300


def _sources() -> list[Path]:
    tops = ("hearing_state", "mobile_api", "petitions", "meetings")
    return sorted(
        path for top in tops for path in (ROOT / top).rglob("*.py") if "migrations" not in path.parts
    )


@pytest.mark.parametrize("path", _sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_it_can_be_read_in_one_sitting(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= FILE_LINES
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
    ]
    assert not long


@pytest.mark.parametrize("path", _sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_its_name_says_what_it_is(path):
    assert path.stem not in {
        "utils",
        "util",
        "helpers",
        "common",
        "misc",
        "base",
        "core",
        "manager",
        "handler",
    }
