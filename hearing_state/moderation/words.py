"""The sentences for this package's refusals and for its coded reasons."""

from hearing_state.i18n import N_, _l, gettext

WORDS = {
    "moderation.thing_not_found": N_("There is no such page, or it is not public."),
    "moderation.not_found": N_("There is no such decision, or it is not public."),
    "moderation.no_such_reason": N_("Choose one of the offered reasons."),
    "moderation.nothing_reported": N_("Nothing is reported here any more: somebody else has decided."),
    "moderation.appeal_too_late": N_("An appeal is possible within three months of the decision."),
    "moderation.not_in_this_state": N_(
        "This cannot be done any more: the appeal was made or decided already."
    ),
}

REASONS = {
    "personal_data": _l("It shows personal data"),
    "insulting": _l("It contains obscene or insulting words"),
    "third_person": _l("It accuses a named private person"),
    "advertising": _l("It is advertising"),
    "security": _l("It tells of a crime or a threat"),
    "wrong_fact": _l("A fact in it is wrong"),
    "other": _l("Another reason"),
    "no_breach": _l("It breaks no rule"),
    "public_interest": _l("The public has a right to know it"),
    "masked": _l("The personal data were masked, the rest stays"),
    "not_cured": _l("The defects were not put right within the term"),
    "identical": _l("The same was asked before, without new arguments"),
    "secret": _l("The answer is a secret protected by law"),
    "petition_subject": _l("No petition may be about this subject"),
    "petition_same": _l("A petition on the same subject is open"),
    "petition_recent": _l("A petition on the same subject was decided less than a year ago"),
    "petition_kind": _l("It is an application or a complaint, not a petition"),
    "petition_body": _l("The body is not competent for it"),
    "petition_content": _l("Something that the law asks for is missing"),
}
OUTCOMES = {
    "upheld": _l("The report is right"),
    "dismissed": _l("The report is not right"),
    "granted": _l("The appeal is granted: the first decision does not stand"),
    "rejected": _l("The appeal is rejected: the first decision stands"),
}


def cited(article: str) -> str:
    """An article of law with the law's name in the reader's language."""
    for law in (N_("APPC"), N_("Law on personal data and their protection")):
        article = article.replace(law, gettext(law))
    return article
