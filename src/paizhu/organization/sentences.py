"""The sentences of the organization's acts, as the trail reads them."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "organization.commission_registered": _("%(actor)s registered the commission “%(subject)s”."),
    "organization.commission_corrected": _("%(actor)s corrected the commission “%(subject)s”."),
    "organization.demonstration_marked": _(
        "%(actor)s marked the records of “%(subject)s” as a demonstration."
    ),
    "organization.sector_entered": _("%(actor)s entered the sector “%(subject)s”."),
    "organization.sector_corrected": _("%(actor)s corrected the sector “%(subject)s”."),
    "organization.unit_entered": _(
        "%(actor)s entered the unit “%(subject)s” in the sector “%(sector)s”."
    ),
    "organization.unit_corrected": _("%(actor)s corrected the unit “%(subject)s”."),
    "organization.unit_transferred": _(
        "%(actor)s transferred the unit “%(subject)s” to the sector “%(sector)s” from %(from_on)s."
    ),
    "organization.transfer_taken_back": _(
        "%(actor)s took back the transfer of the unit “%(subject)s” to the sector “%(sector)s” from %(from_on)s."
    ),
    "organization.unit_renamed": _(
        "%(actor)s renamed the unit “%(before)s” to “%(name)s” from %(from_on)s."
    ),
    "organization.unit_dissolved": _(
        "%(actor)s dissolved the unit “%(subject)s” from %(from_on)s: %(reason)s"
    ),
    "organization.unit_merged": _(
        "%(actor)s merged the unit “%(subject)s” into “%(into)s” from %(from_on)s: %(reason)s"
    ),
    "organization.unit_matters_moved": _(
        "%(actor)s handed %(count)s open matters of the unit “%(subject)s” to “%(successor)s”."
    ),
    "organization.unit_matters_ended": _(
        "%(actor)s ended %(count)s open matters of the unit “%(subject)s” with it."
    ),
    "organization.posting_ended_with_unit": _(
        "%(actor)s ended the posting of %(subject)s at “%(place)s” with the unit, from %(until_on)s."
    ),
    "organization.dissolution_taken_back": _(
        "%(actor)s took back the dissolution of the unit “%(subject)s” from %(from_on)s."
    ),
    "organization.resident_group_entered": _(
        "%(actor)s entered the resident group “%(subject)s” in its host unit “%(host)s”."
    ),
    "organization.resident_group_corrected": _(
        "%(actor)s corrected the resident group “%(subject)s”."
    ),
    "organization.composite_group_entered": _(
        "%(actor)s entered the composite group “%(subject)s”."
    ),
    "organization.composite_group_corrected": _(
        "%(actor)s corrected the composite group “%(subject)s”."
    ),
    "organization.charge_handed_over": _(
        "%(actor)s gave the sector “%(sector)s” into the charge of “%(subject)s” from %(from_on)s."
    ),
    "organization.charge_taken_back": _(
        "%(actor)s took back the charge of “%(subject)s” over the sector “%(sector)s” from %(from_on)s."
    ),
    "organization.official_entered": _("%(actor)s entered the official %(subject)s."),
    "organization.official_corrected": _("%(actor)s corrected the official %(subject)s."),
    "organization.posting_begun": _(
        "%(actor)s entered the posting of %(subject)s: %(post)s, %(place)s, from %(from_on)s."
    ),
    "organization.posting_ended": _(
        "%(actor)s ended the posting of %(subject)s: %(post)s, %(place)s, from %(until_on)s."
    ),
    "organization.matters_handed_over": _(
        "%(actor)s handed over %(count)s open matters of %(subject)s to %(successor)s."
    ),
    "organization.posting_corrected": _(
        "%(actor)s corrected the posting of %(subject)s: %(post)s, %(place)s."
    ),
    "organization.posting_withdrawn": _(
        "%(actor)s removed the posting of %(subject)s entered by mistake: %(post)s, %(place)s, from %(from_on)s."
    ),
    "organization.recusal_entered": _(
        "%(actor)s entered a ground of recusal of %(subject)s (%(code)s)."
    ),
    "organization.recusal_corrected": _(
        "%(actor)s corrected a ground of recusal of %(subject)s (%(code)s)."
    ),
    "organization.list_exported": _("%(actor)s exported the list “%(list)s”: %(count)s rows."),
    "organization.recusal_withdrawn": _(
        "%(actor)s removed a ground of recusal of %(subject)s (%(code)s)."
    ),
}
