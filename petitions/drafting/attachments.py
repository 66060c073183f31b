"""What may be attached to a petition and to a head's statement, and how a form's files are taken in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from starlette.datastructures import UploadFile

from hearing_state.errors import Fault, Invalid
from hearing_state.files.actions.store import NAME_LENGTH_MAX, Store, store
from hearing_state.files.kinds import Kind, kind_of
from hearing_state.web import Form

FIELD = "files"


@dataclass(frozen=True, slots=True)
class Allowance:
    """``files``: how many; ``accept``: for the browser's file picker, a courtesy."""

    files: int
    kinds: frozenset[Kind]
    accept: str
    megabytes: int

    @property
    def body_bytes_max(self) -> int:
        """Of a form that brings as many as may come at once."""
        return self.files * self.megabytes * 1024 * 1024 + 1024 * 1024


@cache
def allowances() -> Mapping[str, Allowance]:
    with (Path(__file__).parent / "attachments.toml").open("rb") as opened:
        read = tomllib.load(opened)
    return {
        name: Allowance(each["files"], frozenset(map(Kind, each["kinds"])), each["accept"], each["megabytes"])
        for name, each in read.items()
    }


async def taken_in(form: Form, allowance: Allowance, *, held: int = 0) -> list[UUID]:
    """The form's files, each cleaned and stored. ``held``: how many are there already. Raises Invalid beside the field. A second press
    stores nothing anew.
    """
    sent = form.files.get(FIELD, ())
    if held + len(sent) > allowance.files:
        raise Invalid("file.too_many", field=FIELD, maximum=allowance.files)
    try:
        return [await _one(form, allowance, number, each) for number, each in enumerate(sent)]
    except Invalid as refusal:
        raise Invalid.many(Fault(FIELD, each.reason, each.values) for each in refusal.faults) from None
    finally:
        for each in sent:
            await each.close()


async def _one(form: Form, allowance: Allowance, number: int, sent: UploadFile) -> UUID:
    bytes_max = allowance.megabytes * 1024 * 1024
    content = await sent.read(bytes_max + 1)
    if len(content) > bytes_max:
        raise Invalid("file.too_large", field=FIELD, maximum=allowance.megabytes)
    if kind_of(content) not in allowance.kinds:
        raise Invalid("petition.file_kind", field=FIELD, kinds=allowance.accept.replace(",", " "))
    key = form.context.idempotency_key
    context = form.context.with_key(f"{key}:{number}" if key else None)
    return (await store(context, Store(name=(sent.filename or "")[:NAME_LENGTH_MAX], content=content))).id
