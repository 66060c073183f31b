"""The sentences for this package's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "territory.not_found": N_("There is no place with this code."),
    "territory.file_empty": N_("The file is empty. Choose the classifier as CSV or as the statistics office's workbook (.xlsx)."),
    "territory.file_too_large": N_("The file is larger than %(maximum)s MB. The classifier is much smaller: check which file it is."),
    "territory.file_unreadable": N_("The workbook cannot be opened. Save it again as .xlsx, or as CSV UTF-8."),
    "territory.not_unicode": N_("Line %(line)s: the letters are not in UTF-8. Save the file as “CSV UTF-8”; other encodings lose Kazakh letters."),
    "territory.quotes_broken": N_("Line %(line)s: a quotation mark is not closed. Close it, or save the file as CSV again."),
    "territory.columns_missing": N_("The first line must name the columns; these are missing: %(columns)s."),
    "territory.version_missing": N_("The file does not say which edition of the classifier it is. Name the edition."),
    "territory.line_broken": N_("Line %(line)s: it has fewer or more cells than the heading. Look for a missing or spare separator."),
    "territory.code_wrong": N_("Line %(line)s: the code “%(code)s” is not nine digits. Keep the column of codes as text."),
    "territory.code_doubled": N_("Line %(line)s: the code %(code)s already stands in line %(first)s. Remove one of the two."),
    "territory.groups_differ": N_("Line %(line)s: the code %(code)s and its parts (%(groups)s) differ. Correct one of them."),
    "territory.level_wrong": N_("Line %(line)s: the level “%(level)s” does not fit the code %(code)s. The code says “%(expected)s”."),
    "territory.sign_wrong": N_("Line %(line)s: the kind sign “%(sign)s” of %(code)s must be a digit from 0 to 4."),
    "territory.name_kk_missing": N_("Line %(line)s: the place %(code)s has no Kazakh name. Fill it in."),
    "territory.name_ru_missing": N_("Line %(line)s: the place %(code)s has no Russian name. Fill it in."),
    "territory.name_kk_wrong": N_("Line %(line)s: the Kazakh name of %(code)s is longer than %(maximum)s letters or holds invisible signs."),
    "territory.name_ru_wrong": N_("Line %(line)s: the Russian name of %(code)s is longer than %(maximum)s letters or holds invisible signs."),
    "territory.parent_missing": N_("Line %(line)s: the place %(code)s lies in %(parent)s, but there is no such line. Add it, or correct the code."),
    "territory.more_faults": N_("There are more wrong lines: %(number)s. Correct these first, then try again."),
    "territory.too_many_vanish": N_(
        "The file would close %(number)s places; it holds %(total)s. It is probably not the whole classifier. Nothing was changed."
    ),
}  # fmt: skip

# Where the figures in population.csv come from, letter by letter as they stand there.
POPULATION_SOURCES = (
    N_(
        "Bureau of National Statistics, 1 January 2026, as told by news agencies on 2 February 2026;"
        " not read in an official text"
    ),
)
