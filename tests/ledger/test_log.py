"""The log as the world reads it: known vectors, a slow model, and fourteen tamperings that the verifier finds."""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearing_state import verifier
from hearing_state.ledger import merkle
from hearing_state.ledger.folder import HeadMismatchError, LogFolder, put
from hearing_state.ledger.notes import BadNoteError, Head, Note, Signer, Verifier
from hearing_state.ledger.tiles import bundle, place
from hearing_state.main.command import main
from hearing_state.verifier.command import _fetch
from hearing_state.verifier.log import CheckFailedError, check

KEY = Signer("house.test/log", bytes(32))
VKEY = str(KEY.verifier)


def fact(number: int, **more: object) -> bytes:
    return json.dumps({"id": str(number), "kind": "question.rated", **more}).encode()


def slow_root(leaves):
    """RFC 6962 section 2.1 word for word."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\1" + slow_root(leaves[:k]) + slow_root(leaves[k:])).digest()


def test_roots_are_those_of_the_vectors_of_certificate_transparency():
    # google/certificate-transparency, merkle_tree_test.cc
    texts = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    leaves = [bytes.fromhex(each) for each in texts]
    assert slow_root(leaves[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert slow_root(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def test_the_note_of_the_go_documentation_is_read():
    # golang.org/x/mod/sumdb/note, package documentation
    key = Verifier.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    line = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    note = Note.parse(f"{text}\n{line}".encode())
    assert note.signature_of(key) is not None
    with pytest.raises(BadNoteError):
        Note.parse(f"{text.replace('think', 'thing')}\n{line}".encode()).signature_of(key)


def test_a_tile_lies_where_c2sp_says():
    assert place(1234067) == "x001/x234/067"
    assert place(5) == "005"


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 130), st.data())
def test_each_proof_holds_and_a_changed_one_does_not(size, data):
    leaves = [fact(each) for each in range(size)]
    root = slow_root(leaves)

    def root_of(start, end):
        return slow_root(leaves[start:end])

    at = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(1, size))
    proof = merkle.inclusion_proof(at, size, root_of)
    assert merkle.root_from_inclusion(merkle.leaf_hash(leaves[at]), at, size, proof) == root
    assert merkle.root_from_inclusion(merkle.leaf_hash(b"another"), at, size, proof) != root
    steps = merkle.consistency_proof(old, size, root_of)
    assert merkle.is_consistent(old, slow_root(leaves[:old]), size, root, steps)
    assert not merkle.is_consistent(old, bytes(32), size, root, steps)


@pytest.mark.parametrize("steps", [[1], [255, 1, 1], [256], [3, 600, 7], [65_530, 10, 300]])
def test_a_log_grown_in_steps_has_the_root_of_the_slow_model(tmp_path, steps):
    log, size = LogFolder(tmp_path, KEY), 0
    for each in steps:
        head = log.append(size, [fact(number) for number in range(size, size + each)])
        size += each
    seen, entries = check(_fetch(str(tmp_path)), VKEY)
    assert (seen.size, seen.root) == (size, head.root.hex())
    assert head.root == slow_root(entries)


@pytest.fixture
def log(tmp_path):
    made = LogFolder(tmp_path / "log", KEY)
    made.append(0, [fact(number) for number in range(300)])
    made.append(300, [fact(number) for number in range(300, 310)])
    return made


def signed(log, size, root, key=KEY, origin=KEY.name):
    text = Head(origin, size, root).text
    put(log.root, "checkpoint", str(Note(text, (key.line(text),))).encode())


def rewritten(log, entries):
    """What a dishonest holder of the key does: all files anew, signed."""
    for path in [log.root / "checkpoint", *log.root.rglob("tile/*/*")]:
        if path.is_file():
            path.unlink()
    LogFolder(log.root, KEY).append(0, entries)


def facts():
    return [fact(number) for number in range(310)]


def last_bundle(log, entries):
    put(log.root, "tile/entries/001.p/54", bundle(entries[256:]))


def edit(log):
    last_bundle(log, [*facts()[:309], fact(309, stars=5)])


def delete(log):
    last_bundle(log, facts()[:309])


def swap(log):
    last_bundle(log, [*facts()[:308], fact(309), fact(308)])


def insert(log):
    last_bundle(log, [*facts(), fact(310)])


def truncate(log):
    rewritten(log, facts()[:300])


def re_sign_with_the_key(log):
    rewritten(log, [fact(0, stars=5), *facts()[1:]])


def back_date(log):
    rewritten(log, [fact(999, at="1999-01-01"), *facts()])


def replay_an_old_head(log):
    signed(log, 300, log.root_at(300))


def other_origin(log):
    signed(log, 310, log.root_at(310), origin="other.test/log")


def wrong_hash_domain(log):
    signed(log, 310, hashlib.sha256(b"\0" + log.root_at(310)).digest())


def flip_a_bit_in_a_tile(log):
    raw = bytearray(log.read("tile/0/000"))
    raw[77] ^= 1
    put(log.root, "tile/0/000", bytes(raw))


def duplicate_a_number(log):
    log.append(310, [fact(309)])


def leave_a_gap(log):
    (log.root / "tile/entries/000").unlink()


def forge_the_signature(log):
    signed(log, 310, log.root_at(310), key=Signer(KEY.name, b"x" * 32))


TAMPERINGS = [
    edit, delete, swap, insert, truncate, re_sign_with_the_key, back_date, replay_an_old_head, other_origin,
    wrong_hash_domain, flip_a_bit_in_a_tile, duplicate_a_number, leave_a_gap, forge_the_signature,
]  # fmt: skip


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_reader_who_was_here_before_finds_it(log, tampering):
    fetch = _fetch(str(log.root))
    remembered, _ = check(fetch, VKEY)
    tampering(log)
    with pytest.raises(CheckFailedError):
        check(fetch, VKEY, remembered)


def test_the_writer_signs_no_other_past(log):
    with pytest.raises(HeadMismatchError):
        log.append(0, [fact(0, stars=5), *facts()[1:], fact(310)])
    assert Note.parse(log.read("checkpoint")).text.split("\n")[1] == "310"


_WRITER = """
import sys
from pathlib import Path
from hearing_state.ledger.folder import LogFolder
from hearing_state.ledger.notes import Signer
log = LogFolder(Path(sys.argv[1]), Signer("house.test/log", bytes(32)))
head = log.head()
size = head.size if head else 0
print("ready", flush=True)
while True:
    size = log.append(size, [b'{"id":"%d"}' % n for n in range(size, size + 37)]).size
