"""The sentences for this package's refusals, and for the laws that keep something for now."""

from hearing_state.i18n import N_, _l

WORDS = {
    "privacy.no_export": N_("There is no such file any more. You can ask for a new one."),
    "privacy.no_such_table": N_("There is no such table."),
    "privacy.export_asked_already": N_(
        "You asked for the file less than a day ago. A letter comes when it is there."
    ),
    "privacy.erasure_asked_already": N_("You have asked for it already."),
    "privacy.no_erasure": N_("Nothing is to be erased."),
    "privacy.erasure_not_due": N_("The day of the erasure has not come."),
    "privacy.not_sure": N_("Tick that you have read what goes and what stays."),
}
LAWS = {
    "APPC 64, 76: an appeal in work is answered first": _l(
        "A question that is not answered yet stays until its answer (Administrative Procedural and Process-Related Code, articles 64 and 76)."
    ),
    "APPC 91: an appeal in work is decided first": _l(
        "An appeal that is not decided yet stays until its decision (the same Code, article 91)."
    ),
    "APPC 90: a reception that is asked for is held first": _l(
        "A request for a reception stays until the reception was held (the same Code, article 90)."
    ),
    "APPC 90-2: a petition in work has its check": _l(
        "The check of your petition stays while the petition is open (the same Code, article 90-2)."
    ),
    "APPC 90-2(2): a petition in work bears its author's name": _l(
        "A petition of yours bears your name while it is open (the same Code, article 90-2)."
    ),
    "APPC 90-3(1): the proof of a signature stays, sealed, until the petition is closed": _l(
        "The proof of your signature under an open petition stays sealed until it is closed (the same Code, article 90-3)."
    ),
}
"""The sentence for each ``law`` of a table in the tables of retention: a house test finds one without."""
