"""The tables of questions and answers. Persons' rows may be erased, so their columns bear no foreign key."""

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from hearing_state.ids import new_id


class QuestionRow(Model):
    """A registered question. Title and text are what may be shown: what was masked lies in MaskRow."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    ref = fields.CharField(20, unique=True)
    kind = fields.CharField(16)
    title = fields.TextField()
    text = fields.TextField()
    folded = fields.TextField()
    language = fields.CharField(2)
    place_code = fields.CharField(9)
    topic = fields.CharField(40)
    agency_id = fields.UUIDField()
    asker_id = fields.UUIDField(null=True)
    is_public = fields.BooleanField()
    consent_at = fields.DatetimeField(null=True)
    screening = fields.CharField(10)
    hidden_reason = fields.CharField(40, null=True)
    state = fields.CharField(16)
    channel = fields.CharField(8)
    registered_at = fields.DatetimeField()
    registered_on = fields.DateField()
    receiver_name = fields.TextField(db_default="")
    receiver_post = fields.TextField(db_default="")
    received_at = fields.DatetimeField()
    redirect_until_on = fields.DateField()
    clock_id = fields.UUIDField()
    taken_by = fields.UUIDField(null=True)
    cure_until_on = fields.DateField(null=True)
    parent_ref = fields.CharField(20, null=True)
    was_redirected = fields.BooleanField(db_default=False)
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "questions_question"


class PointRow(Model):
    """One numbered point. ``into_ref``: the question that it went into when it was split off."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    question_id = fields.UUIDField()
    number = fields.SmallIntField()
    text = fields.TextField()
    state = fields.CharField(12)
    into_ref = fields.CharField(20, null=True)

    class Meta:
        table = "questions_point"
        unique_together = (("question_id", "number"),)


class EventRow(Model):
    """One thing that happened. Never changed, never deleted. The post is the one held at that moment."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    question_id = fields.UUIDField()
    kind = fields.CharField(24)
    happened_at = fields.DatetimeField()
    actor_id = fields.UUIDField(null=True)
    role = fields.CharField(16)
    agency_id = fields.UUIDField(null=True)
    post_kk = fields.TextField(db_default="")
    post_ru = fields.TextField(db_default="")
    post_en = fields.TextField(db_default="")
    reason = fields.TextField(db_default="")
    facts: fields.JSONField[dict[str, object]] = fields.JSONField()
    is_public = fields.BooleanField()

    class Meta:
        table = "questions_event"
        indexes = (("question_id", "happened_at"),)


class AnswerRow(Model):
    """One published version in one language. Its text is not rewritten; a correction is the next version."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    question_id = fields.UUIDField()
    version = fields.SmallIntField()
    language = fields.CharField(2)
    agency_id = fields.UUIDField()
    text = fields.TextField()
    law = fields.TextField()
    complaint = fields.TextField()
    reason = fields.TextField(db_default="")
    digest = fields.CharField(64)
    written_by = fields.UUIDField()
    approved_by = fields.UUIDField(null=True)
    is_second_round = fields.BooleanField(db_default=False)
    published_at = fields.DatetimeField()

    class Meta:
        table = "questions_answer"
        unique_together = (("question_id", "version", "language"),)


class AnswerPointRow(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    answer_id = fields.UUIDField()
    number = fields.SmallIntField()
    outcome = fields.CharField(12)
    text = fields.TextField()
    ground = fields.TextField()

    class Meta:
        table = "questions_answer_point"
        unique_together = (("answer_id", "number"),)


class AnswerDraftRow(Model):
    """The answer being written; ``proposed_at`` while it waits for a second person."""

    question_id = fields.UUIDField(primary_key=True)
    language = fields.CharField(2)
    text = fields.TextField()
    law = fields.TextField()
    complaint = fields.TextField()
    points: fields.JSONField[list[dict[str, object]]] = fields.JSONField()
    written_by = fields.UUIDField()
    saved_at = fields.DatetimeField()
    proposed_at = fields.DatetimeField(null=True)
    remark = fields.TextField(db_default="")

    class Meta:
        table = "questions_answer_draft"


class NoteRow(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    question_id = fields.UUIDField()
    author_id = fields.UUIDField()
    text = fields.TextField()
    written_at = fields.DatetimeField()

    class Meta:
        table = "questions_note"
        indexes = (("question_id", "written_at"),)


class ConsultationRow(Model):
    """A colleague in the same body is asked, and advises."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    question_id = fields.UUIDField()
    asked_by = fields.UUIDField()
    colleague_id = fields.UUIDField()
    text = fields.TextField()
    asked_at = fields.DatetimeField()
    advice = fields.TextField(null=True)
    advised_at = fields.DatetimeField(null=True)

    class Meta:
        table = "questions_consultation"
        indexes = (("question_id", "asked_at"), ("colleague_id", "advised_at"))


class EditLockRow(Model):
    """Who is writing the answer now. It expires by itself and can be taken over."""

    question_id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField()
    name = fields.TextField()
    taken_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()

    class Meta:
        table = "questions_edit_lock"


class DraftRow(Model):
    """What somebody began to ask: owned by a person, or by whoever has the browser's secret."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    owner_id = fields.UUIDField(null=True)
    secret_digest = fields.BinaryField(null=True)
    typed: fields.JSONField[dict[str, object]] = fields.JSONField()
    saved_at = fields.DatetimeField()

    class Meta:
        table = "questions_draft"
        indexes = (("owner_id",), ("saved_at",))


class TemplateRow(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    agency_id = fields.UUIDField()
    language = fields.CharField(2)
    name = fields.TextField()
    text = fields.TextField()
    saved_by = fields.UUIDField()
    saved_at = fields.DatetimeField()
    removed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "questions_template"
        indexes = (("agency_id", "language"),)


class FollowRow(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    question_id = fields.UUIDField()
    person_id = fields.UUIDField()
    followed_at = fields.DatetimeField()

    class Meta:
        table = "questions_follow"
        unique_together = (("question_id", "person_id"),)
        indexes = (("person_id",),)


class ReadingRow(Model):
    """Somebody read a private question who is neither its asker nor of the body that works on it, in that hour. ``role`` and
    ``agency_id``: as what and from which office; ``surfaces``: where, in the order of first sight.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    question_id = fields.UUIDField()
    reader_id = fields.UUIDField()
    role = fields.CharField(20)
    agency_id = fields.UUIDField(null=True)
    hour_at = fields.DatetimeField()
    surfaces = ArrayField("text")
    read_at = fields.DatetimeField()

    class Meta:
        table = "questions_reading"
        unique_together = (("question_id", "reader_id", "hour_at"),)


class CalendarRow(Model):
    """The secret address under which an official's own last days can be read by a calendar; the address is made of its number."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    person_id = fields.UUIDField()
    made_at = fields.DatetimeField()

    class Meta:
        app = "questions"
        table = "questions_calendar"


class RatingRow(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    question_id = fields.UUIDField()
    is_second_round = fields.BooleanField()
    stars = fields.SmallIntField()
    remark = fields.TextField(db_default="")
    rated_at = fields.DatetimeField()

    class Meta:
        table = "questions_rating"
        unique_together = (("question_id", "is_second_round"),)


class MaskRow(Model):
    """What was masked by whom, why, and what stood there before: for the asker and the holders only."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    question_id = fields.UUIDField()
    part = fields.CharField(40)
    before = fields.TextField()
    fragment = fields.TextField()
    reason = fields.TextField()
    masked_by = fields.UUIDField()
    masked_at = fields.DatetimeField()

    class Meta:
        table = "questions_mask"
        indexes = (("question_id", "masked_at"),)
