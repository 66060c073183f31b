"""Whether petitions stay quick when there are very many: `make bench-growth-petitions`. 200,000 of them with 5,000,000 signatures.

It stands beside a house fifty times smaller, whose pages are as long (``growth_houses.py``); list, search, facets, a petition's page and signing are
asked of both in turn. Each reader is signed in, so no page is a copy. The last line is one JSON object; the promise is a p99 of at most
1.5 times the small house's. Filling takes some minutes and about 8 GB below the temporary folder, which go again (but see ``--data``).
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import quote
from uuid import UUID

import asyncpg

from deploy.bench import growth, growth_petitions_fill, house
from deploy.bench.growth import Bench, signed_in
from deploy.bench.growth_houses import SMALL, Seat
from deploy.bench.growth_words import SOUGHT
from deploy.bench.load import NextRequest
from deploy.bench.signing import Signers
from hearing_state.db import direct
from hearing_state.ids import new_id, secret_digest

KINDS: Mapping[str, str] = {
    "bare": "a page without any data",
    "list": "list: open, all, decided, further pages",
    "near": "list: nearly there",
    "waiting": "list: waiting for a decision",
    "search": "search by words and by names of places",
    "facets": "list by topic, by place, by both",
    "page": "a petition's page, any",
    "busiest": "a petition's page, the most signed ones",
    "count": "count.json of the most signed ones",
    "similar": "petitions like the one being written",
    "sign": "signing",
}
LIST = "/kk/petitions"
SIGNERS = 20_000
_OPEN = """
SELECT p.ref FROM drafting_petition p JOIN signing_total t ON t.petition_id = p.id
 WHERE p.state IN ('public', 'reached', 'registered', 'granted', 'refused', 'returned') AND NOT p.is_hidden
"""
_REGIONS = "SELECT code FROM territories_place WHERE parent_code IS NULL ORDER BY code LIMIT 6"
_DRAFT = """
INSERT INTO drafting_draft (id, owner_id, typed, remarks, saved_at)
SELECT $1, person_id, $3::jsonb, '{}', now() FROM people_session WHERE secret_digest = $2 RETURNING id
"""


def main() -> int:
    parser = growth.arguments(__doc__)
    parser.add_argument("--petitions", type=int, default=200_000)
    parser.add_argument("--signatures", type=int, default=5_000_000)
    args = parser.parse_args()
    fills = {
        name: partial(
            growth_petitions_fill.fill,
            petitions=args.petitions // share,
            signatures=args.signatures // share,
        )
        for name, share in (("small", SMALL), ("full", 1))
    }
    return growth.run(Bench(KINDS, _asked, fills), args)


async def _asked(seat: Seat) -> Mapping[str, NextRequest]:
    readers = await house.residents(seat.folder, growth.READERS)
    line = await direct(seat.dsn)
    try:
        any_ones = [each["ref"] for each in await line.fetch(f"{_OPEN} ORDER BY md5(p.ref) LIMIT 400")]
        top = [each["ref"] for each in await line.fetch(f"{_OPEN} ORDER BY t.total DESC LIMIT 12")]
        target = await line.fetchval(f"{_OPEN} AND p.state = 'public' ORDER BY t.total DESC LIMIT 1")
        topics = [
            each["key"] for each in await line.fetch("SELECT key FROM agencies_topic ORDER BY key LIMIT 8")
        ]
        regions = [each["code"] for each in await line.fetch(_REGIONS)]
        begun = [
            await _begun(line, reader, words, topics[0])
            for reader, words in zip(readers, itertools.cycle(SOUGHT), strict=False)
        ]
        signers = Signers(line, str(target))
        await signers.make(SIGNERS)
    finally:
        await line.close()
    paths = {
        "bare": ["/kk/help"],
        "page": [f"{LIST}/{ref}" for ref in any_ones],
        "busiest": [f"{LIST}/{ref}" for ref in top],
        "count": [f"/petitions/{ref}/count.json" for ref in top],
        "similar": [f"{LIST}/new/{draft}/near" for draft in begun],
        **_lists(topics, regions),
    }
    asked = {kind: signed_in(seat.port, readers, paths[kind]) for kind in KINDS if kind in paths}
    forms = (form for _number, _port, form in signers.forms((seat.port,)))
    return {**asked, "sign": lambda: next(forms, None)}


def _lists(topics: Sequence[str], regions: Sequence[str]) -> Mapping[str, list[str]]:
    facets = [f"{LIST}?tab={tab}&topic={topic}" for topic in topics for tab in ("open", "all")]
    facets += [f"{LIST}?tab={tab}&place={code}" for code in regions for tab in ("open", "decided", "all")]
    facets += [
        f"{LIST}?tab=all&place={code}&topic={topic}" for code, topic in zip(regions, topics, strict=False)
    ]
    return {
        "list": [
            LIST,
            *(f"{LIST}?{each}" for each in ("tab=all", "tab=decided", "page=20", "tab=all&page=90")),
        ],
        "near": [f"{LIST}?tab=near", f"{LIST}?tab=near&page=2"],
        "waiting": [f"{LIST}?tab=waiting", f"{LIST}?tab=waiting&page=3"],
        "search": [f"{LIST}?tab={tab}&q={quote(words)}" for words in SOUGHT for tab in ("open", "all")],
        "facets": facets,
    }


async def _begun(line: asyncpg.Connection, reader: str, words: str, topic: str) -> UUID:
    """A draft of this reader, with a title so far."""
    typed = json.dumps({"title": f"Ауылда {words} керек", "topic": topic, "language": "kk"})
    draft: UUID = await line.fetchval(_DRAFT, new_id(), secret_digest(reader), typed)
    return draft


if __name__ == "__main__":
    sys.exit(main())
