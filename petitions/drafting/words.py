"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "petition.not_found": N_("There is no such petition, or it is not public."),
    "petition.not_in_this_state": N_("This is not possible any more: the petition has moved on in the meantime."),
    "petition.no_such_draft": N_("There is no such draft in this browser. Sign in if you began it while signed in."),
    "petition.consent_needed": N_("Agree that the words and your first name with one letter are published; without that there is no petition."),
    "petition.name_needed": N_("Write your first name and surname: a petition has an author."),
    "petition.choose_body": N_("Choose the body that the petition goes to."),
    "petition.choose_topic": N_("Choose a topic from the list."),
    "petition.choose_place": N_("Choose a place from the list."),
    "petition.choose_language": N_("Choose the language in which you write."),
    "petition.same_subject": N_("The same petition is open, or was decided less than a year ago: %(petition)s."),
    "petition.not_over": N_("The time is not over yet: it runs until %(until)s."),
    "petition.title_short": N_("Say in one sentence what you want: at least %(limit)s characters."),
    "petition.title_long": N_("The title may have at most %(limit)s characters."),
    "petition.text_short": N_("Write at least %(limit)s characters here."),
    "petition.text_long": N_("At most %(limit)s characters fit here."),
    "petition.say_it": N_("Write something here."),
    "petition.file_gone": N_("A file is not there any more: a draft's files are kept for two days. Attach it again."),
    "petition.file_kind": N_("This kind of file is not taken here. Taken are: %(kinds)s"),
    "petition.figures_size": N_("The table is empty, or has more than %(maximum)s lines."),
    "petition.figure_not_understood": N_("Line %(line)s is not understood: place, people, counted_on, source."),
    "petition.no_such_place": N_("There is no place with the code %(place)s on the map."),
}  # fmt: skip
