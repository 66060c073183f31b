"""Bodies of the demo: the offices of the demo map, the ministries, and invented heads for some of them."""

from __future__ import annotations

from datetime import date

from hearing_state.actions import Context
from hearing_state.agencies import queries
from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.agencies.actions.found_offices import FoundOffices, found_offices
from hearing_state.agencies.agency import Post

DISTRICT = "103200000"
OKRUG = "103230000"
OBLAST = "100000000"
CULTURE = "ministry-of-culture-and-information"
DIGITAL = "ministry-of-artificial-intelligence-and-digital-development"

AKIM = ("Әкім", "Аким", "Akim")
MINISTER = ("Министр", "Министр", "Minister")

# Invented people: (place or address of the body, name, post, first day).
_HEADS = (
    (OBLAST, "Ерлан Тұрғанбаев", AKIM, date(2023, 6, 5)),
    ("103235000", "Қайрат Жұмағұлов", AKIM, date(2024, 9, 16)),
    ("103239000", "Гүлнар Әбенова", AKIM, date(2025, 3, 3)),
    ("101000000", "Нұрлан Сыдықов", AKIM, date(2024, 2, 12)),
    ("350000000", "Асхат Мұсабеков", AKIM, date(2023, 11, 20)),
    ("750000000", "Тимур Әбілқасымов", AKIM, date(2024, 5, 27)),
    ("751710000", "Сәуле Қасымова", AKIM, date(2025, 8, 11)),
    ("ministry-of-transport", "Марат Оспанов", MINISTER, date(2025, 2, 3)),
    ("ministry-of-healthcare", "Динара Ахметова", MINISTER, date(2024, 10, 14)),
)


async def load(context: Context) -> None:
    """Make offices, ministries and remits, and appoint the invented heads. May be called again."""
    await found_offices(context, FoundOffices(version="demo"))
    for where, name, post, from_on in _HEADS:
        body = (
            await queries.office_at(context, where)
            if where.isdigit()
            else await queries.by_slug(context, where)
        )
        if body is None or await queries.heads_of(context, [body.id]):
            continue
        await appoint(
            context,
            Appoint(
                agency=body.slug,
                role=Post.HEAD,
                holder_name=name,
                post_kk=post[0],
                post_ru=post[1],
                post_en=post[2],
                from_on=from_on,
            ),
        )
