"""The sentences for this room's refusals."""

from hearing_state.i18n import N_

WORDS = {
    "petition.notice_too_short": N_("A public discussion is announced three working days before: comments can be taken from %(day)s."),
    "petition.draft_in_kazakh": N_("The draft is published in Kazakh too: write at least %(limit)s characters."),
    "petition.discussion_days": N_("The last day of the discussion is not before its first."),
    "petition.discussion_past_term": N_("The decision is due on %(day)s: the discussion ends before that day."),
    "petition.discussed_yet": N_("The draft is discussed in public until the end of %(day)s; decide after that."),
    "petition.summary_owed": N_("First publish what was taken from the discussion before this one."),
    "petition.summarised_before": N_("The summary of this discussion is published already."),
    "petition.discussion_runs": N_("Comments are taken until the end of %(day)s; the summary comes after that."),
    "petition.discussion_closed": N_("Comments on this draft are not taken now."),
    "petition.no_such_discussion": N_("There is no such discussion."),
    "petition.comment_consent": N_("Agree that the comment and your first name with one letter are published."),
    "petition.comment_short": N_("Write something to comment."),
    "petition.comment_long": N_("A comment may have at most %(limit)s characters."),
    "petition.member_before": N_("This person sits in the commission already."),
    "petition.one_chair": N_("The commission has a chair already."),
    "petition.commission_full": N_("At most %(maximum)s people sit in a commission."),
    "petition.no_such_member": N_("This person does not sit in the commission."),
    "petition.decision_language": N_("The decision is written in the language of the petition or in Kazakh."),
    "petition.still_collecting": N_("Signatures are still taken, or not all are counted yet."),
    "petition.published_before": N_("The decision is published already."),
    "petition.statement_needed": N_("Write the head's statement, at least %(limit)s characters, or attach it as a video or a document."),
    "petition.not_decided": N_("Nothing is decided yet."),
}  # fmt: skip
