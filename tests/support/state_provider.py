"""The state's identity provider of the tests: a certified one (npm ``oidc-provider``) in a process of its own, on the loopback."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx2
import pytest

from tests.support.processes import free_port

FOLDER = Path(__file__).with_name("openid")
CLIENT, SECRET = "hearing-state", "only-for-the-tests-0123456789"
PEOPLE = {
    "990101000004": {"given_name": "Дәулет", "family_name": "Жүнісов"},
    "880101000001": {"given_name": "Гүлнар", "family_name": "Оспанова"},
    "not-a-number": {"given_name": "Ешкім", "family_name": "Емес"},
}
SECONDS_TO_START = 60
HOW_TO_GET_IT = "The tests' identity provider is not installed: `make provider` (needs Node 18 or newer and npm; on Debian: apt-get install nodejs npm)."


@dataclass
class StateProvider:
    """``returns``: where it may send people back to."""

    returns: tuple[str, ...]
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self, *, in_token: bool = True) -> None:
        node = shutil.which("node")
        if node is None or not (FOLDER / "node_modules").is_dir():
            pytest.fail(HOW_TO_GET_IT)
        env = {
            **os.environ,
            "ISSUER": self.issuer,
            "CLIENT": CLIENT,
            "SECRET": SECRET,
            "RETURNS": " ".join(self.returns),
            "PEOPLE": json.dumps(PEOPLE),
            "IN_TOKEN": "yes" if in_token else "no",
        }
        self.process = subprocess.Popen(
            [node, "provider.mjs"], cwd=FOLDER, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        async with asyncio.timeout(SECONDS_TO_START), httpx2.AsyncClient(trust_env=False) as client:
            while True:
                assert self.process.poll() is None, "the provider did not start"
                try:
                    if (
                        await client.get(f"{self.issuer}/.well-known/openid-configuration")
                    ).status_code == 200:
                        return
                except httpx2.HTTPError:
                    await asyncio.sleep(0.1)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)
            self.process = None

    async def visited(self, way: str, number: str) -> dict[str, str]:
        """Somebody goes there, types her IIN, agrees, and is sent back: with what."""
        async with httpx2.AsyncClient(trust_env=False) as client:
            answer = await client.get(way)
            while True:
                if answer.is_redirect:
                    target = urljoin(str(answer.url), answer.headers["location"])
                    if target.startswith(self.returns):
                        return {name: found[0] for name, found in parse_qs(urlsplit(target).query).items()}
                    answer = await client.get(target)
                    continue
                assert answer.status_code == 200, answer.text[:500]
                prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
                action = re.search(r'<form[^>]*action="([^"]+)"', answer.text)
                assert prompt is not None
                assert action is not None, answer.text[:2000]
                sent = {"prompt": prompt.group(1), "login": number, "password": "any"}
                answer = await client.post(urljoin(str(answer.url), action.group(1)), data=sent)


@asynccontextmanager
async def state_provider(*sites: str) -> AsyncIterator[StateProvider]:
    returns = tuple(f"{site}/{locale}/sign-in/state/back" for site in sites for locale in ("kk", "ru", "en"))
    made = StateProvider(returns, free_port())
    await made.start()
    try:
        yield made
    finally:
        made.stop()
