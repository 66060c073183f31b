"""Whether questions stay quick when there are very many: `make bench-growth-questions`. 1,000,000 of them to 200 bodies.

It stands beside a house fifty times smaller, whose pages are as long (``growth_houses.py``); the busiest pages and the figures are asked of both in turn.
Each reader is signed in, so no page is a copy. The last line is one JSON object; the promise is a p99 of at most 1.5 times the small
house's, with as many statements. Filling takes some minutes and about 8 GB below the temporary folder, which go again (but see ``--data``).
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import quote
from uuid import UUID

import asyncpg

from deploy.bench import growth, growth_questions_fill, house
from deploy.bench.growth import Bench, signed_in
from deploy.bench.growth_houses import SMALL, Seat
from deploy.bench.growth_words import SOUGHT
from deploy.bench.load import NextRequest
from deploy.bench.pages import asks
from hearing_state.db import direct
from hearing_state.ids import new_id, secret_digest

KINDS: Mapping[str, str] = {
    "bare": "a page without any data",
    "home": "the front page, also of a chosen place",
    "list": "list: newest, open, answered, overdue, further pages",
    "sorted": "list: due soonest, waiting longest",
    "facets": "list by place, body, topic, language",
    "search": "search by words and by names of places",
    "page": "a question's page",
    "why": "why this date?",
    "board": "the deadline board, its four lists, by body and place",
    "village": "a village's page",
    "region": "an oblast's page",
    "body": "a body's page",
    "figures": "figures of the country and its oblasts",
    "of_body": "figures of a body",
    "running": "figures of a body in the month that runs",
    "api": "a question and a list by the API",
    "near": "questions like the one being asked",
    "ask": "asking by the API",
}
ASKERS = 1_500
FEWER_BODIES = 5
"""The small house has a fifth of the bodies: each has enough in a month to be shown with its figures, and the country several pages."""
LIST, BOARD = "/kk/questions", "/kk/deadlines"
_REFS = """
SELECT ref, clock_id, title, text, language, place_code, topic FROM questions_question WHERE screening = 'published' ORDER BY md5(ref) LIMIT 400
"""
_DRAFT = """
INSERT INTO questions_draft (id, owner_id, typed, saved_at)
SELECT $1, person_id, $3::jsonb, now() FROM people_session WHERE secret_digest = $2 RETURNING id
"""
_PLACES = """
SELECT DISTINCT q.place_code AS code, rpad(left(q.place_code, 2), 9, '0') AS region, a.slug FROM questions_question q
  JOIN agencies_agency a ON a.id = q.agency_id WHERE a.place_code IS NOT NULL LIMIT 400
"""


def main() -> int:
    parser = growth.arguments(__doc__)
    parser.add_argument("--questions", type=int, default=1_000_000)
    parser.add_argument("--bodies", type=int, default=200)
    args = parser.parse_args()
    fills = {
        "small": partial(
            growth_questions_fill.fill, questions=args.questions // SMALL, bodies=args.bodies // FEWER_BODIES
        ),
        "full": partial(growth_questions_fill.fill, questions=args.questions, bodies=args.bodies),
    }
    return growth.run(Bench(KINDS, _asked, fills, growth_questions_fill.close_months), args)


async def _asked(seat: Seat) -> Mapping[str, NextRequest]:
    readers, askers = (
        await house.residents(seat.folder, growth.READERS),
        await house.residents(seat.folder, ASKERS),
    )
    line = await direct(seat.dsn)
    try:
        refs = await line.fetch(_REFS)
        places = await line.fetch(_PLACES)
        topics = [
            each["key"] for each in await line.fetch("SELECT key FROM agencies_topic ORDER BY key LIMIT 8")
        ]
        begun = [
            await _begun(line, reader, about)
            for reader, about in zip(readers, itertools.cycle(refs), strict=False)
        ]
    finally:
        await line.close()
    regions = sorted({each["region"] for each in places})[:8]
    paths = _lists(topics, places, regions) | _pages(refs, places, regions, f"{datetime.now(UTC):%Y-%m}")
    paths["near"] = [f"/kk/ask/{draft}/similar" for draft in begun]
    asked = {kind: signed_in(seat.port, readers, paths[kind]) for kind in KINDS if kind in paths}
    forms = asks(seat.port, askers, str(places[0]["code"]), topics[0])
    return {**asked, "ask": lambda: next(forms, None)}


def _lists(topics: Sequence[str], places: Sequence[Any], regions: Sequence[str]) -> dict[str, list[str]]:
    few = places[:8]
    facets = [f"{LIST}?place={each['code']}" for each in few] + [f"{LIST}?place={code}" for code in regions]
    facets += [f"{LIST}?body={each['slug']}&state=open" for each in few] + [
        f"{LIST}?topic={topic}" for topic in topics
    ]
    facets += [
        f"{LIST}?language=ru&topic={topic}&place={code}" for topic, code in zip(topics, regions, strict=False)
    ]
    board = [BOARD, *(f"{BOARD}?tab={tab}" for tab in ("overdue", "kept", "late"))]
    board += [f"{BOARD}?agency={each['slug']}&tab=kept" for each in few] + [
        f"{BOARD}?place={code}" for code in regions
    ]
    return {
        "bare": ["/kk/help"],
        "home": ["/kk/"],
        "list": [
            LIST,
            *(
                f"{LIST}?{each}"
                for each in ("state=open", "state=answered", "state=overdue", "page=3", "page=90")
            ),
        ],
        "sorted": [f"{LIST}?sort=due", f"{LIST}?sort=waiting", f"{LIST}?state=open&sort=due"],
        "facets": facets,
        "search": [f"{LIST}?q={quote(words)}" for words in SOUGHT],
        "board": board,
        "figures": ["/kk/figures", "/kk/figures?page=2", *(f"/kk/figures/{code}" for code in regions)],
    }


def _pages(
    refs: Sequence[Any], places: Sequence[Any], regions: Sequence[str], running: str
) -> dict[str, list[str]]:
    slugs = sorted({each["slug"] for each in places})[:60]
    api = [*(f"/api/v1/questions/{each['ref']}" for each in refs[:60]), "/api/v1/questions"]
    return {
        "page": [f"{LIST}/{each['ref']}" for each in refs],
        "why": [f"{BOARD}/{each['clock_id']}/why" for each in refs],
        "village": [f"/kk/places/{each['code']}" for each in places if not each["code"].endswith("00000")][
            :60
        ],
        "region": [f"/kk/places/{code}" for code in regions],
        "body": [f"/kk/bodies/{slug}" for slug in slugs],
        "of_body": [f"/kk/bodies/{slug}/figures" for slug in slugs],
        "running": [f"/kk/bodies/{slug}/figures?month={running}" for slug in slugs],
        "api": api,
    }


async def _begun(line: asyncpg.Connection, reader: str, about: Any) -> UUID:
    """A draft of this reader, much like a question that was asked already."""
    typed = {
        "title": about["title"],
        "text": about["text"],
        "language": about["language"],
        "place": about["place_code"],
        "topic": about["topic"],
    }
    draft: UUID = await line.fetchval(_DRAFT, new_id(), secret_digest(reader), json.dumps(typed))
    return draft


if __name__ == "__main__":
    sys.exit(main())
