"""What the body did with a petition, and what it decided. All of it is public."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class StepRow(Model):
    """One dated step of the consideration. Never changed."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    petition_id = fields.UUIDField()
    kind = fields.CharField(12)
    taken_on = fields.DateField()
    text = fields.TextField()
    made_at = fields.DatetimeField()

    class Meta:
        table = "considering_step"
        indexes = (("petition_id", "taken_on"),)


class MemberRow(Model):
    """Somebody in the commission of one petition's consideration, as an official or public figure in office. ``role``: see ``commission``."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    petition_id = fields.UUIDField()
    name = fields.CharField(120)
    post = fields.CharField(200)
    role = fields.CharField(10)
    added_at = fields.DatetimeField()
    removed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "considering_member"
        indexes = (("petition_id", "added_at"),)


class DiscussionRow(Model):
    """The draft of a decision before the public. ``number`` counts within a petition. ``text_kk``: the Kazakh words where ``text`` is in
    another language. ``taken`` and ``not_taken``: what the body took from the comments and what not, once it has said so.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    petition_id = fields.UUIDField()
    number = fields.SmallIntField()
    language = fields.CharField(2)
    text = fields.TextField()
    text_kk = fields.TextField(db_default="")
    opens_on = fields.DateField()
    closes_on = fields.DateField()
    announced_at = fields.DatetimeField()
    taken = fields.TextField(db_default="")
    not_taken = fields.TextField(db_default="")
    summarised_at = fields.DatetimeField(null=True)

    class Meta:
        table = "considering_discussion"
        unique_together = (("petition_id", "number"),)


class CommentRow(Model):
    """What somebody says about a draft. Its author's row may be erased, so the column bears no foreign key."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    discussion_id = fields.UUIDField()
    author_id = fields.UUIDField(null=True)
    shown_name = fields.TextField()
    text = fields.TextField()
    is_hidden = fields.BooleanField(db_default=False)
    made_at = fields.DatetimeField()

    class Meta:
        table = "considering_comment"
        indexes = (("discussion_id", "id"),)


class DecisionRow(Model):
    """The decision. ``statement``: what the head says with it when it is published (90-6(3)), in words or in a file, a video say."""

    petition_id = fields.UUIDField(primary_key=True, default=new_id)
    outcome = fields.CharField(8)
    language = fields.CharField(2)
    text = fields.TextField()
    law = fields.TextField()
    complaint = fields.TextField()
    decided_by = fields.UUIDField()
    decided_at = fields.DatetimeField()
    statement = fields.TextField(db_default="")
    statement_file = fields.UUIDField(null=True)
    published_at = fields.DatetimeField(null=True)

    class Meta:
        table = "considering_decision"
