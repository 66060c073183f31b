"""The tables of what happened in a meeting. Persons' rows may be erased, so their columns bear no foreign key."""

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from hearing_state.ids import new_id


class AgendaItemRow(Model):
    """One item of the agenda. Its real times are written down while the meeting goes on, or by the secretary afterwards."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    number = fields.SmallIntField()
    kind = fields.CharField(10)
    title_kk = fields.TextField()
    title_ru = fields.TextField()
    minutes = fields.SmallIntField()
    started_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "record_agenda_item"
        unique_together = (("meeting_id", "number"),)


class SpeechRow(Model):
    """Somebody had the floor. ``label``: the post, or where the resident is from; the name only with consent."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    item_id = fields.UUIDField(null=True)
    kind = fields.CharField(10)
    label_kk = fields.TextField()
    label_ru = fields.TextField()
    speaker_name = fields.TextField(db_default="")
    place_code = fields.CharField(9, null=True)
    question_ref = fields.CharField(20, null=True)
    started_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "record_speech"
        indexes = (("meeting_id", "started_at"),)


class AttendanceRow(Model):
    """One counting of heads. Never changed: a later count of the same mode stands in its place."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    mode = fields.CharField(10)
    headcount = fields.IntField()
    note = fields.TextField(db_default="")
    counted_at = fields.DatetimeField()
    counted_by = fields.UUIDField(null=True)

    class Meta:
        table = "record_attendance"
        indexes = (("meeting_id", "counted_at"),)


class PollRow(Model):
    """A poll. ``result`` is counted once, when it is closed."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    number = fields.SmallIntField()
    title_kk = fields.TextField()
    title_ru = fields.TextField()
    opened_at = fields.DatetimeField()
    closed_at = fields.DatetimeField(null=True)
    result: fields.JSONField[dict[str, dict[str, int]]] = fields.JSONField(null=True)

    class Meta:
        table = "record_poll"
        unique_together = (("meeting_id", "number"),)


class PollOptionRow(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    poll_id = fields.UUIDField()
    number = fields.SmallIntField()
    text_kk = fields.TextField()
    text_ru = fields.TextField()

    class Meta:
        table = "record_poll_option"
        unique_together = (("poll_id", "number"),)


class PollVoteRow(Model):
    """One vote. ``voter`` is a keyed digest: that somebody voted once is known, what she chose is nobody's to look up."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    poll_id = fields.UUIDField()
    voter = fields.BinaryField()
    is_guest = fields.BooleanField()
    option_number = fields.SmallIntField()
    voted_at = fields.DatetimeField()

    class Meta:
        table = "record_poll_vote"
        unique_together = (("poll_id", "voter"),)


class MinutesRow(Model):
    """One version of the minutes. A published one is never rewritten: a correction is the next version, with its reason."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    version = fields.SmallIntField()
    state = fields.CharField(10)
    texts: fields.JSONField[dict[str, dict[str, str]]] = fields.JSONField()
    issues: fields.JSONField[list[dict[str, object]]] = fields.JSONField()
    revision = fields.IntField()
    pen = fields.CharField(64, db_default="")
    reason = fields.TextField(db_default="")
    remark = fields.TextField(db_default="")
    created_at = fields.DatetimeField()
    saved_at = fields.DatetimeField()
    saved_by = fields.UUIDField(null=True)
    proposed_at = fields.DatetimeField(null=True)
    proposed_by = fields.UUIDField(null=True)
    proposer_kk = fields.TextField(db_default="")
    proposer_ru = fields.TextField(db_default="")
    approved_at = fields.DatetimeField(null=True)
    approved_by = fields.UUIDField(null=True)
    approver_kk = fields.TextField(db_default="")
    approver_ru = fields.TextField(db_default="")
    published_at = fields.DatetimeField(null=True)
    digest = fields.CharField(64, null=True)

    class Meta:
        table = "record_minutes"
        unique_together = (("meeting_id", "version"),)


class IssueRow(Model):
    """A problem issue as it is worked on; published minutes keep their own copy of the list."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    number = fields.SmallIntField()
    title_kk = fields.TextField()
    title_ru = fields.TextField()
    decision = fields.CharField(12)
    question_refs = ArrayField("text")
    commitment_ref = fields.CharField(20, null=True)
    responsible_kk = fields.TextField(db_default="")
    responsible_ru = fields.TextField(db_default="")
    due_on = fields.DateField(null=True)
    needs_funding = fields.BooleanField(db_default=False)

    class Meta:
        table = "record_issue"
        unique_together = (("meeting_id", "number"),)


class ProgressRow(Model):
    """The figures of an office's quarter as it published them. Never changed."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    agency_id = fields.UUIDField()
    year = fields.SmallIntField()
    quarter = fields.SmallIntField()
    figures: fields.JSONField[dict[str, int]] = fields.JSONField()
    published_at = fields.DatetimeField()
    published_by = fields.UUIDField(null=True)

    class Meta:
        table = "record_progress"
        unique_together = (("agency_id", "year", "quarter"),)


class CheckRow(Model):
    """A line of the checklist before going live that somebody ticked by hand."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    meeting_id = fields.UUIDField()
    key = fields.CharField(20)
    ticked_at = fields.DatetimeField()
    ticked_by = fields.UUIDField(null=True)

    class Meta:
        table = "record_check"
        unique_together = (("meeting_id", "key"),)
