"""The log read by code that nobody here wrote: Go's checksum database (golang.org/x/mod/sumdb), from Debian's packages."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from hearing_state.ledger.folder import LogFolder, put
from hearing_state.ledger.notes import Signer

SOURCES = Path("/usr/share/gocode")
PROGRAM = Path(__file__).parent / "foreign" / "read_log.go"
KEY = Signer("house.test/log", bytes(range(32)))
SIZES = (1, 255, 256, 257, 700, 66_000)

pytestmark = pytest.mark.skipif(
    shutil.which("go") is None or not (SOURCES / "src/golang.org/x/mod/sumdb/tlog").is_dir(),
    reason="apt-get install golang-go golang-golang-x-mod-dev (make programs does it)",
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("foreign")
    env = {
        **os.environ,
        "GOPATH": str(SOURCES),
        "GO111MODULE": "off",
        "GOCACHE": str(made / "cache"),
        "GOFLAGS": "",
        "CGO_ENABLED": "0",
    }
    subprocess.run(["go", "build", "-o", str(made / "read_log"), str(PROGRAM)], check=True, env=env)
    return made / "read_log"


def read(reader: Path, log: LogFolder) -> subprocess.CompletedProcess[str]:
    words = [str(reader), str(log.root), str(KEY.verifier)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def entries(first: int, last: int) -> list[bytes]:
    return [f'{{"id":"{number}","kind":"question.rated"}}'.encode() for number in range(first, last)]


def test_it_verifies_the_signature_each_entry_and_the_growth_of_our_log(reader, tmp_path):
    log, size = LogFolder(tmp_path, KEY), 0
    for each in SIZES:
        head = log.append(size, entries(size, each))
        size = each
        told = read(reader, log)
        assert (told.returncode, told.stderr) == (0, "")
        assert told.stdout.split() == [str(size), head.root.hex()]


@pytest.mark.parametrize("name", ["checkpoint", "tile/0/000", "tile/entries/001.p/44", "tile/1/000.p/1"])
def test_it_refuses_our_log_once_a_bit_is_turned(reader, tmp_path, name):
    log = LogFolder(tmp_path, KEY)
    log.append(0, entries(0, 300))
    raw = bytearray(log.read(name))
    raw[-20] ^= 1
    put(log.root, name, bytes(raw))
    assert read(reader, log).returncode == 1
