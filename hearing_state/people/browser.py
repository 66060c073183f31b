"""What a session is called on its owner's page: the browser and the device, told roughly. Pure."""

from __future__ import annotations

_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("YaBrowser/", "Yandex"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def browser_name(user_agent: str) -> str:
    """Empty where nothing is known.

    >>> browser_name("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36")
    'Chrome, Android'
    """
    known = (
        next((name for mark, name in marks if mark in user_agent), "") for marks in (_BROWSERS, _DEVICES)
    )
    return ", ".join(name for name in known if name)
