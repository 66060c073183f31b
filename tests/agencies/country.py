"""The demo country with its akims' offices, and short ways to what tests need of it."""

from __future__ import annotations

from pathlib import Path

import hearing_state.territories
from hearing_state.actions import Context
from hearing_state.agencies import queries
from hearing_state.agencies.actions.found_offices import Founded, FoundOffices, found_offices
from hearing_state.agencies.agency import Agency
from hearing_state.territories.actions.import_classifier import ImportClassifier, import_classifier

MAP = Path(hearing_state.territories.__file__).parent / "demo_places.csv"
QARAAUYL = "103230100"
QARAAUYL_OKRUG = "103230000"
ABAI_DISTRICT = "103200000"
ABAI_OBLAST = "100000000"
SEMEI = "101010000"
SEMEI_ADMINISTRATION = "101000000"
ALMATY = "750000000"
MEDEU = "751710000"


async def mapped(
    system: Context,
    *,
    file: Path = MAP,
    without: tuple[str, ...] = (),
    renamed: tuple[tuple[str, str], ...] = (),
) -> Founded:
    """Import the demo map, perhaps with places left out or renamed, and let the offices follow."""
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(without)] if without else lines
    text = "\n".join(kept)
    for before, after in renamed:
        text = text.replace(before, after)
    wish = ImportClassifier(content=text.encode(), may_close_many=True)
    imported = await import_classifier(system, wish)
    return await found_offices(system, FoundOffices(version=imported.version))


async def office(context: Context, place_code: str) -> Agency:
    found = await queries.office_at(context, place_code)
    assert found is not None
    return found
