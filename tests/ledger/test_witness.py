"""Witnesses in processes of their own: they cosign growth, and nothing else, whatever happens to them or to the log."""

from __future__ import annotations

import base64
import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hearing_state.ledger.folder import LogFolder
from hearing_state.ledger.merkle import consistency_proof
from hearing_state.ledger.notes import Head, Note, Signer, Verifier
from hearing_state.ledger.tiles import Tree
from hearing_state.ledger.witnesses import Witness, Witnesses, _post
from hearing_state.main.command import main
from hearing_state.verifier.command import _fetch
from hearing_state.verifier.growth import grew
from hearing_state.verifier.log import CheckFailedError, Quorum, check
from hearing_state.verifier.notes import Checkpoint, Key
from tests.ledger.test_log import back_date, facts, re_sign_with_the_key, truncate

KEY = Signer("house.test/log", bytes(32))
VKEY = str(KEY.verifier)


class Running:
    """A witness as its operator runs it, without the rest of the house."""

    def __init__(self, folder: Path, name: str) -> None:
        words = ["--data", str(folder), "--name", name, "--log", VKEY, "--port", "0"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hearing_state.verifier.witnessing", *words],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        said = [self.process.stdout.readline() for _ in range(2)]
        self.key = said[0].split()[1]
        self.url = said[1].split()[2].removesuffix("/add-checkpoint")

    @property
    def witness(self) -> Witness:
        return Witness.parse(f"{self.key} {self.url}")

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


Begin = Callable[[str], Running]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    running: list[Running] = []

    def begun(name: str) -> Running:
        running.append(Running(tmp_path / name, name))
        return running[-1]

    yield begun
    for each in running:
        if each.process.poll() is None:
            each.kill()


@pytest.fixture
def log(tmp_path: Path) -> LogFolder:
    made = LogFolder(tmp_path / "log", KEY)
    made.append(0, facts()[:300])
    return made


def quorum(*running: Running, needed: int) -> Quorum:
    return Quorum(tuple(Key.read(each.key) for each in running), needed)


def request(log: LogFolder, old: int, *, proof: list[bytes] | None = None) -> bytes:
    note = Note.parse(log.read("checkpoint"))
    head = Head.parse(note.text)
    made = proof
    if made is None:
        made = consistency_proof(old, head.size, Tree(head.size, log.read).root_of) if old else []
    lines = "".join(f"{base64.b64encode(each).decode()}\n" for each in made)
    return f"old {old}\n{lines}\n{note}".encode()


@pytest.mark.process
def test_two_of_them_vouch_for_a_growing_log_and_a_reader_can_demand_it(log, begin, capsys):
    first, second = begin("one.test"), begin("two.test")
    asking = Witnesses(log, [first.witness, second.witness])
    assert asking.ask()
    log.append(300, facts()[300:])
    assert asking.ask()
    seen, entries = check(_fetch(str(log.root)), VKEY, None, quorum(first, second, needed=2))
    assert (seen.size, len(entries)) == (310, 310)
    words = ["verify", str(log.root), "--key", VKEY, "--witness", first.key, "--witness", second.key]
    assert main(words) == 0
    other = str(Signer("three.test", b"3" * 32, kind=4).verifier)
    assert main([*words, "--witness", other, "--witnesses", "3"]) == 1
    assert "2 of the 3 witnesses" in capsys.readouterr().err


@pytest.mark.process
def test_one_that_is_away_does_not_stop_the_others_and_too_few_are_not_enough(log, begin):
    away, there = begin("one.test"), begin("two.test")
    gone = away.witness
    away.kill()
    assert Witnesses(log, [there.witness]).ask()
    assert not Witnesses(log, [gone, there.witness]).ask()  # more than half of two is two
    check(_fetch(str(log.root)), VKEY, None, quorum(there, needed=1))


@pytest.mark.process
@pytest.mark.parametrize("tampering", [truncate, re_sign_with_the_key, back_date])
def test_what_the_log_s_own_key_can_forge_is_seen_by_a_reader_who_was_never_here(log, begin, tampering):
    witness = begin("one.test")
    log.append(300, facts()[300:])
    asking = Witnesses(log, [witness.witness])
    assert asking.ask()
    tampering(log)
    if tampering is truncate:
        assert not Witnesses(log, [witness.witness]).ask()  # it saw more
    else:
        assert _post(witness.witness, request(log, 310)).status in {409, 422}
    with pytest.raises(CheckFailedError):
        check(_fetch(str(log.root)), VKEY, None, quorum(witness, needed=1))


@pytest.mark.process
def test_killed_at_any_moment_it_never_forgets_what_it_cosigned(log, begin):
    witness = begin("one.test")
    assert Witnesses(log, [witness.witness]).ask()
    key = witness.key
    witness.kill()
    fork = LogFolder(log.root.parent / "fork", KEY)
    fork.append(0, [*facts()[:299], b'{"id":"forged"}'])
    again = begin("one.test")
    assert again.key == key
    asked = again.witness
    assert _post(asked, request(fork, 0)).text == "300\n"
    assert _post(asked, request(fork, 300)).status == 409  # another root of the same size
    fork.append(300, facts()[300:])
    assert _post(asked, request(fork, 300)).status == 422  # grown from another past
    log.append(300, facts()[300:])
    assert Witnesses(log, [asked]).ask()


@pytest.mark.process
def test_two_processes_are_not_one_witness(log, begin, tmp_path):
    begin("one.test")
    words = ["witness", "--data", str(tmp_path / "one.test"), "--name", "one.test", "--log", VKEY]
    assert main([*words, "--port", "0"]) == 1


@pytest.mark.process
def test_it_answers_as_the_protocol_says(log, begin):
    witness = begin("one.test").witness
    stranger = LogFolder(log.root.parent / "stranger", Signer("other.test/log", b"o" * 32))
    stranger.append(0, facts()[:3])
    thief = LogFolder(log.root.parent / "thief", Signer(KEY.name, b"t" * 32))
    thief.append(0, facts()[:3])
    assert _post(witness, request(stranger, 0)).status == 404
    assert _post(witness, request(thief, 0)).status == 403
    assert _post(witness, request(log, 301, proof=[])).status == 400
    assert _post(witness, request(log, 0, proof=[bytes(32)])).status == 422
    assert _post(witness, b"old 00\n\n" + log.read("checkpoint")).status == 400
    assert _post(witness, b"nothing").status == 400
    assert _post(witness, request(log, 0)).status == 200
    assert _post(witness, request(log, 300)).status == 200  # the same again
    assert _post(witness, request(log, 0)).text == "300\n"


@pytest.mark.process
def test_what_is_too_long_or_another_call_is_refused(begin):
    host = begin("one.test").url.removeprefix("http://")
    for path, headers, status in (
        ("/add-checkpoint", {"content-length": "99999999"}, 413),
        ("/other", {"content-length": "0"}, 404),
    ):
        line = http.client.HTTPConnection(host, timeout=20)
        line.putrequest("POST", path)
        for name, value in headers.items():
            line.putheader(name, value)
        line.endheaders()
        assert line.getresponse().status == status
        line.close()


def test_growth_is_judged_alike_by_the_log_and_by_the_witness(tmp_path):
    log, heads = LogFolder(tmp_path, KEY), {}
    for size in range(1, 40):
        heads[size] = log.append(size - 1, [facts()[size]]).root
    for old in range(1, 40):
        for size in range(old, 40):
            proof = consistency_proof(old, size, Tree(size, log.read).root_of)
            assert grew(old, heads[old], size, heads[size], proof)
            assert not grew(old, bytes(32), size, heads[size], proof)
            assert not grew(old, heads[old], size, heads[size], [*proof, bytes(32)])


def test_the_cosignature_of_the_specification_s_kind_is_read_by_both_sides():
    signer = Signer("witness.test", b"w" * 32, kind=4)
    head = Head(KEY.name, 3, bytes(32)).text
    raw = str(Note(head, (KEY.line(head), signer.line(head, 1_679_315_147)))).encode()
    assert Checkpoint.read(raw).signed_by(Key.read(str(signer.verifier)))
    assert Note.parse(raw).signature_of(Verifier.parse(str(signer.verifier))) is not None
    put_elsewhere = raw.replace(b"house.test/log\n3\n", b"house.test/log\n4\n")
    with pytest.raises(CheckFailedError):
        Checkpoint.read(put_elsewhere).signed_by(Key.read(str(signer.verifier)))
