"""The minutes of a meeting: sections in two languages, four states, two different persons, a digest. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from hearing_state.errors import Fault
from hearing_state.lifecycle import Lifecycle

LANGUAGES = ("kk", "ru")
SECTION_MAX = 20_000
Texts = Mapping[str, Mapping[str, str]]
"""Language -> section -> text."""


class State(StrEnum):
    DRAFTED = "drafted"
    PROPOSED = "proposed"
    APPROVED = "approved"
    PUBLISHED = "published"


LIFECYCLE = Lifecycle(
    "minutes",
    {
        (State.DRAFTED, "save"): State.DRAFTED,
        (State.DRAFTED, "propose"): State.PROPOSED,
        (State.PROPOSED, "send_back"): State.DRAFTED,
        (State.PROPOSED, "approve"): State.APPROVED,
        (State.APPROVED, "send_back"): State.DRAFTED,
        (State.APPROVED, "publish"): State.PUBLISHED,
    },
)


class Section(StrEnum):
    """In the order in which minutes are read."""

    MEETING = "meeting"
    AGENDA = "agenda"
    REPORT = "report"
    QUESTIONS = "questions"
    POLLS = "polls"
    COMMITMENTS = "commitments"
    REMARKS = "remarks"


NEEDED = frozenset({Section.MEETING, Section.AGENDA, Section.QUESTIONS})
"""Never empty in published minutes."""
MISSING = {"kk": "minutes.missing_kk", "ru": "minutes.missing_ru"}


@dataclass(frozen=True, slots=True)
class Minutes:
    """One version. ``issues`` and ``plan`` are the list of issues and the action plan as they were published with it."""

    id: UUID
    meeting_id: UUID
    version: int
    state: State
    texts: Texts
    revision: int
    reason: str = ""
    remark: str = ""
    saved_at: datetime | None = None
    saved_by: UUID | None = None
    proposed_at: datetime | None = None
    proposed_by: UUID | None = None
    approved_at: datetime | None = None
    approved_by: UUID | None = None
    published_at: datetime | None = None
    proposer_kk: str = ""
    proposer_ru: str = ""
    approver_kk: str = ""
    approver_ru: str = ""
    digest: str = ""
    issues: tuple[Mapping[str, Any], ...] = field(default=())

    def text(self, language: str, section: Section) -> str:
        return self.texts.get(language, {}).get(section, "")

    @property
    def proposer(self) -> Mapping[str, str]:
        """As ``local_name`` reads it."""
        return {"name_kk": self.proposer_kk, "name_ru": self.proposer_ru}

    @property
    def approver(self) -> Mapping[str, str]:
        return {"name_kk": self.approver_kk, "name_ru": self.approver_ru}


def sections_in(texts: Texts) -> list[Section]:
    """The sections that say something in any language, in order."""
    return [each for each in Section if any(texts.get(language, {}).get(each) for language in LANGUAGES)]


def faults_of(texts: Texts) -> list[Fault]:
    """What keeps the texts from being whole minutes: both languages say the same sections, and the needed ones are there."""
    found = []
    for section in Section:
        said = {language: texts.get(language, {}).get(section, "").strip() for language in LANGUAGES}
        is_told = section in NEEDED or any(said.values())
        found += [
            Fault(field_of(language, section), MISSING[language])
            for language in LANGUAGES
            if is_told and not said[language]
        ]
    return found


def field_of(language: str, section: str) -> str:
    """The name of a section's field in forms: ``questions_kk``."""
    return f"{section}_{language}"


def cleaned(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Known languages and sections only, each there."""
    return {
        language: {section.value: texts.get(language, {}).get(section, "").strip() for section in Section}
        for language in LANGUAGES
    }


def digest_of(meeting: str, version: int, texts: Texts, issues: tuple[Mapping[str, Any], ...]) -> str:
    """SHA-256 over everything that is published, in one canonical form: anybody can work it out again."""
    whole = {"meeting": meeting, "version": version, "texts": texts, "issues": list(issues)}
    canonical = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
