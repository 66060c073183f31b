"""The manual is tested: what it names is there, and what is there it names."""

import re
from pathlib import Path

import pytest

from hearing_state.main import packages
from hearing_state.main.command import _parser

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", [name.rpartition(".")[2] for name in packages.FEATURES if name != "hearing_state.web"]
)
def test_the_map_of_packages_names_each(name):
    assert name in README or name in (ROOT / "meetings" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*packages.KERNEL_TABLES, *packages.FEATURES])
def test_each_package_says_what_it_is_on_half_a_page(name):
    folder = ROOT / (name.replace(".", "/") if name in packages.FEATURES else f"hearing_state/{name}")
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert 200 < len(text) < 6000


def test_every_link_and_picture_of_the_readme_is_there():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_every_word_of_the_command_line_is_in_the_readme_or_for_developers():
    words = set(next(iter(_parser()._subparsers._group_actions)).choices) - {"makemigrations"}
    assert {word for word in words if f" {word}" not in README} == set()
