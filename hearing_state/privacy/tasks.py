"""By night what has outlived its days is forgotten; by day files are made, and whoever wished it is erased."""

from __future__ import annotations

import asyncio
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.db import rows
from hearing_state.files.shelf import Shelf
from hearing_state.jobs import outbox
from hearing_state.jobs.listeners import Told, every, job
from hearing_state.privacy import queries
from hearing_state.privacy.actions.drop_exports import DropExports, drop_exports
from hearing_state.privacy.actions.erase import Erase, erase
from hearing_state.privacy.actions.forget import Forget, forget
from hearing_state.privacy.actions.make_export import MakeExport, make_export
from hearing_state.privacy.emptying import is_due, shapes
from hearing_state.retention import RETENTION

_NEEDED = "SELECT DISTINCT digest FROM files_attachment WHERE digest = ANY ($1::text[])"


async def forget_outlived(context: Context, slot: datetime) -> None:
    """One word for each table in which something is due; a quiet night leaves no trace."""
    known = await shapes(RETENTION.tables)
    for table in RETENTION.tables:
        if await is_due(table, known, context.now):
            once = f"privacy.outlived:{table.name}:{slot.isoformat()}"
            await outbox.tell("privacy.outlived", table.name, {}, at=context.now, once=once)


@job("privacy.outlived")
async def forget_table(context: Context, told: Told) -> None:
    await by_law(context, forget, Forget(table=told.about))


@job("privacy.export_asked")
async def gather(context: Context, told: Told) -> None:
    await by_law(context, make_export, MakeExport(export=UUID(told.payload["export"])))


@job("privacy.erased", outward=True)
async def drop_contents(context: Context, told: Told) -> None:
    """Only after the commit: contents that no row needs any more leave the shelf, and the files she had made."""
    digests = list(told.payload["digests"])
    needed = {each["digest"] for each in await rows(_NEEDED, digests)}
    shelf = Shelf(context.settings.data_dir)
    for digest in digests:
        if digest not in needed:
            await asyncio.to_thread(shelf.path(digest).unlink, missing_ok=True)
    await by_law(context, drop_exports, DropExports())


async def erase_due(context: Context, _slot: datetime) -> None:
    for each in await queries.due_erasures(context):
        await by_law(context, erase, Erase(erasure=each))


async def erase_rest(context: Context, _slot: datetime) -> None:
    """What the law kept of somebody who was erased may be free now; files that have lain long enough go."""
    for each in await queries.lingering_erasures(context):
        await by_law(context, erase, Erase(erasure=each))
    await by_law(context, drop_exports, DropExports())


LISTENERS = (forget_table, gather, drop_contents)
TIMETABLE = (
    every("privacy.forget", at="03:10", run=forget_outlived, catch_up="latest"),
    every("privacy.erase", minutes=10, run=erase_due, catch_up="latest"),
    every("privacy.erase_rest", at="04:40", run=erase_rest, catch_up="latest"),
)
