"""No way round the door: actions have rows, pages lead to one action or one query."""

import pytest

from hearing_state.actions import ACTIONS
from hearing_state.limits import LIMITS
from hearing_state.main import packages
from hearing_state.permissions import POLICY

packages.install()


def test_every_action_stands_in_the_permission_table():
    assert [name for name in sorted(ACTIONS) if not POLICY.rows(name)] == []


def test_every_limit_names_an_action():
    assert [name for name in LIMITS.names() if name not in ACTIONS] == []


@pytest.mark.parametrize(
    "page", [page for _manifest, page in packages.all_pages()], ids=lambda page: f"{page.method} {page.path}"
)
def test_every_route_leads_to_one_action_or_one_query(page):
    if page.acts is not None:
        assert ACTIONS[page.acts.name] is page.acts
    else:
        assert callable(page.reads)


def test_every_address_is_there_once_for_each_method():
    seen = [
        (page.method, page.path, page.is_localized, page in manifest.console)
        for manifest, page in packages.all_pages()
    ]
    assert len(seen) == len(set(seen))
