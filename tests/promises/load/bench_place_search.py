"""How long people wait while they type their place: `python -m tests.promises.load.bench_place_search [FILE]`.

Promise: 95 of 100 answers of the search over the whole country within 50 ms, on two cores. Asks what people type
(names as they grow letter by letter, with typos, in Latin letters, without Kazakh letters) on a PostgreSQL of its
own, and prints figures as JSON.
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from hearing_state.actions import Context, by_law
from hearing_state.clock import steady_seconds
from hearing_state.db import connected, database_config, migrate
from hearing_state.db.embedded import EmbeddedServer
from hearing_state.permissions import POLICY
from hearing_state.settings import Settings
from hearing_state.territories import queries
from hearing_state.territories.actions.import_classifier import ImportClassifier, import_classifier
from tests.territories.maps import DEMO, HOUSE, WHOLE

APPS = {
    name: f"hearing_state.{name}.models" for name in ("jobs", "limits", "ledger", "actions", "territories")
}
TYPED = (
    "Қарағанды", "Караганда", "Qaraghandy", "караганды", "Шымкент", "Shymkent", "Чимкент", "Шымкетн", "Ақтөбе", "актобе",
    "Aqtobe", "Жаңаөзен", "жанаозен", "Zhanaozen", "Кызылорда", "Kyzylorda", "қызыл орда", "Абай", "abai", "с. Абай",
    "Абай ауылы", "Жартас Қарағанды", "Жартас, Абай ауданы", "Бауыржан Момышұлы", "Momyshuly", "Усть-Каменогорск",
    "Ust-Kamenogorsk", "Оскемен", "Алматы облысы", "Алмалинский район", "Тұран", "туран", "Сарыарка", "сарарка",
    "Кентау", "Кeнтay", "Кенесары", "Петропавлавск", "петропавл", "Ескельді", "Бурабай", "Щучинск", "Щучинкс",
    "Тасбөгет", "tasboget", "Жанакорган", "Жаңақорған аудан", "Форт Шевченко", "fort shevchenko", "Мойынкум",
    "Мойнкум", "ферма", "зимовка", "Ақ", "а", "к", "с", "103230100", "нет такого места", "qwertyuiop",
)  # fmt: skip
SEED = 20261123
AT_ONCE = 2


def keystrokes(texts: tuple[str, ...]) -> list[str]:
    """Every beginning of two letters and more: searching as one types asks each of them."""
    grown = [text[:length] for text in texts for length in range(min(2, len(text)), len(text) + 1)]
    random.Random(SEED).shuffle(grown)
    return grown


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    began = steady_seconds()
    await work()
    return (steady_seconds() - began) * 1000


async def measure(dsn: str, content: bytes) -> dict[str, object]:
    config = database_config(dsn, APPS, pool_max=4)
    await migrate(config)
    POLICY.add_file(HOUSE / "permissions.toml")
    context = Context(now=datetime.now(UTC), settings=Settings())
    async with connected(config):
        imported = await timed(lambda: by_law(context, import_classifier, ImportClassifier(content=content)))
        again = await timed(lambda: by_law(context, import_classifier, ImportClassifier(content=content)))
        for text in TYPED:
            await queries.search(context, text)
        alone = [await timed(lambda text=text: queries.search(context, text)) for text in keystrokes(TYPED)]
        together = await crowd(context)
        slowest = sorted(zip(alone, keystrokes(TYPED), strict=True), reverse=True)[:5]
        return {
            "places": len(await queries.every_open(context)),
            "import_seconds": round(imported / 1000, 2),
            "import_again_seconds": round(again / 1000, 2),
            "one_after_another_ms": figures(alone),
            f"{AT_ONCE}_at_once_ms": figures(together),
            "slowest": [{"typed": text, "ms": round(ms, 1)} for ms, text in slowest],
        }


async def crowd(context: Context) -> list[float]:
    async def one(share: list[str]) -> list[float]:
        return [await timed(lambda text=text: queries.search(context, text)) for text in share]

    asked = keystrokes(TYPED)
    shares = await asyncio.gather(*(one(asked[number::AT_ONCE]) for number in range(AT_ONCE)))
    return [ms for share in shares for ms in share]


def figures(milliseconds: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(milliseconds, n=100)
    return {
        "asked": len(milliseconds),
        "p50": round(cuts[49], 1),
        "p95": round(cuts[94], 1),
        "p99": round(cuts[98], 1),
        "worst": round(max(milliseconds), 1),
    }


def main() -> int:
    default = WHOLE if WHOLE.exists() else DEMO
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    with tempfile.TemporaryDirectory(prefix="hearing-state-bench-") as folder:
        server = EmbeddedServer(Path(folder) / "data").start()
        try:
            print(
                json.dumps(
                    asyncio.run(measure(server.dsn("postgres"), path.read_bytes())),
                    indent=2,
                    ensure_ascii=False,
                )
            )
        finally:
            server.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
