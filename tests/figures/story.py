"""An October in a village: three answers in time, one late, one never; and questions that only the asker may read."""

from __future__ import annotations

from hearing_state.figures.actions.prepare import Prepare, prepare
from hearing_state.figures.actions.publish import Publish, publish
from hearing_state.figures.editions import waiting
from hearing_state.figures.month import Month
from hearing_state.questions.actions.screen import Screen, screen
from tests.questions.world import World, at, on

OCTOBER = Month.read("2026-10") or Month(at("2026-10-01").date())


async def october(village: World) -> dict[str, str]:
    """Asked on the 14th of September, due on the 5th of October: 15 working days."""
    refs = {name: await asked(village) for name in ("first", "second", "third", "late", "silent")}
    for name, day in (
        ("first", "2026-09-21"),
        ("second", "2026-09-28"),
        ("third", "2026-10-05"),
        ("late", "2026-10-12"),
    ):
        await village.answer(refs[name], on(village.official, day))
    return refs


async def asked(village: World, day: str = "2026-09-14", *, is_public: bool = True, **more: object) -> str:
    slip = await village.ask(on(village.stranger, day), is_public=is_public, consent=is_public, **more)
    if is_public:
        await screen(on(village.moderator, day), Screen(question=slip.ref, verdict="publish"))
    return slip.ref


async def closed(village: World, day: str = "2026-11-01") -> None:
    """October is closed on that day and stands before its bodies."""
    await prepare(village.as_("system", at=at(day, 1)), Prepare(month_on=OCTOBER.first_on))


async def published(village: World) -> None:
    await closed(village)
    system = village.as_("system", at=at("2026-11-06", 1))
    for edition in await waiting(system):
        await publish(system, Publish(edition=edition.id))
