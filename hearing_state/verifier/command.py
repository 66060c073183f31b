"""``hearing-state verify URL|FOLDER --key KEY [--remember FILE] [--entry REFERENCE]
[--witness KEY ... --witnesses N]``; also ``python -m hearing_state.verifier.command``.
"""

from __future__ import annotations

import argparse
import json
import sys
import urllib.parse
import urllib.request
from dataclasses import asdict
from pathlib import Path

from hearing_state.verifier.log import CheckFailedError, Fetch, Quorum, Seen, check, find
from hearing_state.verifier.notes import Key

SECONDS = 20
BYTES_MAX = 32 * 1024 * 1024


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("log", metavar="URL|FOLDER", help="where checkpoint and tile/ lie")
    parser.add_argument("--key", required=True, help="the log's verifier key, name+id+base64")
    parser.add_argument("--remember", type=Path, metavar="FILE", help="keep the head here, compare next time")
    parser.add_argument(
        "--witness", action="append", default=[], metavar="KEY", help="a witness's key; may be given again"
    )
    parser.add_argument(
        "--witnesses", type=int, metavar="N", help="so many of them must have cosigned (default: all)"
    )
    parser.add_argument("--entry", metavar="REFERENCE", help="show the entries about this public reference")


def run(args: argparse.Namespace) -> int:
    """0: the log keeps its word (and has the entry asked for). 1: it does not."""
    try:
        remembered = _remembered(args.remember)
        seen, entries = check(_fetch(args.log), args.key, remembered, _quorum(args))
        numbers = find(entries, args.entry) if args.entry else []
    except (CheckFailedError, OSError, ValueError) as fault:
        sys.stderr.write(f"NOT verified: {fault}\n")
        return 1
    if args.remember:
        args.remember.write_text(json.dumps(asdict(seen)), encoding="utf-8")
    sys.stdout.write(f"verified: {seen.size} entries, root {seen.root}\n")
    for number in numbers:
        sys.stdout.write(f"{number}: {entries[number].decode()}\n")
    return 0


def _quorum(args: argparse.Namespace) -> Quorum | None:
    if not args.witness and args.witnesses is None:
        return None
    keys = tuple(Key.read(each) for each in args.witness)
    needed = len(keys) if args.witnesses is None else args.witnesses
    if not 0 < needed <= len(keys):
        raise ValueError(f"--witnesses {needed} needs that many keys after --witness")
    return Quorum(keys, needed)


def _remembered(path: Path | None) -> Seen | None:
    return Seen(**json.loads(path.read_text(encoding="utf-8"))) if path and path.exists() else None


def _fetch(log: str) -> Fetch:
    if urllib.parse.urlsplit(log).scheme not in {"http", "https"}:
        return lambda path: (Path(log) / path).read_bytes()

    def fetched(path: str) -> bytes:
        with urllib.request.urlopen(f"{log.rstrip('/')}/{path}", timeout=SECONDS) as answer:  # noqa: S310  http(s) only, see above
            read: bytes = answer.read(BYTES_MAX)
            return read

    return fetched


def main() -> int:
    parser = argparse.ArgumentParser(description="Check a Hearing State log from outside.")
    add_arguments(parser)
    return run(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
