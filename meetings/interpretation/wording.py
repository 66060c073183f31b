"""How channels are called."""

from hearing_state.i18n import _l
from meetings.interpretation.channel import Channel

CHANNELS = {
    Channel.FLOOR: _l("As it is spoken in the hall"),
    Channel.KK: _l("Kazakh"),
    Channel.RU: _l("Russian"),
    Channel.EN: _l("English"),
}
