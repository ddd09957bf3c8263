"""The sentences of the notices room's acts."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "notices.delivery_chosen": _("%(actor)s changed how to hear of notices."),
    "notices.tried_again": _("%(actor)s let %(count)s sendings be tried again."),
}
