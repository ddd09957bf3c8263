"""Sentences about work rules and the division of work."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "planning.rule_written": _(
        "%(actor)s wrote the work rule %(code)s of group %(group)s, in force from %(from_on)s."
    ),
    "planning.rule_revised": _(
        "%(actor)s revised the work rule %(code)s: version %(version)s, in force from %(from_on)s."
    ),
    "planning.rule_ended": _("%(actor)s ended the work rule %(code)s on %(until_on)s."),
    "planning.watch_ended_with_unit": _(
        "%(actor)s ended the watch over the unit “%(subject)s” with it: %(count)s people."
    ),
    "planning.work_divided": _(
        "%(actor)s settled who of group %(group)s watches the unit “%(subject)s” from %(from_on)s."
    ),
}
