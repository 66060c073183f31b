"""Short messages on the screen: sealed for one browser, sent to known services only, forgotten when the browser lets go."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given, settings
from hypothesis import strategies as st

from hearing_state.clock import FrozenClock
from hearing_state.db import rows, value
from hearing_state.errors import Invalid, NotFound, SignInNeeded
from hearing_state.main import packages
from hearing_state.main.house import OpenHouse
from hearing_state.main.worker import relay_for
from hearing_state.notifications.actions.notify import Notify, notify
from hearing_state.notifications.actions.set_preferences import SetPreferences, set_preferences
from hearing_state.notifications.actions.subscribe_push import SubscribePush, subscribe_push
from hearing_state.notifications.actions.unsubscribe_push import UnsubscribePush, unsubscribe_push
from hearing_state.notifications.push import vapid
from hearing_state.notifications.push.carrier import is_known
from hearing_state.notifications.push.message import PLAINTEXT_MAX, from_base64url, point, sealed
from tests.notifications.push_service import Phone, opened, push_service
from tests.questions.world import person
from tests.support.contexts import NOON, make_as, settings_for_tests

SERVICES = ("fcm.googleapis.com", ".push.apple.com")


def test_the_example_of_rfc_8291_comes_out_byte_by_byte():
    """Appendix A."""
    private = int.from_bytes(from_base64url("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
    body = sealed(
        b"When I grow up, I want to be a watermelon",
        from_base64url(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        ),
        from_base64url("BTBZMqHH6r4Tts7J_aSIgg"),
        sender=ec.derive_private_key(private, ec.SECP256R1()),
        salt=from_base64url("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    expected = (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )
    assert base64.urlsafe_b64encode(body).rstrip(b"=").decode() == expected


@settings(deadline=None)
@given(st.binary(max_size=PLAINTEXT_MAX))
def test_what_is_sealed_for_a_phone_opens_there_and_nowhere_else(content):
    phone, other = Phone(), Phone()
    body = sealed(content, phone.public, phone.auth)
    assert opened(body, phone.key, phone.auth).startswith(content)
    with pytest.raises(InvalidTag):
        opened(body, other.key, phone.auth)


def test_too_long_or_no_key_is_refused():
    phone = Phone()
    with pytest.raises(ValueError, match="length"):
        sealed(b"x" * (PLAINTEXT_MAX + 1), phone.public, phone.auth)
    with pytest.raises(ValueError, match="point"):
        point(b"\x04" + b"\0" * 60)


def test_the_token_names_the_service_and_is_signed_by_the_house():
    secret = b"s" * 40
    header = vapid.authorization(secret, "https://fcm.googleapis.com/fcm/send/abc", "mailto:a@b.kz", NOON)
    token = header.removeprefix("vapid t=").partition(",")[0]
    head, _dot, signature = token.rpartition(".")
    claims = json.loads(from_base64url(head.split(".")[1]))
    assert claims["aud"] == "https://fcm.googleapis.com"
    assert claims["exp"] <= (NOON + timedelta(hours=24)).timestamp()
    raw = from_base64url(signature)
    shown = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    vapid.private_key(secret).public_key().verify(shown, head.encode(), ec.ECDSA(SHA256()))
    assert vapid.public_key(secret) == vapid.public_key(secret) != vapid.public_key(b"t" * 40)


@pytest.mark.parametrize(
    ("endpoint", "known"),
    [
        ("https://fcm.googleapis.com/fcm/send/x", True),
        ("https://web.push.apple.com/x", True),
        ("http://fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com.evil.kz/x", False),
        ("https://evilpush.apple.com/x", False),
        ("https://127.0.0.1/x", False),
        ("https://user@fcm.googleapis.com:444/x", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_known_services_are_spoken_to(endpoint, known):
    assert is_known(endpoint, SERVICES) is known


@pytest.fixture
async def service():
    async with push_service() as made:
        yield made


@pytest.fixture
def known(service, tmp_path):
    """Settings in which the service of the test is a known one."""
    packages.install()
    return settings_for_tests(tmp_path, push_services=(f"http://{service.host}",))


async def test_a_letter_also_comes_to_the_screen_that_asked_for_it(db, service, known):
    phone, aigul = Phone(), await person("Айгүл", "Сәтбаева")
    me = make_as(known)("resident", person_id=aigul)
    await subscribe_push(me, SubscribePush(**phone.subscription(service), browser="Chrome/156 Android"))
    wish = Notify(person_id=aigul, template="deadline_near", about="Q-2026-000001", values={"ref": "Q-2026-000001", "path": "/questions/Q-2026-000001"})  # fmt: skip
    await notify(make_as(known)("system"), wish)
    await relay_for(OpenHouse(known, FrozenClock(NOON), db), parallel=1).drain()
    (posted,) = service.posted
    told = phone.opened(posted.body)
    assert "Q-2026-000001" in told["title"]
    assert (told["url"], told["lang"]) == ("/kk/questions/Q-2026-000001", "kk")
    assert posted.headers["content-encoding"] == "aes128gcm"
    assert posted.headers["authorization"].startswith("vapid t=")
    assert len(posted.headers["topic"]) <= 32


async def test_the_screen_is_silent_about_what_was_turned_off_while_it_waited(db, service, known):
    phone, aigul = Phone(), await person("Айгүл", "Сәтбаева")
    me = make_as(known)("resident", person_id=aigul)
    await subscribe_push(me, SubscribePush(**phone.subscription(service)))
    wish = Notify(person_id=aigul, template="deadline_near", about="Q-1", values={"ref": "Q-1"})
    await notify(make_as(known)("system"), wish)
    await set_preferences(me, SetPreferences())
    await relay_for(OpenHouse(known, FrozenClock(NOON), db), parallel=1).drain()
    assert service.posted == []
    assert await value("SELECT count(*) FROM jobs_outbox WHERE done_at IS NULL") == 0


async def test_a_browser_that_let_go_is_forgotten_and_a_service_that_is_away_tried_again(db, service, known):
    gone, aigul = Phone(), await person("Айгүл", "Сәтбаева")
    me, system = make_as(known)("resident", person_id=aigul), make_as(known)("system")
    await subscribe_push(me, SubscribePush(**gone.subscription(service)))
    clock = FrozenClock(NOON)
    relay = relay_for(OpenHouse(known, clock, db), parallel=1)
    service.status = 503
    await notify(
        system, Notify(person_id=aigul, template="deadline_near", about="Q-1", values={"ref": "Q-1"})
    )
    await relay.drain()
    waiting = "SELECT attempts FROM jobs_outbox WHERE listener = 'notifications.push' AND done_at IS NULL"
    assert await value(waiting) == 1
    service.status = 410
    clock.advance(timedelta(hours=1))
    await relay.drain()
    assert await value(waiting) is None
    assert await rows("SELECT id FROM notifications_push") == []


async def test_the_same_browser_is_kept_once_and_belongs_to_who_turned_it_on_last(db, service, known):
    phone, aigul, daulet = Phone(), await person("Айгүл", "С"), await person("Дәулет", "Ж")
    for owner in (aigul, aigul, daulet):
        await subscribe_push(
            make_as(known)("resident", person_id=owner), SubscribePush(**phone.subscription(service))
        )
    assert [each["person_id"] for each in await rows("SELECT person_id FROM notifications_push")] == [daulet]
    kept = bytes(await value("SELECT sealed FROM notifications_push"))
    assert service.host.encode() not in kept


async def test_what_no_browser_gave_is_refused(db, service, known):
    me = make_as(known)("resident")
    good = Phone().subscription(service)
    for wrong in ({"endpoint": "https://evil.kz/abc"}, {"p256dh": "A" * 87}, {"auth": "B" * 24}):
        with pytest.raises(Invalid):
            await subscribe_push(me, SubscribePush(**{**good, **wrong}))
    with pytest.raises(SignInNeeded):
        await subscribe_push(make_as(known)("visitor"), SubscribePush(**good))


async def test_only_its_owner_turns_a_browser_off(db, service, known):
    aigul = await person("Айгүл", "С")
    me = make_as(known)("resident", person_id=aigul)
    made = await subscribe_push(me, SubscribePush(**Phone().subscription(service)))
    with pytest.raises(NotFound):
        await unsubscribe_push(make_as(known)("resident"), UnsubscribePush(subscription=made))
    await unsubscribe_push(me, UnsubscribePush(subscription=made))
    assert await rows("SELECT id FROM notifications_push") == []
