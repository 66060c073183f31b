"""The measure of this machine: a bare Starlette route on the same server, `python -m deploy.bench.bare PORT`."""

from __future__ import annotations

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from hearing_state.main.serving import UVICORN


async def bare(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("сәлем")


if __name__ == "__main__":
    uvicorn.run(Starlette(routes=[Route("/", bare)]), host="127.0.0.1", port=int(sys.argv[1]), **UVICORN)
