"""The API keeps to its description under whatever anybody sends: schemathesis over the real application.

`HS_API_EXAMPLES=2000 python -m pytest tests/mobile_api/test_contract.py` is the deep run.
"""

from __future__ import annotations

import itertools
import os
import re
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.parameters import ParameterLocation
from schemathesis.python import asgi

from mobile_api.describe import DOCUMENT
from tests.mobile_api.busy_village import Thing
from tests.mobile_api.village import Reopened, Village, asked_village

EXAMPLES = int(os.environ.get("HS_API_EXAMPLES", "10"))
PEOPLE, PEOPLE_DEEP, DEEP = 6, 40, 300
# Some refusals cannot be told by a schema: no such rule of law, no consent, too often.
LEFT_OUT = {"positive_data_acceptance"}

load_all_checks()
CHECKED = [CHECKS.get_one(name) for name in CHECKS.get_all_names() if name not in LEFT_OUT]
# GET /questions/near is the question of that number, which there is not: 404, not 405. Petitions have the same.
WITHOUT_405 = [CHECKS.get_one("unsupported_method"), CHECKS.get_one("allow_header_conformance")]
API = schemathesis.openapi.from_path(DOCUMENT)
# A busy machine is no fault of the API.
API.config.update(base_url=f"http://{asgi.HOST}", request_timeout=60)
# A body that breaks its shape by being too long is refused before it is read: the description says so.
REFUSING = API.config.checks.negative_data_rejection
REFUSING.expected_statuses = [*REFUSING.expected_statuses, "413"]
API.app = Reopened()
_NAMED = re.compile(r"\{(\w+)\}")
_BASE = "/api/v1"
turns = itertools.cycle([True, False])
stock: dict[str, Iterator[Thing]] = {}
answered: defaultdict[str, Counter[int]] = defaultdict(Counter)
addresses = (f"10.0.{number >> 8 & 255}.{number & 255}" for number in itertools.count())


@pytest.fixture(scope="module")
async def village(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Village]:
    number = PEOPLE if EXAMPLES < DEEP else PEOPLE_DEEP
    async with asked_village(tmp_path_factory.mktemp("village"), number) as built:
        API.app.settings = built.settings
        stock.clear()
        yield built
        asgi.shutdown_lifespans()


def name_what_there_is(case: schemathesis.Case, village: Village) -> str:
    """Invented numbers are hardly ever found: every second address that could be right names what is there, and a body topics,
    places and bodies that there are. Gives the token of whoever may act then.
    """
    if not next(turns):
        return ""
    _say_what_there_is(case, village)
    names = _NAMED.findall(case.operation.path)
    address = case.operation.path.removeprefix(_BASE)
    which = address if address in village.things else names[-1] if names else ""
    path = case.meta.components.get(ParameterLocation.PATH) if case.meta else None
    if which not in village.things or not path or not path.mode.is_positive:
        return ""
    thing = next(stock.setdefault(which, itertools.cycle(village.things[which])))
    case.path_parameters.update(thing.names)
    return thing.owner


def _say_what_there_is(case: schemathesis.Case, village: Village) -> None:
    body = case.meta.components.get(ParameterLocation.BODY) if case.meta else None
    if not body or not body.mode.is_positive or not isinstance(case.body, dict):
        return
    case.body |= {name: value for name, value in village.said.items() if name in case.body}
    if "consent" in case.body:
        case.body["consent"] = True


@API.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="HS_API_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_sent_is_answered_as_described(case: schemathesis.Case, village: Village) -> None:
    owner = name_what_there_is(case, village)
    headers = {"X-Forwarded-For": next(addresses)}
    if case.operation.security and (owner or case.operation.method != "delete"):
        headers["Authorization"] = f"Bearer {owner or next(village.tokens)}"
    left_out = WITHOUT_405 if case.operation.path.endswith(("/questions/near", "/petitions/near")) else []
    answer = case.call_and_validate(checks=CHECKED, excluded_checks=left_out, headers=headers)
    answered[case.operation.label][answer.status_code] += 1
