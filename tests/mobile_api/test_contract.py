"""The API keeps to its description under whatever anybody sends: schemathesis over the real application.

`HS_API_EXAMPLES=300 python -m pytest tests/mobile_api/test_contract.py` is the deep run.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import AsyncIterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.parameters import ParameterLocation
from schemathesis.python import asgi

from mobile_api.describe import DOCUMENT
from tests.mobile_api.village import Reopened, Village, asked_village

EXAMPLES = int(os.environ.get("HS_API_EXAMPLES", "10"))
# Some refusals cannot be told by a schema: no such rule of law, no consent, too often.
LEFT_OUT = {"positive_data_acceptance"}

load_all_checks()
CHECKED = [CHECKS.get_one(name) for name in CHECKS.get_all_names() if name not in LEFT_OUT]
# GET /questions/near is the question of that number, which there is not: 404, not 405.
WITHOUT_405 = [CHECKS.get_one("unsupported_method"), CHECKS.get_one("allow_header_conformance")]
API = schemathesis.openapi.from_path(DOCUMENT)
API.config.update(base_url=f"http://{asgi.HOST}")
API.app = Reopened()
_NAMED = re.compile(r"\{(\w+)\}")
turns = itertools.cycle([True, False])
addresses = (f"10.0.{number >> 8 & 255}.{number & 255}" for number in itertools.count())


@pytest.fixture(scope="module")
async def village(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Village]:
    async with asked_village(tmp_path_factory.mktemp("village")) as built:
        API.app.settings = built.settings
        yield built
        asgi.shutdown_lifespans()


def name_what_there_is(case: schemathesis.Case, village: Village) -> None:
    """Invented numbers are hardly ever found: every second address that could be right names what is there."""
    names = _NAMED.findall(case.operation.path)
    things = village.things.get(names[-1]) if names else None
    path = case.meta.components.get(ParameterLocation.PATH) if case.meta else None
    if things and path and path.mode.is_positive and next(turns):
        case.path_parameters.update(things)


@API.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="HS_API_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_sent_is_answered_as_described(case: schemathesis.Case, village: Village) -> None:
    name_what_there_is(case, village)
    headers = {"X-Forwarded-For": next(addresses)}
    if case.operation.security and case.operation.method != "delete":
        headers["Authorization"] = f"Bearer {next(village.tokens)}"
    left_out = WITHOUT_405 if case.operation.path.endswith("/questions/near") else []
    case.call_and_validate(checks=CHECKED, excluded_checks=left_out, headers=headers)
