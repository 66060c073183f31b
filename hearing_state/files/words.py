"""The sentences for this package's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "file.not_found": N_("There is no such file, or it is not public."),
    "file.empty": N_("The file is empty. Choose another one."),
    "file.too_large": N_("The file is larger than %(maximum)s MB. Make it smaller or send a part of it."),
    "file.too_many": N_("At most %(maximum)s files can be attached. Leave some out."),
    "file.kind_not_taken": N_(
        "This kind of file is not taken. Send a PDF, a picture (JPEG, PNG, WebP), plain text, DOCX or ODT."
    ),
    "file.heic": N_(
        "Pictures in the HEIC form are not taken. Set the camera of the phone to “Most compatible”, or send the picture as JPEG."
    ),
    "file.old_office": N_("Old Office files are not taken. Save the document as DOCX, ODT or PDF."),
    "file.two_kinds": N_("The file pretends to be two kinds at once. Save it again in one form."),
    "file.broken": N_("The file cannot be opened. Save it again and send it once more."),
    "file.locked": N_("The file is locked with a password. Save it without one."),
    "file.active": N_(
        "The document holds programs or other files inside it. Save it without them, for example as PDF."
    ),
    "file.reaches_out": N_(
        "The document loads parts of itself from other places. Save it with everything inside, for example as PDF."
    ),
    "file.too_deep": N_("The file unfolds into far more than its size. Save it in a simpler form."),
    "file.too_many_dots": N_("The picture is larger than %(millions)s million dots. Make it smaller."),
    "file.video_codec": N_(
        "This video is not played by every browser. Set the camera to “Most compatible”, or save it as MP4 (H.264)."
    ),
    "file.video_tracks": N_(
        "The video holds more than picture, sound and captions. Save it again as MP4 (H.264)."
    ),
    "file.workshop_full": N_("Many files are arriving at this moment. Send yours again in a few seconds."),
    "file.attached_elsewhere": N_("This file is attached to something already."),
}
