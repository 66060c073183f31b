"""Pages and the phone's answers about meetings ask the database a few things, and not more because more is planned, asked and promised."""

import pytest

from hearing_state.db import value
from hearing_state.ids import new_id
from tests.promises.load.test_query_counts import MORE, asked, copied

# Statements for a visitor, as in test_query_counts.py: think twice before you raise a number.
AT_MOST = {
    "/kk/meetings": 6,
    "/kk/meetings?view=list": 4,
    "/kk/meetings/{meeting}": 15,
    "/kk/meetings/{asked}/questions": 5,
    "/kk/commitments": 6,
    "/kk/coverage": 7,
    "/kk/coverage/{place}": 10,
    "/kk/receptions": 4,
    "/api/v1/meetings": 2,
    "/api/v1/meetings/{meeting}": 5,
    "/api/v1/meetings/{asked}/questions": 5,
    "/api/v1/commitments": 5,
    "/api/v1/places/{place}/coverage": 6,
    "/api/v1/receptions": 4,
}


@pytest.fixture
async def addresses(town) -> dict[str, str]:
    sql = "SELECT {} FROM asking_question q JOIN schedule_meeting m ON m.id = q.meeting_id ORDER BY m.ref, q.ref LIMIT 1"
    names = {
        "meeting": await value(
            "SELECT ref FROM schedule_meeting WHERE state = 'announced' ORDER BY ref LIMIT 1"
        ),
        "asked": await value(sql.format("m.ref")),
        "place": await value(
            "SELECT place_code FROM schedule_meeting WHERE state = 'announced' ORDER BY ref LIMIT 1"
        ),
    }
    return {path: path.format(**names) for path in AT_MOST}


@pytest.mark.parametrize("path", list(AT_MOST))
async def test_a_page_of_meetings_asks_few_things(town, addresses, path):
    said = await asked(town, addresses[path])
    assert len(said) <= AT_MOST[path], "\n".join(said)


async def grow() -> None:
    """Many more meetings announced, questions put ahead and commitments made, each like one that is there."""
    meeting = await value("SELECT id FROM schedule_meeting WHERE state = 'announced' ORDER BY ref LIMIT 1")
    question = await value("SELECT id FROM asking_question ORDER BY ref LIMIT 1")
    commitment = await value("SELECT id FROM commitments_commitment ORDER BY ref LIMIT 1")
    for number in range(MORE):
        later = f"interval '{3 * (number + 1)} hours'"
        hours = {"starts_at": f"starts_at + {later}", "ends_at": f"ends_at + {later}"}
        await _again("schedule_meeting", meeting, f"M-2026-7{number:05}", **hours)
        await _again("asking_question", question, f"Q-2026-7{number:05}", asker_id=f"'{new_id()}'")
        await _again("commitments_commitment", commitment, f"C-2026-7{number:05}")


async def _again(table: str, source: object, ref: str, **instead: str) -> None:
    await copied(table, "id = $1", source, id=f"'{new_id()}'", ref=f"'{ref}'", **instead)


async def test_more_meetings_are_not_more_to_ask(town, addresses):
    before = {path: len(await asked(town, address)) for path, address in addresses.items()}
    await grow()
    assert {path: len(await asked(town, address)) for path, address in addresses.items()} == before
