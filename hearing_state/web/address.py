"""Where a caller comes from. Only our own proxies are believed; IPv6 counts by its /64."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping


def caller_address(peer: str, headers: Mapping[str, str], trusted_hops: int) -> str:
    """The caller's address: the peer's, or the entry our outermost proxy wrote into X-Forwarded-For.

    With n proxies of ours, the n-th entry from the right was written by the outermost of them; everything
    left of it was written by somebody else and is ignored.
    """
    address = peer
    if trusted_hops:
        hops = [hop.strip() for hop in headers.get("x-forwarded-for", "").split(",") if hop.strip()]
        if len(hops) >= trusted_hops:
            address = hops[-trusted_hops]
    return _network(address) or _network(peer) or ""


def _network(text: str) -> str | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)
