"""The sentences for refusals of the media server."""

from hearing_state.i18n import N_

WORDS = {
    "media.full": N_("The hall is full. You can listen to the broadcast, and your hand and your question count there too."),
    "media.joining_too_fast": N_("Very many people are coming in at this moment. Your device tries again by itself."),
    "media.closing": N_("This server is being restarted. Your device moves to another one by itself."),
    "media.away": N_("The sound and picture of the meeting are away for a moment. Your device tries again by itself."),
    "media.no_such_room": N_("There is no live meeting here now."),
    "media.no_such_seat": N_("Your connection has ended. Come in again: your place in the queue is kept."),
    "media.not_on_stage": N_("You do not have the floor."),
    "media.stage_full": N_("At most %(most)s people can speak or be seen at the same time."),
    "media.too_many_pictures": N_("At most %(most)s pictures are shown at the same time."),
    "media.no_such_channel": N_("There is no such sound channel."),
    "media.no_such_picture": N_("This sound or picture is not on the stage any more."),
    "media.offer_too_long": N_("Your browser's description of the call is too long."),
    "media.offer_unusable": N_("Your browser's description of the call cannot be used."),
    "media.no_common_codec": N_("Your browser and the meeting have no common format of sound or picture."),
}  # fmt: skip
