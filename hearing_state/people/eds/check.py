"""The whole check of a signature: what can be told here and now, then what must be asked of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509

from hearing_state.errors import Invalid
from hearing_state.people.eds import cms, gost, revocation
from hearing_state.people.eds.bearer import Bearer, bearer_of, check_usage
from hearing_state.people.eds.revocation import Standing
from hearing_state.people.eds.trust import trust_from
from hearing_state.settings import Settings


@dataclass(frozen=True, slots=True)
class Held:
    """A signature that fits its words. With Kazakhstan's own algorithms that is yet to be asked, and ``bearer`` unknown."""

    signed: cms.Signed
    words: bytes
    chain: tuple[x509.Certificate, ...] = ()
    bearer: Bearer | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    standing: Standing
    bearer: Bearer | None = None


def is_on(settings: Settings) -> bool:
    """Whether this house takes electronic signatures at all."""
    return bool(settings.eds_roots or settings.eds_gost_service)


def hold(settings: Settings, text: str, words: bytes, at: datetime) -> Held:
    """All that needs nobody else: the words, the signature, the way to a root, validity, usage, IIN. Raises Invalid."""
    signed = cms.read(text)
    if signed.is_gost:
        if not settings.eds_gost_service:
            raise Invalid("eds.algorithm", field="cms")
        if not signed.holds(words):
            raise Invalid("eds.other_words", field="cms")
        return Held(signed, words)
    if not settings.eds_roots:
        raise Invalid("eds.algorithm", field="cms")
    cms.check(signed, words)
    chain = trust_from(Path(settings.eds_roots)).chain(signed.signer, signed.others, at)
    check_usage(signed.signer)
    return Held(signed, words, chain, bearer_of(signed.signer))


async def ask(settings: Settings, held: Held, at: datetime) -> Verdict:
    """What the authorities say now. Never inside an action: it speaks to the network. Raises Invalid."""
    if held.signed.is_gost:
        is_apart = held.signed.content is None
        told = await gost.ask(settings.eds_gost_service, held.signed.der, held.words, is_apart=is_apart)
        return Verdict(told.standing, told.bearer)
    for each, issuer in zip(held.chain, held.chain[1:], strict=False):
        url = settings.eds_ocsp_service if each is held.chain[0] else ""
        found = await revocation.standing(each, issuer, at, url)
        if found is not Standing.GOOD:
            return Verdict(found, held.bearer)
    return Verdict(Standing.GOOD, held.bearer)
