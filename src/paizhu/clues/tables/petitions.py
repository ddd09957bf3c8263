"""The list of petitions."""

from django.utils.translation import gettext_lazy as _

from paizhu.clues.models import Petition
from paizhu.web.lists import Column, Empty, Kind, ListPage

PETITIONS = ListPage(
    name="clues.petitions",
    title=_("Petitions"),
    queryset=lambda user: Petition.objects.visible_to(user).select_related("unit"),
    columns=(
        Column("code", _("Number"), order="code", link=lambda record: record.get_absolute_url()),
        Column("received_on", _("Received on"), order="received_on", kind=Kind.DATE),
        Column("unit", _("Unit concerned"), value="unit.name"),
        Column("channel", _("Way it came in"), value="get_channel_display"),
        Column("standing", _("Signature"), value="get_standing_display"),
        Column("state", _("State"), value="get_state_display"),
    ),
    default_order="-received_on",
    search=("code",),
    empty=Empty(_("No petitions."), icon="mail-opened"),
)
