"""How channels are called, and how loud the floor may be under one."""

from hearing_state.i18n import _l
from meetings.interpretation.channel import Channel

CHANNELS = {
    Channel.FLOOR: _l("As it is spoken in the hall"),
    Channel.KK: _l("Kazakh"),
    Channel.RU: _l("Russian"),
    Channel.EN: _l("English"),
}

UNDERS = {"off": _l("Off"), "quiet": _l("Quiet"), "louder": _l("Louder")}
"""As `js/hall/under.js` knows them; quiet is the usual one."""
