"""Short ways to ask the API as a telephone does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from tests.support.app import HouseClient

BASE = "/api/v1"


@dataclass
class Telephone:
    client: HouseClient

    async def headers_of(self, context: Context, person_id: UUID) -> dict[str, str]:
        """Of somebody who has signed in."""
        return {"authorization": f"Bearer {await open_session(context, person_id, Step.CODE, '')}"}

    async def get(self, path: str, who: dict[str, str] | None = None, **query: Any) -> Any:
        return await self.client.get(f"{BASE}{path}", params=query, headers=who or {})

    async def read(self, path: str, who: dict[str, str] | None = None, **query: Any) -> Any:
        """What is found, as JSON."""
        answer = await self.get(path, who, **query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(
        self, path: str, body: Any = None, who: dict[str, str] | None = None, key: str = ""
    ) -> Any:
        headers = {**(who or {}), **({"idempotency-key": key} if key else {})}
        return await self.client.post(f"{BASE}{path}", json=body, headers=headers)

    async def send(
        self, path: str, content: bytes, who: dict[str, str] | None = None, key: str = "", **query: Any
    ) -> Any:
        """A file, as it is."""
        headers = {
            "content-type": "application/octet-stream",
            **(who or {}),
            **({"idempotency-key": key} if key else {}),
        }
        return await self.client.post(f"{BASE}{path}", content=content, params=query, headers=headers)

    async def delete(self, path: str, who: dict[str, str] | None = None) -> Any:
        return await self.client.delete(f"{BASE}{path}", headers=who or {})

    async def refused(self, answer: Any, status: int, reason: str) -> str:
        """The sentence that its reader reads."""
        assert (answer.status_code, answer.json()["reason"]) == (status, reason), answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        return str(answer.json()["title"])

    def put_clock(self, moment: Any, **by: float) -> None:
        self.client.clock.put(moment + timedelta(**by))
