"""What Janus is told when it starts: only what we use is on, and it is spoken to by us alone. Pure: values in, texts out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SOCKET = "janus.sock"
PLUGIN = "janus.plugin.videoroom"
MOST_LOOPS = 32
LOST_A_SECOND = 5
"""Packets lost in a second from which Janus tells of a weak line."""


@dataclass(frozen=True)
class Wish:
    """``host`` is the address for sound and picture, ``ports`` the UDP ports from which each peer gets one."""

    folder: Path
    secret: str
    host: str
    ports: tuple[int, int]
    public: Sequence[str] = ()
    loops: int = 1


def files(wish: Wish) -> Mapping[str, str]:
    """By name, for the folder that Janus reads.

    No admin interface, no plugin but the VideoRoom, no transport but WebSocket on a unix socket in our own folder, whose
    every request must carry the secret; no plain HTTP, no events, no recordings. ICE-lite, so that it never knocks at an
    address that a stranger names. One loop for each core instead of a thread for each peer: twice as many listeners.
    """
    general = {
        "debug_level": 3, "debug_colors": False, "debug_timestamps": True, "api_secret": wish.secret,
        "session_timeout": 30, "reclaim_session_timeout": 0, "candidates_timeout": 15, "event_loops": min(wish.loops, MOST_LOOPS),
        "server_name": "media", "hide_dependencies": True,
    }  # fmt: skip
    nat: dict[str, object] = {
        "ice_lite": True, "ice_tcp": False, "full_trickle": False, "ice_enforce_list": wish.host, "ignore_mdns": True,
    }  # fmt: skip
    if wish.public:
        nat |= {"nat_1_1_mapping": ",".join(wish.public), "keep_private_host": True}
    low, high = wish.ports
    media: dict[str, object] = {
        "rtp_port_range": f"{low}-{high}", "slowlink_threshold": LOST_A_SECOND, "no_media_timer": 5, "ipv6": ":" in wish.host,
        "dtls_mtu": 1200,
    }  # fmt: skip
    websocket: dict[str, object] = {
        "json": "compact", "ws": True, "ws_unix": str(wish.folder / SOCKET), "wss": False,
        "pingpong_trigger": 10, "pingpong_timeout": 10,
    }  # fmt: skip
    return {
        "janus.jcfg": _written(
            {
                "general": general, "nat": nat, "media": media,
                "certificates": {"dtls_timeout": 500},
                "plugins": {"disable": _others("plugin", _OTHER_PLUGINS)},
                "transports": {"disable": _others("transport", _OTHER_TRANSPORTS)},
                "loggers": {"disable": "libjanus_jsonlog.so"},
                "events": {"broadcast": False},
            }
        ),
        "janus.transport.websockets.jcfg": _written({"general": websocket, "admin": {"admin_ws": False, "admin_wss": False}}),
        f"{PLUGIN}.jcfg": _written({"general": {"admin_key": wish.secret, "string_ids": True, "events": False}}),
    }  # fmt: skip


_OTHER_PLUGINS = (
    "audiobridge", "duktape", "echotest", "lua", "nosip", "recordplay", "sip", "streaming", "textroom", "videocall", "voicemail",
)  # fmt: skip
_OTHER_TRANSPORTS = ("http", "mqtt", "nanomsg", "pfunix", "rabbitmq")


def _others(kind: str, names: Sequence[str]) -> str:
    files_of = {"plugin": "libjanus_{}.so", "transport": "libjanus_{}.so"}
    return ",".join(files_of[kind].format(name) for name in names)


def _written(sections: Mapping[str, Mapping[str, object]]) -> str:
    """As libconfig reads it: its strings and numbers are those of JSON."""
    text = ""
    for name, values in sections.items():
        lines = "".join(f"\t{key} = {json.dumps(value)}\n" for key, value in values.items())
        text += f"{name}: {{\n{lines}}}\n"
    return text
