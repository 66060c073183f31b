"""The command line ``hearing-state``. Each word is thin: it opens what it needs and hands over."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from pathlib import Path

from pydantic import ValidationError

from hearing_state.db import make_migration, migrate
from hearing_state.db.embedded import EmbeddedServer, EmbeddedServerError
from hearing_state.main import packages
from hearing_state.main.house import config_for, open_house
from hearing_state.settings import Settings
from hearing_state.verifier import command as verifier
from hearing_state.verifier import witnessing
from hearing_state.web.offer import Command


def main(words: list[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 refused, 2 not understood."""
    parser = _parser()
    args = parser.parse_args(words)
    try:
        return int(args.run(args))
    except ValidationError as fault:
        sentences = "; ".join(str(error["msg"]).removeprefix("Value error, ") for error in fault.errors())
        print(f"hearing-state: the settings are not right: {sentences}", file=sys.stderr)
    except EmbeddedServerError as fault:
        print(f"hearing-state: {fault}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hearing-state", description="Citizen and official engagement for a hearing state."
    )
    words = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, what, run in (
        ("run", "the whole system in one command, with an embedded database", _run),
        ("web", "the public site and the phone's API", _web),
        ("console", "the officials' console", _console),
        ("live", "the live halls: their sockets, sound and picture", _live),
        ("worker", "works off the outbox", _worker),
        ("timetable", "rings the bell of the timetable", _timetable),
        ("media", "a media node: carries the sound and picture of live meetings", _media),
        ("broadcast", "sends live meetings to all who only listen and look on", _broadcast),
        ("migrate", "bring the database's schema up to this version", _migrate),
        ("demo", "load demo places, bodies, people and questions", _demo),
        ("makemigrations", "write a package's next migration (developers)", _makemigrations),
    ):
        _described(words.add_parser(name, help=what, description=what), name).set_defaults(run=run)
    verify = words.add_parser("verify", help="check a public log from outside")
    verifier.add_arguments(verify)
    verify.set_defaults(run=verifier.run)
    witness = words.add_parser(
        "witness", help="cosign what extends a public log; for another house than the log's"
    )
    witnessing.add_arguments(witness)
    witness.set_defaults(run=witnessing.run)
    for manifest in packages.manifests():
        for command in manifest.commands:
            word = words.add_parser(command.name, help=command.help, description=command.help)
            command.describe(word)
            word.set_defaults(run=lambda args, command=command: _feature(command, args))
    return parser


def _described(word: argparse.ArgumentParser, name: str) -> argparse.ArgumentParser:
    word.add_argument(
        "--data", metavar="DIR", type=Path, help="folder of the embedded database and of files (default: var)"
    )
    if name in {"run", "web", "console", "live", "broadcast"}:
        word.add_argument("--port", type=int, default=8000, metavar="N")
        word.add_argument("--host", default="127.0.0.1")
    if name in {"web", "console"}:
        word.add_argument("--workers", type=int, default=1, metavar="N")
    if name == "makemigrations":
        word.add_argument("package")
        word.add_argument("-n", "--name", required=True)
        word.add_argument("--empty", action="store_true")
    return word


def settings_for(args: argparse.Namespace) -> Settings:
    """The settings of the environment, with what the command line says on top."""
    given: dict[str, object] = {}
    if getattr(args, "data", None):
        given["data_dir"] = args.data
    if getattr(args, "port", None) and "HS_SITE_URL" not in os.environ:
        given["site_url"] = f"http://{args.host}:{args.port}"
    return Settings(**given)  # type: ignore[arg-type]  # pydantic checks each value


class Grounded:
    """Settings with a database under them: the one they name, or the embedded one, started and stopped here."""

    def __init__(self, settings: Settings, *, ephemeral: bool = False) -> None:
        self._settings = settings
        self.server: EmbeddedServer | None = None
        self._ephemeral = ephemeral

    def __enter__(self) -> Settings:
        if self._settings.database_url:
            return self._settings
        self.server = EmbeddedServer(self._settings.data_dir / "postgres", ephemeral=self._ephemeral).start()
        return self._settings.model_copy(update={"database_url": self.server.dsn("postgres")})

    def __exit__(self, *_fault: object) -> None:
        if self.server is not None:
            self.server.stop()


def _run(args: argparse.Namespace) -> int:
    from hearing_state.main import dev

    ground = Grounded(settings_for(args))
    with ground as settings:
        return dev.run(settings, args.host, args.port, ground.server)


def _web(args: argparse.Namespace) -> int:
    from hearing_state.main import public

    return public.run(settings_for(args), args.host, args.port, args.workers)


def _console(args: argparse.Namespace) -> int:
    from hearing_state.main import console

    return console.run(settings_for(args), args.host, args.port, args.workers)


def _live(args: argparse.Namespace) -> int:
    from hearing_state.main import live

    return live.run(settings_for(args), args.host, args.port)


def _worker(args: argparse.Namespace) -> int:
    from hearing_state.main import worker

    return worker.run_worker(settings_for(args))


def _timetable(args: argparse.Namespace) -> int:
    from hearing_state.main import worker

    return worker.run_timetable(settings_for(args))


def _media(args: argparse.Namespace) -> int:
    from hearing_state.main import media

    return media.run(settings_for(args))


def _broadcast(args: argparse.Namespace) -> int:
    from hearing_state.main import broadcast

    return broadcast.run(settings_for(args), args.host, args.port)


def _migrate(args: argparse.Namespace) -> int:
    with Grounded(settings_for(args)) as settings:
        taken = asyncio.run(migrate(config_for(settings)))
    print("\n".join(taken) or "nothing to do: the schema is up to date")
    return 0


def _demo(args: argparse.Namespace) -> int:
    from hearing_state.main.demo import load

    async def loaded(settings: Settings) -> str:
        await migrate(config_for(settings))
        async with open_house(settings) as house:
            return await load(house)

    with Grounded(settings_for(args)) as settings:
        print(asyncio.run(loaded(settings)))
    return 0


def _makemigrations(args: argparse.Namespace) -> int:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), database_url="", mode="demo")
        with Grounded(settings, ephemeral=True) as grounded:
            path = asyncio.run(
                make_migration(config_for(grounded), args.package, args.name, empty=args.empty)
            )
    print(path)
    return 0


def _feature(command: Command, args: argparse.Namespace) -> int:
    if command.run is not None:
        return command.run(args)
    if command.run_connected is None:
        raise ValueError(f"the command {command.name} does nothing")
    run_connected = command.run_connected

    async def connected(settings: Settings) -> int:
        await migrate(config_for(settings))
        async with open_house(settings) as house:
            return await run_connected(args, house.context())

    with Grounded(settings_for(args)) as settings:
        return asyncio.run(connected(settings))


if __name__ == "__main__":
    sys.exit(main())
