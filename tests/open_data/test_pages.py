"""The page of open data, its files, and its description for catalogues."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil

import pytest

from hearing_state.open_data import night
from hearing_state.open_data.shelf import FOLDER


@pytest.fixture
def _no_nights(client, village):
    shutil.rmtree(village.visitor.settings.data_dir / FOLDER, ignore_errors=True)


@pytest.mark.usefixtures("_no_nights")
async def test_before_the_first_night_the_page_says_so(client):
    for language, said in (("kk", "Файлдар әлі жоқ"), ("ru", "Файлов ещё нет"), ("en", "No files yet")):
        page = await client.get(f"/{language}/open-data")
        assert page.status_code == 200
        assert said in page.text
    assert (await client.get("/open-data/manifest.json")).status_code == 404
    assert (await client.get("/open-data/dcat.jsonld")).status_code == 404


@pytest.mark.usefixtures("_no_nights")
async def test_files_are_listed_described_and_fetched(client, village, as_):
    ref = await village.published()
    await night.write(as_("system"))
    page = await client.get("/ru/open-data")
    assert '"/open-data/2026-11-23/questions.csv.gz"' in page.text
    told = (await client.get("/open-data/manifest.json")).json()
    (questions,) = [each for each in told["datasets"] if each["name"] == "questions"]
    for file in questions["files"]:
        answer = await client.get(f"/open-data/2026-11-23/{file['name']}")
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
        assert ref in gzip.decompress(answer.content).decode()
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-type"] == "application/gzip"
        again = await client.get(
            f"/open-data/2026-11-23/{file['name']}", headers={"if-none-match": answer.headers["etag"]}
        )
        assert again.status_code == 304


@pytest.mark.usefixtures("_no_nights")
async def test_catalogues_are_told_in_three_languages(client, village, as_):
    await village.published()
    await night.write(as_("system"))
    answer = await client.get("/open-data/dcat.jsonld")
    assert answer.headers["content-type"].startswith("application/ld+json")
    told = json.loads(answer.text)
    assert told["@type"] == "dcat:Catalog"
    assert {each["@language"] for each in told["dct:title"]} == {"kk", "ru", "en"}
    titles = {each["dct:identifier"]: each["dct:title"] for each in told["dcat:dataset"]}
    assert {"@value": "Вопросы", "@language": "ru"} in titles["questions"]
    for each in told["dcat:dataset"]:
        for file in each["dcat:distribution"]:
            path = file["dcat:downloadURL"]["@id"].partition("/open-data/")[2]
            assert (await client.get(f"/open-data/{path}")).status_code == 200


@pytest.mark.usefixtures("_no_nights")
async def test_nothing_beside_the_files_can_be_fetched(client, village, as_):
    await night.write(as_("system"))
    for path in (
        "2026-11-23/secret.txt",
        "2026-11-22/questions.csv.gz",
        "..%2f/ledger",
        "2026-11-23/..%2f..%2fpostgres",
        "x/manifest.json",
    ):
        assert (await client.get(f"/open-data/{path}")).status_code == 404, path
