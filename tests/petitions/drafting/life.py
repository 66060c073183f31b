"""Petitions are written: every action of this room once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import DISTRICT, OBLAST
from hearing_state.permissions import SYSTEM, VISITOR
from tests.files.samples import jpeg
from tests.support.whole_life import Life

THINGS = {"petition": "SELECT ref FROM drafting_petition WHERE state = 'public' ORDER BY ref LIMIT 1"}
MISSING = {"petition": "P-2026-999999"}
TITLE = "Аудандағы кітапханаларды жексенбіде де ашу"
PROPOSAL = "Ауданның барлық кітапханалары жексенбі күні сағат оннан он сегізге дейін ашық болсын."
REASONS = "Оқушылар мен жұмыс істейтін адамдар жұмыс күндері кітапханаға бара алмайды, жексенбіде ол жабық."
SECRET = "b" * 43


async def live(life: Life) -> None:
    visitor, system = replace(life._context, actor=VISITOR), replace(life._context, actor=SYSTEM)
    begun = await life.call(visitor, "petition.save_draft", secret=SECRET, title=TITLE)
    await life.call(visitor, "petition.discard_draft", draft=begun.draft, secret=SECRET)
    table = f"place,people,counted_on,source\n{DISTRICT},15321,2026-01-01,Сынақ дереккөзі\n"
    await life.call(life.administrator, "petition.set_population", content=table)
    paper = await life.call(life.as_("aigul"), "file.store", name="көпір.jpg", content=jpeg())
    ref, _link = await filed(life, files=(paper.id,))
    await life.call(life.as_("aigul"), "petition.withdraw", petition=ref)
    ref, _link = await filed(life)
    over = replace(system, now=system.now + timedelta(days=60))
    await life.call(over, "petition.lapse", petition=ref)
    await life.call(system, "petition.forget")


async def filed(
    life: Life, who: str = "aigul", title: str = TITLE, files: tuple[UUID, ...] = ()
) -> tuple[str, str]:
    """Its number and its direct link."""
    body = await agencies.office_at(life._context, OBLAST)
    assert body is not None
    made = await life.call(
        life.as_(who), "petition.file", title=title, topic="schools", agency=body.slug, reasons=REASONS, proposal=PROPOSAL,
        language="kk", place=DISTRICT, consent=True, files=files,
    )  # fmt: skip
    return made.ref, made.link
