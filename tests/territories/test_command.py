"""`hearing-state territories import FILE` says what it did, or what is wrong in which line."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

import pytest

from hearing_state.territories import command, queries
from tests.territories.maps import DEMO, csv_of, office_rows, small, workbook_of


def understood(*words: str) -> Namespace:
    parser = ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args(words)


async def test_the_map_is_taken_in_and_the_changes_are_counted(db, as_, capsys: pytest.CaptureFixture[str]):
    assert await command.run(understood("import", str(DEMO)), as_("system")) == 0
    said = capsys.readouterr()
    assert said.out.startswith("demo: 256 places in ")
    assert "appeared 256, vanished 0, renamed 0" in said.out
    assert said.err == ""


async def test_each_wrong_line_is_told_on_standard_error(
    db, as_, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "broken.csv"
    file.write_bytes(
        csv_of(
            [
                *small(),
                ("10", "test", "settlement", "2", "с.А", "А а."),
                ("103230300", "t", "", "2", "с.Б", ""),
            ]
        )
    )
    assert await command.run(understood("import", str(file)), as_("system")) == 1
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.splitlines()
    assert lines[0].startswith("Line 7: the code “10” is not nine digits.")
    assert lines[1].startswith("Line 8: the place 103230300 has no Kazakh name.")
    assert lines[-1] == "Nothing was imported."
    assert await queries.every_open(as_()) == []


async def test_a_file_that_is_not_there_is_told(db, as_, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert await command.run(understood("import", str(tmp_path / "none.csv")), as_("system")) == 1
    assert "No such file" in capsys.readouterr().err


async def test_the_workbook_takes_its_edition_from_its_name(db, as_, tmp_path: Path):
    file = tmp_path / "NK RK 11-2026.xlsx"
    file.write_bytes(workbook_of(office_rows(small())))
    assert await command.run(understood("import", str(file)), as_("system")) == 0
    assert (await queries.place(as_(), "100000000")).classifier_version == "NK RK 11-2026"


async def test_closing_many_places_must_be_wished(
    db, as_, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "part.csv"
    file.write_bytes(csv_of(small()))
    await command.load_demo(as_("system"))
    assert await command.run(understood("import", str(file)), as_("system")) == 1
    assert "would close 252 places" in capsys.readouterr().err
    assert await command.run(understood("import", str(file), "--close-many"), as_("system")) == 0


async def test_the_demo_map_is_loaded_once(db, as_):
    assert await command.load_demo(as_("system")) is not None
    assert await command.load_demo(as_("system")) is None
