"""What whoever chairs reads about the recording."""

from hearing_state.i18n import N_
from meetings.recording.standing import Told

SAID = {
    Told.WAITING: N_("The recording begins with the first person whose sound comes in."),
    Told.RUNNING: N_("The meeting is being recorded: sound and picture of those who agreed."),
    Told.FAILING: N_("The recording fails: what is said now may be missing in it. Tell technical help, and let the secretary write along."),
    Told.IMPOSSIBLE: N_("This meeting is not recorded: its media server cannot keep sound and picture. Let the secretary write along."),
    Told.INTERRUPTED: N_("The recording is interrupted. It goes on by itself when sound comes in again; what is missing will be marked."),
}  # fmt: skip
