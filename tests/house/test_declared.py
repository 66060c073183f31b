"""Whatever the house imports it declares itself: what only somebody else's package brings along may be gone with their next version."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = ("hearing_state", "petitions", "meetings", "mobile_api")


def imported() -> Iterator[str]:
    """The first part of everything that is imported, wherever in a file that stands."""
    for path in (path for name in OURS for path in (ROOT / name).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (each.name.partition(".")[0] for each in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                yield node.module.partition(".")[0]


def plain(name: str) -> str:
    """As packages are compared: any case, any of the three separators."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=;! ]", name)[0]).lower()


def test_what_is_imported_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {plain(each) for each in project["dependencies"] + project["optional-dependencies"]["redis"]}
    outside = set(imported()) - sys.stdlib_module_names - set(OURS)
    known = packages_distributions()
    assert len(outside) > 30
    missing = {name for name in outside if not declared & {plain(each) for each in known.get(name, ())}}
    assert sorted(missing) == []
