"""Asks the log's witnesses to cosign its head (c2sp.org/tlog-witness) and publishes what enough of them vouch for.

The witnessed head is a file of its own, ``checkpoint.witnessed``: it may lag behind ``checkpoint`` while witnesses are silent, and
is never taken back for a younger one without their signatures.
"""

from __future__ import annotations

import base64
import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass

import structlog

from hearing_state.ledger.folder import CHECKPOINT, LogFolder, put
from hearing_state.ledger.merkle import consistency_proof
from hearing_state.ledger.notes import COSIGNS, BadNoteError, Head, Note, Verifier
from hearing_state.ledger.tiles import Tree

WITNESSED = "checkpoint.witnessed"
SECONDS = 5
ANSWER_BYTES_MAX = 64 * 1024
_CONFLICT = 409
log = structlog.get_logger("ledger")


@dataclass(frozen=True)
class Witness:
    """A key and where it answers: ``KEY https://witness.example.org``."""

    key: Verifier
    url: str

    @classmethod
    def parse(cls, text: str) -> Witness:
        """ValueError: neither, or a key that signs logs."""
        key, _, url = text.partition(" ")
        made = cls(Verifier.parse(key), url.strip().rstrip("/"))
        if made.key.kind != COSIGNS or not made.url.startswith(("https://", "http://")):
            raise ValueError(f"not a witness: {text}")
        return made


@dataclass(frozen=True)
class _Told:
    status: int
    text: str


class Witnesses:
    """Remembers which size each witness has seen last, so that one request each is enough."""

    def __init__(self, folder: LogFolder, known: list[Witness]) -> None:
        self._folder, self._known = folder, known
        self._sizes: dict[str, int] = {}
        self._done = ""

    @property
    def quorum(self) -> int:
        return len(self._known) // 2 + 1

    def ask(self) -> bool:
        """Have the present head cosigned. False: too few witnesses answered. Blocks; for a thread. OSError: the disk refused."""
        try:
            note = Note.parse(self._folder.read(CHECKPOINT))
        except FileNotFoundError:
            return True
        if note.text == self._done:
            return True
        head = Head.parse(note.text)
        lines = [line for each in self._known if (line := self._cosigned(each, note, head))]
        if len(lines) < self.quorum:
            return False
        put(self._folder.root, WITNESSED, str(Note(note.text, (*note.lines, *lines))).encode())
        self._done = note.text
        return True

    def _cosigned(self, witness: Witness, note: Note, head: Head) -> str | None:
        """The line of a witness; None where it is silent or refuses, which is told in the log."""
        for _ in range(2):  # it may first have to tell which size it saw last
            old = self._sizes.get(witness.key.name, 0)
            if old > head.size:
                log.error("witness_saw_more_than_we_have", witness=witness.key.name, seen=old, size=head.size)
                return None
            told = _post(witness, self._request(old, note, head))
            if told.status == _CONFLICT and told.text.strip().isdigit():
                self._sizes[witness.key.name] = int(told.text)
                continue
            if told.status != 200:  # noqa: PLR2004
                log.warning("witness_refuses", witness=witness.key.name, status=told.status)
                return None
            return self._accepted(witness, note, head, told.text)
        return None

    def _accepted(self, witness: Witness, note: Note, head: Head, text: str) -> str | None:
        try:
            answered = Note.parse(f"{note.text}\n{text}".encode())
            for line in answered.lines:
                if Note(note.text, (line,)).signature_of(witness.key):
                    self._sizes[witness.key.name] = head.size
                    return line
        except BadNoteError:
            pass
        log.warning("witness_answers_wrongly", witness=witness.key.name)
        return None

    def _request(self, old: int, note: Note, head: Head) -> bytes:
        proof = consistency_proof(old, head.size, Tree(head.size, self._folder.read).root_of) if old else []
        lines = "".join(f"{base64.b64encode(each).decode()}\n" for each in proof)
        return f"old {old}\n{lines}\n{note}".encode()


def _post(witness: Witness, body: bytes) -> _Told:
    """Status 0: nobody answered."""
    asked = urllib.request.Request(f"{witness.url}/add-checkpoint", data=body, method="POST")  # noqa: S310  http(s), see parse
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310
            return _Told(answer.status, answer.read(ANSWER_BYTES_MAX).decode("utf-8", "replace"))
    except urllib.error.HTTPError as refusal:
        with refusal:
            return _Told(refusal.code, refusal.read(ANSWER_BYTES_MAX).decode("utf-8", "replace"))
    except (OSError, http.client.HTTPException):
        return _Told(0, "")
