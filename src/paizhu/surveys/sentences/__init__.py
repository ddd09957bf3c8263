"""The sentences of the surveys room's acts, as the trail reads them. Nobody who answers is an actor: answering leaves none."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "surveys.drafted": _("%(actor)s designed the survey %(subject)s."),
    "surveys.changed": _("%(actor)s changed the design of the survey %(subject)s."),
    "surveys.withdrawn": _("%(actor)s withdrew the survey %(subject)s before it was issued."),
    "surveys.issued": _(
        "%(actor)s issued the survey %(subject)s with %(tickets)s tickets; its form is frozen as %(fingerprint)s."
    ),
    "surveys.unit_added": _(
        "%(actor)s let unit %(unit)s join the survey %(subject)s with %(tickets)s tickets."
    ),
    "surveys.slips_printed": _(
        "%(actor)s printed %(count)s ballot slips of the survey %(survey)s for unit %(unit)s; slips printed earlier "
        "and not used are void."
    ),
    "surveys.tablet_opened": _(
        "%(actor)s opened a tablet for class %(ballot_class)s of the survey %(survey)s at unit %(unit)s."
    ),
    "surveys.meeting_prepared": _(
        "%(actor)s prepared %(count)s ballot slips and a page for a meeting room without network, for the survey "
        "%(survey)s at unit %(unit)s."
    ),
    "surveys.ballots_brought_in": _(
        "%(actor)s brought in a file with %(count)s offline ballots of the survey %(survey)s from unit %(unit)s."
    ),
    "surveys.closed": _(
        "%(actor)s closed the survey %(subject)s: %(returned)s of %(issued)s ballots returned; figures frozen as %(digest)s."
    ),
    "surveys.voice_sorted": _(
        "%(actor)s sorted a free text of the survey %(survey)s of unit %(unit)s."
    ),
    "surveys.fed_back": _(
        "%(actor)s fed a free text of the survey %(survey)s back to unit %(unit)s as the opinion %(opinion)s."
    ),
    "surveys.published": _(
        "%(actor)s published the results of the survey %(survey)s at unit %(unit)s for those who answered."
    ),
    "surveys.template_kept": _("%(actor)s kept the survey template %(subject)s."),
    "surveys.reminded": _("%(actor)s told of surveys that open or close: %(count)s notices."),
    "surveys.given": _("%(actor)s gave the survey %(subject)s to %(keeper)s (%(code)s)."),
    "surveys.exported": _("%(actor)s exported the figures of the survey %(subject)s."),
}