"""


@pytest.mark.process
def test_a_writer_killed_at_any_moment_leaves_a_log_that_holds(tmp_path):
    dice, remembered = random.Random(6), None
    for _ in range(20):
        writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(dice.uniform(0.005, 0.15))  # the moment of the kill is what the test varies
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        if (tmp_path / "checkpoint").exists():
            remembered, _ = check(_fetch(str(tmp_path)), VKEY, remembered)
    assert remembered is not None


@pytest.mark.parametrize("word", ["fsync", "replace"])
@pytest.mark.parametrize("at", range(8))
def test_a_disk_that_refuses_leaves_the_last_head_whole(log, monkeypatch, word, at):
    remembered, _ = check(_fetch(str(log.root)), VKEY)
    honest, calls = getattr(os, word), []

    def refusing(*given):
        calls.append(1)
        if len(calls) == at + 1:
            raise OSError(28, "No space left on device")
        return honest(*given)

    with monkeypatch.context() as patched:
        patched.setattr(os, word, refusing)
        more = [fact(number) for number in range(310, 600)]
        try:
            log.append(310, more)
        except OSError:
            check(_fetch(str(log.root)), VKEY, remembered)
        assert len(calls) > at or word == "replace"
    log.append(310, more)
    seen, _ = check(_fetch(str(log.root)), VKEY, remembered)
    assert seen.size == 600


def test_the_key_is_named_as_c2sp_says():
    assert Verifier.parse(VKEY) == KEY.verifier
    assert base64.b64decode(VKEY.split("+", 2)[2])[0] == 1


def test_the_verifier_stands_on_the_standard_library_and_cryptography_alone():
    for path in Path(verifier.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                first = name.split(".")[0]
                assert (
                    first in sys.stdlib_module_names
                    or first == "cryptography"
                    or name.startswith("hearing_state.verifier")
                )


def test_the_command_says_yes_to_an_honest_log_and_no_to_a_changed_one(log, tmp_path, capsys):
    words = ["verify", str(log.root), "--key", VKEY, "--remember", str(tmp_path / "seen"), "--entry"]
    assert main([*words, "309"]) == 0
    assert main([*words, "310"]) == 1
    edit(log)
    assert main([*words, "309"]) == 1
    assert "NOT verified" in capsys.readouterr().err
