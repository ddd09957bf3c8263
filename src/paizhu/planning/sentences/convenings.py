"""Sentences about joint activities."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "planning.convened": _("%(actor)s convened the joint activity %(subject)s of group %(group)s."),
    "planning.convening_changed": _("%(actor)s changed the joint activity %(subject)s."),
    "planning.convening_called_off": _("%(actor)s called the joint activity %(subject)s off."),
    "planning.call_answered": _("%(actor)s answered the call to the joint activity %(subject)s."),
    "planning.convening_held": _(
        "%(actor)s entered the result of the joint activity %(subject)s: %(came)s of %(called)s came."
    ),
}
