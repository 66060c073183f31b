"""Who signed a long closed petition is forgotten; that so many did, where and when, stays."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.db import execute, rows
from hearing_state.files.actions.forget import Forget as ForgetFiles
from hearing_state.files.actions.forget import forget as forget_files
from hearing_state.retention import RETENTION
from petitions.signing.sheets import file_about

# A fresh random key in place of the digest: who it was is gone, that it was one signature stays.
_SIGNERS = """
UPDATE signing_signature s SET person_id = NULL, shown_name = '', signer = decode(replace(gen_random_uuid()::text, '-', ''), 'hex')
  FROM drafting_petition p WHERE p.id = s.petition_id AND octet_length(s.signer) = 32
   AND p.closed_at < $1::timestamptz - make_interval(days => $2::int)
"""
_PROOFS = """
UPDATE signing_proof s SET person_id = NULL, sealed = NULL, next_at = NULL FROM drafting_petition p
 WHERE p.id = s.petition_id AND (s.person_id IS NOT NULL OR s.sealed IS NOT NULL)
   AND (p.closed_at < $1::timestamptz - make_interval(days => $2::int) OR (s.state = 'refused' AND s.settled_at < $1::timestamptz - interval '30 days'))
"""
# From which addresses they came is of use while somebody may look into it.
_BLOCKS = """
UPDATE signing_signature SET block = NULL WHERE block IS NOT NULL AND signed_at < $1::timestamptz - make_interval(days => $2::int)
"""
# A scan bears names and numbers: of a closed petition after a year, of a sheet that was taken back after thirty days.
_SHEETS = """
UPDATE signing_sheet s SET entered_by = NULL, confirmed_by = NULL, undone_by = NULL, reason = '' FROM drafting_petition p
 WHERE p.id = s.petition_id AND s.entered_by IS NOT NULL
   AND (p.closed_at < $1::timestamptz - make_interval(days => $2::int) OR s.undone_at < $1::timestamptz - interval '30 days') RETURNING s.id
"""


class ForgetSigners(Wish):
    pass


@action("petition.forget_signers", entry="petition.signers_forgotten", public=False)
async def forget_signers(context: Context, wish: ForgetSigners) -> None:
    del wish
    days = RETENTION.days("signing_signature", "person_id")
    gone = await execute(_SIGNERS, context.now, days)
    await execute(_BLOCKS, context.now, RETENTION.days("signing_signature", "block"))
    await execute(_PROOFS, context.now, days)
    for each in await rows(_SHEETS, context.now, days):
        await by_law(context, forget_files, ForgetFiles(about=file_about(each["id"])))
    context.record("petition.signers_forgotten", "petitions", signers=gone)
