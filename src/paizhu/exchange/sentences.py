"""The sentences of the exchange room's acts, as the trail reads them."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "exchange.feed_made": _("%(actor)s made an address for the calendar feed of the own diary."),
    "exchange.feed_revoked": _("%(actor)s revoked the address of the own calendar feed."),
    "exchange.feed_read": _(
        "A calendar program read the diary of %(subject)s today for the first time."
    ),
    "exchange.received": _("%(actor)s uploaded the workbook “%(subject)s”."),
    "exchange.begun": _("%(actor)s confirmed that the workbook “%(subject)s” is taken in."),
    "exchange.discarded": _("%(actor)s put the workbook “%(subject)s” away without taking it in."),
    "exchange.imported": _("%(actor)s took in the workbook “%(file)s” for “%(subject)s”."),
    "exchange.exported": _("%(actor)s exported %(rows)s rows of “%(subject)s” as a workbook."),
}
