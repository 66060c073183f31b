"""Passwords for the TURN server, and the server's own configuration, that it is no relay into the house."""

import asyncio
import base64
import ipaddress
import re
import shutil
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aioice import stun
from aioice.turn import create_turn_endpoint

from meetings.media.turn import LASTS, ice_servers
from tests.support.processes import free_port

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
URLS = ("turn:turn.example:3478?transport=udp",)
SECRET = b"north-of-the-river"
CONFIG = Path(__file__).parents[3] / "deploy" / "coturn" / "turnserver.conf"


def test_the_password_is_the_one_that_coturn_reckons():
    (server,) = ice_servers(URLS, SECRET, "seat7", NOW)
    assert server.urls == URLS
    assert server.username == f"{int((NOW + LASTS).timestamp())}:seat7"
    # printf %s "$username" | openssl dgst -binary -sha1 -hmac north-of-the-river | base64
    by_openssl = subprocess.run(
        ["openssl", "dgst", "-binary", "-sha1", "-hmac", SECRET.decode()],
        input=server.username.encode(),
        capture_output=True,
        check=True,
    ).stdout
    assert base64.b64decode(server.credential) == by_openssl


def test_each_seat_and_each_moment_has_its_own_password():
    made = {
        ice_servers(URLS, SECRET, seat, NOW + timedelta(seconds=late))[0].credential
        for seat in ("a", "b")
        for late in (0, 1)
    }
    assert len(made) == 4


def test_without_a_server_there_is_nothing_and_without_a_secret_no_server():
    assert ice_servers((), SECRET, "a", NOW) == ()
    with pytest.raises(ValueError, match="lets everybody in"):
        ice_servers(URLS, b"", "a", NOW)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255",
        "224.0.0.1", "192.0.2.7", "198.18.0.1", "::1", "fe80::1", "fd00::1", "ff02::1", "::ffff:10.0.0.1",
    ],
)  # fmt: skip
def test_no_reserved_address_is_reached_through_the_relay(address):
    denied = re.findall(r"(?m)^denied-peer-ip=(\S+?)-(\S+)$", CONFIG.read_text())
    wanted = ipaddress.ip_address(address)
    ranges = [(ipaddress.ip_address(low), ipaddress.ip_address(high)) for low, high in denied]
    assert any(low <= wanted <= high for low, high in ranges if low.version == wanted.version)


@pytest.mark.process
@pytest.mark.skipif(not shutil.which("turnserver"), reason="coturn is not installed: apt-get install coturn")
async def test_a_real_coturn_takes_the_password_and_refuses_a_late_one(tmp_path):
    port = free_port()
    config = tmp_path / "turnserver.conf"
    text = CONFIG.read_text().replace("CHANGE-ME", SECRET.decode())
    config.write_text(
        re.sub(r"(?m)^(listening-port|tls-listening-port|cert|pkey|log-file|external-ip).*\n", "", text)
    )
    command = [
        "turnserver", "-c", str(config), f"--listening-port={port}", "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1",
        "--no-tls", "--no-dtls", f"--pidfile={tmp_path}/pid", f"--userdb={tmp_path}/db", "--log-file=stdout",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path)
    try:
        now = datetime.fromtimestamp(time.time(), UTC)
        good, late = (ice_servers(URLS, SECRET, "seat", moment)[0] for moment in (now, now - 2 * LASTS))
        transport = await _allocated(port, good)
        assert transport.get_extra_info("sockname")[0] == "127.0.0.1"
        transport.close()
        with pytest.raises(stun.TransactionFailed):
            await _allocated(port, late)
    finally:
        process.kill()
        process.wait()


async def _allocated(port, server):
    """A relayed address from coturn, as soon as it answers."""
    async with asyncio.timeout(20):
        while True:
            try:
                transport, _protocol = await create_turn_endpoint(
                    asyncio.DatagramProtocol,
                    server_addr=("127.0.0.1", port),
                    username=server.username,
                    password=server.credential,
                )
            except (stun.TransactionTimeout, ConnectionError, OSError):
                continue
            return transport
