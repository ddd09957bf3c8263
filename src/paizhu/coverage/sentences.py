"""The sentences of coverage's acts, as the trail reads them."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "coverage.blind_spots_told": _("%(actor)s told of blind spots: %(count)s notices."),
}
