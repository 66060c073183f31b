"""What is to be said to whom, and what became of it."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class Notification(Model):
    """One intended letter. ``address`` stands only where it goes to a contact without a person; a code is never kept.

    ``unwanted_at``: its reader had let go of it before a carrier took it, so it was not sent.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    person_id = fields.UUIDField(null=True)
    address = fields.CharField(200, null=True)
    recipient = fields.CharField(64)
    channel = fields.CharField(8)
    template = fields.CharField(80)
    locale = fields.CharField(8)
    about = fields.CharField(120)
    event = fields.CharField(120, db_default="")
    values: fields.JSONField[dict[str, object]] = fields.JSONField()
    message_id = fields.CharField(120)
    queued_at = fields.DatetimeField()
    sent_at = fields.DatetimeField(null=True)
    failed_at = fields.DatetimeField(null=True)
    unwanted_at = fields.DatetimeField(null=True)
    tries = fields.IntField(db_default=0)
    carrier_reply = fields.CharField(300, db_default="")

    class Meta:
        app = "notifications"
        table = "notifications_notification"
        unique_together = (("template", "about", "recipient", "event"),)
        indexes = (("queued_at",), ("about",), ("person_id",))


class Preference(Model):
    """A kind of letters that a person turned off, or on again."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    person_id = fields.UUIDField()
    kind = fields.CharField(40)
    is_on = fields.BooleanField()
    changed_at = fields.DatetimeField()

    class Meta:
        app = "notifications"
        table = "notifications_preference"
        unique_together = (("person_id", "kind"),)


class MailboxLetter(Model):
    """A letter that no carrier took because there is none: rehearsals and the demo read it on the mailbox page."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    message_id = fields.CharField(120, unique=True)
    channel = fields.CharField(8)
    address = fields.CharField(200)
    subject = fields.TextField()
    text = fields.TextField()
    locale = fields.CharField(8)
    laid_at = fields.DatetimeField()

    class Meta:
        app = "notifications"
        table = "notifications_mailbox"
        indexes = (("laid_at",), ("address",))


class PushSubscription(Model):
    """A browser that shows short messages. Address and keys are sealed: whoever holds them could write to it."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    person_id = fields.UUIDField()
    endpoint_digest = fields.BinaryField()
    sealed = fields.BinaryField()
    browser = fields.CharField(60)
    made_at = fields.DatetimeField()

    class Meta:
        app = "notifications"
        table = "notifications_push"
        indexes = (("person_id",),)
