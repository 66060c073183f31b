"""For each action and each table it writes: that one INSERT fails, and nothing is left behind."""

import pytest

from hearing_state.actions import ACTIONS
from hearing_state.actions.door import Action
from tests.promises.faults.saboteur import Saboteur
from tests.support import whole_life


@pytest.fixture
def saboteur(monkeypatch):
    """Stands around every outermost call of an action; the action itself is untouched."""
    made = Saboteur()
    plain = Action._in_one_transaction

    async def watched(self, context, wish):
        return await made.around(self, context, wish, lambda: plain(self, context, wish))

    monkeypatch.setattr(Action, "_in_one_transaction", watched)
    return made


async def test_of_an_action_whose_insert_fails_nothing_is_left_behind(db, settings, saboteur):
    await whole_life.live(db, settings)
    assert saboteur.survived == []
    assert saboteur.left_behind == []
    # Every action was called, by a person or by another action in the same transaction.
    called = set(saboteur.found) | whole_life.called_inside(await whole_life.acts())
    assert sorted(set(ACTIONS) - called) == []
    tried = sum(len(tables) for tables in saboteur.found.values())
    assert tried > len(saboteur.found)
    print(f"\n{len(saboteur.found)} actions, {tried} failures")
