"""The description that app makers read is the code's own."""

import json

from mobile_api import describe
from mobile_api.v1 import ENDPOINTS

DOCUMENT = json.loads(describe.DOCUMENT.read_text(encoding="utf-8"))
OPERATIONS = [
    (f"{method.upper()} {path}", operation)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
]


def test_it_is_current():
    assert describe.DOCUMENT.read_text(encoding="utf-8") == describe.text(ENDPOINTS), (
        "run: python -m mobile_api.describe"
    )


def test_every_endpoint_is_described_once():
    assert [name for name, _operation in OPERATIONS] == [
        f"{each.method} {each.address}" for each in ENDPOINTS
    ]
    identifiers = [operation["operationId"] for _name, operation in OPERATIONS]
    assert len(set(identifiers)) == len(identifiers)


def test_every_operation_says_what_it_is_and_how_it_refuses():
    for name, operation in OPERATIONS:
        assert operation["summary"].endswith("."), name
        refusals = [answer for status, answer in operation["responses"].items() if status >= "400"]
        assert refusals
        assert all(list(answer["content"]) == ["application/problem+json"] for answer in refusals), name


def test_every_reference_leads_somewhere():
    text = json.dumps(DOCUMENT)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named == set(DOCUMENT["components"]["schemas"])


async def test_a_telephone_can_fetch_it(api):
    answer = await api.get("/api/v1/openapi.json")
    assert answer.json() == DOCUMENT
