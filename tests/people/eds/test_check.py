"""A signature is taken for what it is: exactly these words, by a person, with a certificate that stands."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import cms as asn1

from hearing_state.errors import Invalid
from hearing_state.people.eds import check
from hearing_state.people.eds.revocation import Standing
from tests.support.authority import BODY, PERSON, SIGNING, Authority, Holder, answering
from tests.support.contexts import NOON, settings_for_tests

WORDS = "Осы петицияға қосыламын: көпір салынсын.".encode()
IIN = "990101000004"


@pytest.fixture
async def authority() -> AsyncIterator[Authority]:
    async with answering(NOON) as made:
        yield made


@pytest.fixture
def house(authority: Authority, tmp_path: Path):
    return settings_for_tests(tmp_path, eds_roots=str(authority.trusted(tmp_path)))


def refused(house, cms: str, words: bytes = WORDS) -> str:
    with pytest.raises(Invalid) as refusal:
        check.hold(house, cms, words, NOON)
    return refusal.value.faults[0].reason


@pytest.mark.parametrize("elliptic", [False, True], ids=["rsa", "ecdsa"])
@pytest.mark.parametrize("apart", [False, True], ids=["words inside", "words apart"])
async def test_a_good_signature_says_who_signed(authority, house, elliptic, apart):
    held = check.hold(house, authority.person(IIN, elliptic=elliptic).signs(WORDS, apart=apart), WORDS, NOON)
    verdict = await check.ask(house, held, NOON)
    assert verdict.standing is Standing.GOOD
    assert (verdict.bearer.iin, verdict.bearer.given_name, verdict.bearer.family_name) == (
        IIN,
        "Дәулет",
        "Жүнісов",
    )
    assert len(held.chain) == 3
    assert authority.asked == [
        "/ocsp",
        "/ocsp",
    ]  # the person's certificate, and the authority's that issued it


async def test_pem_lines_are_read_too(authority, house):
    bare = authority.person(IIN).signs(WORDS)
    assert (
        check.hold(house, f"-----BEGIN CMS-----\n{bare}\n-----END CMS-----\n", WORDS, NOON).bearer.iin == IIN
    )


@pytest.mark.parametrize("apart", [False, True], ids=["words inside", "words apart"])
def test_other_words_are_not_what_was_signed(authority, house, apart):
    cms = authority.person(IIN).signs(WORDS, apart=apart)
    assert refused(house, cms, WORDS + b".") in {"eds.other_words", "eds.does_not_fit"}


def test_a_changed_signature_does_not_fit(authority, house):
    info = asn1.ContentInfo.load(base64.b64decode(authority.person(IIN).signs(WORDS)))
    signer = info["content"]["signer_infos"][0]
    broken = bytearray(signer["signature"].native)
    broken[7] ^= 1
    signer["signature"] = bytes(broken)
    assert refused(house, base64.b64encode(info.dump(force=True)).decode()) == "eds.does_not_fit"


def test_the_key_of_another_certificate_does_not_fit(authority, house):
    mine, hers = authority.person(IIN, elliptic=True), authority.person("880101000001", elliptic=True)
    assert refused(house, Holder(mine.certificate, hers.key).signs(WORDS)) == "eds.does_not_fit"


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"valid": (timedelta(days=-30), timedelta(days=-1))}, "eds.expired"),
        ({"valid": (timedelta(days=1), timedelta(days=30))}, "eds.expired"),
        ({"uses": (PERSON,)}, "eds.not_for_signing"),
        ({"signs": False}, "eds.not_for_signing"),
        ({"uses": (SIGNING, BODY)}, "eds.not_a_persons"),
        ({"subject": "IIN990101000005"}, "eds.no_iin"),
        ({"subject": "BIN990101000004"}, "eds.no_iin"),
    ],
    ids=["expired", "not yet valid", "for signing in", "no usage", "of a body", "wrong IIN", "no IIN"],
)
def test_a_certificate_that_does_not_do(authority, house, more, word):
    assert refused(house, authority.person(IIN, **more).signs(WORDS)) == word


def test_a_certificate_of_another_authority_is_not_trusted(authority, house):
    stranger = Authority(NOON)
    stranger.between = Holder(
        stranger.between.certificate, stranger.root.key
    )  # another key under the same names
    signer = stranger.person(IIN)
    assert refused(house, signer.signs(WORDS)) == "eds.not_trusted"
    assert (
        refused(house, signer.signs(WORDS, more=(stranger.between.certificate, stranger.root.certificate)))
        == "eds.not_trusted"
    )


def test_a_persons_certificate_issues_nobody(authority, house):
    person = authority.person(IIN)
    authority.between, real = person, authority.between
    under = authority.person("880101000001", elliptic=True)
    authority.between = real
    assert refused(house, under.signs(WORDS, more=(person.certificate,))) == "eds.not_trusted"


@pytest.mark.parametrize(
    "text", ["", "AAAA", "not base64 at all", base64.b64encode(b"\x30\x80" * 4000).decode(), "A" * 200_000]
)
def test_what_is_no_signature_is_unreadable(house, text):
    assert refused(house, text) == "eds.unreadable"


async def test_a_revoked_certificate_is_told(authority, house):
    person = authority.person(IIN)
    authority.revoked.add(person.certificate.serial_number)
    held = check.hold(house, person.signs(WORDS), WORDS, NOON)
    assert (await check.ask(house, held, NOON)).standing is Standing.REVOKED


@pytest.mark.parametrize("is_revoked", [False, True])
async def test_where_nobody_answers_the_list_is_read(authority, house, is_revoked):
    person = authority.person(IIN)
    if is_revoked:
        authority.revoked.add(person.certificate.serial_number)
    held = check.hold(house, person.signs(WORDS), WORDS, NOON)
    authority.fails.add("ocsp")
    assert (await check.ask(house, held, NOON)).standing is (
        Standing.REVOKED if is_revoked else Standing.GOOD
    )
    assert "/crl/between" in authority.asked


@pytest.mark.parametrize(
    "how", [{"ocsp", "crl"}, {"forge", "crl"}], ids=["nobody answers", "somebody else answers"]
)
async def test_what_cannot_be_told_now_is_unknown(authority, house, how):
    person = authority.person(IIN)
    authority.fails |= how
    held = check.hold(house, person.signs(WORDS), WORDS, NOON)
    assert (await check.ask(house, held, NOON)).standing is Standing.UNKNOWN


async def test_an_old_answer_says_nothing(authority, house):
    authority.fails.add("crl")
    held = check.hold(house, authority.person(IIN).signs(WORDS), WORDS, NOON)
    assert (await check.ask(house, held, NOON + timedelta(hours=2))).standing is Standing.UNKNOWN


def test_a_house_without_roots_takes_none(authority, tmp_path):
    assert not check.is_on(settings_for_tests(tmp_path))
    assert refused(settings_for_tests(tmp_path), authority.person(IIN).signs(WORDS)) == "eds.algorithm"
