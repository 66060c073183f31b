"""A night's files: whole or not at all, what the public reads and nothing else, with check sums that fit."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from hearing_state.db import rows
from hearing_state.open_data import night
from hearing_state.open_data.datasets import datasets
from hearing_state.open_data.shelf import MANIFEST, NIGHTS_KEPT, Nights
from hearing_state.open_data.tasks import write_the_night
from hearing_state.questions.actions.make_private import MakePrivate, make_private
from tests.questions.world import TITLE, at

PERSONAL = ("_name", "person", "asker", "actor", "author", "signer", "contact", "iin", "reason")
"""Beginnings and ends of columns that hold people; names of bodies are not theirs."""


@pytest.fixture
def nights(village) -> Nights:
    root = Nights(village.visitor.settings.data_dir)
    shutil.rmtree(root.root, ignore_errors=True)
    return root


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    text = gzip.decompress((folder / f"{name}.jsonl.gz").read_bytes()).decode()
    return [json.loads(each) for each in text.splitlines()]


async def test_everything_public_is_written_with_its_history(village, as_, nights):
    ref = await village.answered()
    assert await night.write(as_("system"))
    folder = nights.root / "2026-11-23"
    (question,) = lines(folder, "questions")
    assert (question["question"], question["title"], question["body"]) == (ref, TITLE, village.okrug.slug)
    assert next(each["event"] for each in lines(folder, "question-events")) == "registered"
    assert {each["question"] for each in lines(folder, "answers")} == {ref}
    assert len(lines(folder, "question-points")) == 3
    assert village.okrug.slug in {each["body"] for each in lines(folder, "bodies")}
    assert {each["about"] for each in lines(folder, "deadlines")} == {ref}


async def test_the_manifest_tells_the_truth_about_the_files(village, as_, nights):
    await village.answered()
    await night.write(as_("system"))
    folder = nights.root / "2026-11-23"
    told = json.loads((folder / MANIFEST).read_text())
    assert {each["name"] for each in told["datasets"]} == {each.name for each in datasets()}
    named = {MANIFEST}
    for each in told["datasets"]:
        for file in each["files"]:
            content = (folder / file["name"]).read_bytes()
            assert (file["bytes"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
            named.add(file["name"])
        table = list(
            csv.DictReader(
                io.StringIO(gzip.decompress((folder / f"{each['name']}.csv.gz").read_bytes()).decode())
            )
        )
        assert len(table) == len(lines(folder, each["name"])) == each["lines"]
        if table:
            assert list(table[0]) == [one["name"] for one in each["columns"]]
    assert {each.name for each in folder.iterdir()} == named


async def test_people_and_what_is_not_public_are_in_no_file(village, as_, nights):
    canary = "КАНАРЕЙКА-7719"
    await village.ask(text=f"{canary} осы мәтін әлі тексерілмеген, оны ешкім оқымайды.")
    await village.ask(is_public=False, text=f"{canary} бұл тек орган үшін, көпшілік оқымауы тиіс.")
    later = await village.published(text=f"{canary} алдымен жарияланды, кейін жабылды, енді оқылмайды.")
    await make_private(village.resident, MakePrivate(question=later))
    await village.answered()
    people = await rows("SELECT id::text, given_name, family_name FROM people_person")
    await night.write(as_("system"))
    secrets = [
        canary,
        *(each["id"] for each in people),
        *(name for each in people for name in (each["given_name"], each["family_name"]) if name),
    ]
    assert len(secrets) > 5
    for path in (nights.root / "2026-11-23").iterdir():
        content = path.read_bytes()
        text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
        assert [each for each in secrets if each in text] == [], path.name


def test_no_set_names_a_column_of_people():
    for each in datasets():
        names = [column.name for column in each.columns]
        assert [name for name in names if any(word in name for word in PERSONAL)] == [], each.name


async def test_a_night_is_written_once_and_old_ones_go(village, as_, nights):
    assert await night.write(as_("system"))
    before = (nights.root / "2026-11-23" / MANIFEST).read_bytes()
    await village.published()
    assert not await night.write(as_("system"))
    assert (nights.root / "2026-11-23" / MANIFEST).read_bytes() == before
    for day in range(1, NIGHTS_KEPT + 3):
        await write_the_night(as_("system", at=at(f"2026-12-{day:02d}")), at("2026-12-01"))
    assert len(nights.days()) == NIGHTS_KEPT
    assert nights.days()[0] == f"2026-12-{NIGHTS_KEPT + 2:02d}"


async def test_a_writer_that_died_leaves_nothing_to_be_seen(village, as_, nights, monkeypatch):
    def dies(*_given: object) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Nights, "publish", dies)
        with pytest.raises(OSError, match="No space"):
            await night.write(as_("system"))
    assert nights.days() == []
    assert nights.newest() is None
    assert await night.write(as_("system"))
    assert [each.name for each in nights.root.iterdir()] == ["2026-11-23"]


async def test_long_sets_are_read_piece_by_piece(village, as_, nights, monkeypatch):
    monkeypatch.setattr(night, "AT_ONCE", 2)
    refs = {await village.published() for _each in range(5)}
    await night.write(as_("system"))
    assert {each["question"] for each in lines(nights.root / "2026-11-23", "questions")} == refs
