"""The page for people who write other clients says all that the code says."""

import re
from pathlib import Path

import pytest

import meetings.live
from meetings.live import said
from meetings.live.grammar import CLIENT
from meetings.live.words import WORDS

PAGE = (Path(meetings.live.__file__).parent / "PROTOCOL.md").read_text(encoding="utf-8")
CLIENTS, _, SERVERS = PAGE.partition("## What the server says")


def _row(part: str, kind: str) -> str:
    found = re.search(rf"^\| `{kind}` \|.*$", part, re.MULTILINE)
    assert found, f"{kind} is not described"
    return found.group()


@pytest.mark.parametrize("kind", sorted(CLIENT))
def test_every_message_of_a_client_is_described_with_its_fields(kind):
    row = _row(CLIENTS, kind)
    assert [name for name in CLIENT[kind].model_fields if name != "id" and f"`{name}`" not in row] == []


@pytest.mark.parametrize("kind", sorted(said.SERVER))
def test_every_message_of_the_server_is_described_with_its_fields(kind):
    row = _row(SERVERS, kind)
    assert [name for name in said.SERVER[kind] if f"`{name}`" not in row] == []


def test_every_word_is_there():
    assert [word for word in WORDS if f"`{word}`" not in PAGE] == []
