"""People, their contacts, sign-in codes, sessions and staff credentials. Each personal column stands in retention.toml."""

from tortoise import fields
from tortoise.models import Model

from hearing_state.ids import new_id


class PersonRow(Model):
    """A resident or a member of staff. Of the IIN only a keyed digest is kept, and nothing is derived from it.

    ``one_with``: another account that proved to be the same person's, by the IIN; where a person counts once, that one counts.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    kind = fields.CharField(10)
    given_name = fields.TextField(db_default="")
    family_name = fields.TextField(db_default="")
    locale = fields.CharField(2)
    iin_digest = fields.BinaryField(null=True)
    one_with = fields.UUIDField(null=True)
    made_at = fields.DatetimeField()

    class Meta:
        table = "people_person"


class ContactRow(Model):
    """An e-mail address or telephone number of somebody; confirmed once a code sent there came back."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    person_id = fields.UUIDField()
    channel = fields.CharField(5)
    address = fields.TextField()
    address_digest = fields.BinaryField()
    made_at = fields.DatetimeField()
    confirmed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "people_contact"
        indexes = (("person_id",),)


class LoginCodeRow(Model):
    """A code on its way to a contact. Code and address lie here sealed or as digests only."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    ticket_digest = fields.BinaryField()
    contact_digest = fields.BinaryField()
    code_digest = fields.BinaryField()
    sealed = fields.BinaryField()
    locale = fields.CharField(2)
    made_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "people_login_code"
        indexes = (("expires_at",),)


class SessionRow(Model):
    """A browser or app in which somebody is signed in. ``step`` says how sure we are of who it is. ``token_until``: of an app, whose
    secret is short-lived and is made anew by a refresh token.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    secret_digest = fields.BinaryField()
    person_id = fields.UUIDField()
    step = fields.CharField(16)
    browser = fields.CharField(60, db_default="")
    made_at = fields.DatetimeField()
    seen_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    token_until = fields.DatetimeField(null=True)

    class Meta:
        table = "people_session"
        indexes = (("person_id",), ("seen_at",))


class RefreshTokenRow(Model):
    """What an app shows to get its next short token. One of a session is good; the others are kept to know a stolen one."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    session_id = fields.UUIDField()
    secret_digest = fields.BinaryField()
    after_id = fields.UUIDField(null=True)
    made_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "people_refresh_token"
        indexes = (("session_id",),)


class StaffCredentialRow(Model):
    """User name, argon2id hash and sealed TOTP secret of a member of staff."""

    person_id = fields.UUIDField(primary_key=True)
    user_name = fields.CharField(60, unique=True)
    password_hash = fields.TextField()
    totp_sealed = fields.BinaryField()
    totp_last_counter = fields.BigIntField(db_default=0)
    changed_at = fields.DatetimeField()

    class Meta:
        table = "people_staff_credential"


class VisitRow(Model):
    """An operator acted for somebody who came to the service centre."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    person_id = fields.UUIDField()
    operator_id = fields.UUIDField()
    made_at = fields.DatetimeField()

    class Meta:
        table = "people_visit"
        indexes = (("person_id",), ("operator_id", "made_at"))
