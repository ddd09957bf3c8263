"""Sentences of keys."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "clues.seals_renewed": _("%(actor)s sealed %(count)s values of casework anew."),
}
