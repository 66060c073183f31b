"""Kazakhstan's own algorithms: the words are held here, the rest is asked of the service beside the house."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asn1crypto import cms as asn1

from hearing_state.errors import Invalid
from hearing_state.people.eds import check
from hearing_state.people.eds.revocation import Standing
from tests.support.authority import Authority
from tests.support.contexts import NOON, settings_for_tests

WORDS = "Осы петицияға қосыламын: көпір салынсын.".encode()
IIN = "990101000004"
GOST_2015_DIGEST = "1.2.398.3.10.1.3.3"


def in_gost(authority: Authority, words: bytes = WORDS) -> str:
    """The shape of such a signature: what is inside only the service could reckon."""
    info = asn1.ContentInfo.load(base64.b64decode(authority.person(IIN).signs(words)))
    info["content"]["signer_infos"][0]["digest_algorithm"]["algorithm"] = GOST_2015_DIGEST
    return base64.b64encode(info.dump(force=True)).decode()


def told(**more: Any) -> dict[str, Any]:
    certificate = {
        "valid": True, "keyUsage": "SIGN", "keyUser": ["INDIVIDUAL"], "revocations": [{"revoked": False, "by": "OCSP"}],
        "subject": {"commonName": "ЖҮНІСОВ ДӘУЛЕТ", "surName": "ЖҮНІСОВ", "lastName": "ТЕСТОВИЧ", "iin": IIN}, **more,
    }  # fmt: skip
    return {
        "status": 200,
        "message": "OK",
        "valid": more.pop("valid", True),
        "signers": [{"certificates": [certificate]}],
    }


@asynccontextmanager
async def service(said: dict[str, Any] | None) -> AsyncIterator[tuple[str, list[dict[str, Any]]]]:
    """NCANode, as far as this house speaks to it; None: it is ill."""
    asked: list[dict[str, Any]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.split("content-length:")[1].split("\r\n")[0])
        asked.append(json.loads(await reader.readexactly(length)))
        body = json.dumps(said).encode() if said else b""
        status = "200 OK" if said else "503 Service Unavailable"
        writer.write(
            f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", asked


async def asked_of(tmp_path, said: dict[str, Any] | None) -> check.Verdict:
    async with service(said) as (address, asked):
        house = settings_for_tests(tmp_path, eds_gost_service=address)
        cms = in_gost(Authority(NOON))
        held = check.hold(house, cms, WORDS, NOON)
        assert held.bearer is None
        verdict = await check.ask(house, held, NOON)
        assert asked == [{"cms": cms, "revocationCheck": ["OCSP", "CRL"]}]
        return verdict


async def test_the_service_says_who_signed(tmp_path):
    verdict = await asked_of(tmp_path, told())
    assert verdict.standing is Standing.GOOD
    assert (verdict.bearer.iin, verdict.bearer.given_name, verdict.bearer.family_name) == (
        IIN,
        "Дәулет",
        "Жүнісов",
    )


async def test_what_it_says_of_revocation(tmp_path):
    assert (
        await asked_of(tmp_path, told(revocations=[{"revoked": True}], valid=False))
    ).standing is Standing.REVOKED
    assert (await asked_of(tmp_path, told(revocations=[]))).standing is Standing.UNKNOWN
    assert (await asked_of(tmp_path, None)).standing is Standing.UNKNOWN


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"valid": False}, "eds.does_not_fit"),
        ({"keyUsage": "AUTH"}, "eds.not_for_signing"),
        ({"keyUser": ["ORGANIZATION", "EMPLOYEE"]}, "eds.not_a_persons"),
        ({"subject": {"commonName": "ЖҮНІСОВ ДӘУЛЕТ", "iin": "990101000005"}}, "eds.no_iin"),
    ],
)
async def test_what_it_finds_wrong_is_refused(tmp_path, more, word):
    with pytest.raises(Invalid) as refusal:
        await asked_of(tmp_path, told(**more))
    assert refusal.value.faults[0].reason == word


def test_other_words_never_reach_the_service(tmp_path):
    house = settings_for_tests(tmp_path, eds_gost_service="http://127.0.0.1:9")
    with pytest.raises(Invalid) as refusal:
        check.hold(house, in_gost(Authority(NOON)), WORDS + b"!", NOON)
    assert refusal.value.faults[0].reason == "eds.other_words"


def test_without_the_service_they_are_not_taken(tmp_path):
    with pytest.raises(Invalid) as refusal:
        check.hold(settings_for_tests(tmp_path, eds_roots="some"), in_gost(Authority(NOON)), WORDS, NOON)
    assert refusal.value.faults[0].reason == "eds.algorithm"
