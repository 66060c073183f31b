"""Files of a form, taken in one by one; each is cleaned before it is kept."""

from __future__ import annotations

from uuid import UUID

from starlette.datastructures import UploadFile

from hearing_state.errors import Fault, Invalid
from hearing_state.files.actions.store import NAME_LENGTH_MAX, Store, store
from hearing_state.files.kinds import BYTES_MAX
from hearing_state.web import Form
from meetings.commitments.evidence import FILES_MAX

BODY_BYTES_MAX = FILES_MAX * BYTES_MAX + 1024 * 1024


async def stored(form: Form) -> tuple[UUID, ...]:
    """Raises Invalid beside the field. A second press stores nothing anew."""
    sent = form.files.get("files", ())
    if len(sent) > FILES_MAX:
        raise Invalid("file.too_many", field="files", maximum=FILES_MAX)
    try:
        return tuple([await _one(form, number, each) for number, each in enumerate(sent)])
    except Invalid as refusal:
        raise Invalid.many(Fault("files", each.reason, each.values) for each in refusal.faults) from None
    finally:
        for each in sent:
            await each.close()


async def _one(form: Form, number: int, sent: UploadFile) -> UUID:
    content = await sent.read(BYTES_MAX + 1)
    if len(content) > BYTES_MAX:
        raise Invalid("file.too_large", field="files", maximum=BYTES_MAX // 1024 // 1024)
    key = form.context.idempotency_key
    context = form.context.with_key(f"{key}:{number}" if key else None)
    return (await store(context, Store(name=(sent.filename or "")[:NAME_LENGTH_MAX], content=content))).id
