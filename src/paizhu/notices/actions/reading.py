"""What recipients do with their own notices. Reading leaves no trail record: it changes nobody's matter."""

from collections.abc import Iterable

from django.db.models import Case, DateTimeField, F, QuerySet, Value, When

from paizhu.access import actions as access
from paizhu.access.models import User
from paizhu.kernel import clock
from paizhu.kernel.acts import act, nothing_to_do
from paizhu.kernel.records import changes, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.notices import rules
from paizhu.notices.models import UNSETTLED, Delivery, Notice
from paizhu.notices.states import KINDS
from paizhu.trail import actions as trail


def mark_read(notices: QuerySet[Notice] | Iterable[Notice]) -> int:
    """Mark the reader's notices read; those for information alone are done with it. Returns how many were unread.

    Start at `Notice.objects.visible_to(user)`.
    """
    now = clock.now()
    keys = [notice.pk for notice in notices]
    informing = [key for key, kind in KINDS.items() if kind.for_information]
    unread = Notice.objects.filter(pk__in=keys, **UNSETTLED)
    return unread.update(
        read_at=now,
        done_at=Case(
            When(kind__in=informing, then=Value(now)),
            default=F("done_at"),
            output_field=DateTimeField(null=True),
        ),
    )


@act
def choose_delivery(*, user: User, email: str, mail: str, by: Viewer) -> Delivery:
    """Set one's own mail address and when to hear by mail. The trail says that it changed, not the address.

    Raises `ValidationError` for an address that is none.
    """
    rules.check_can_choose_delivery(by, user)
    access.change_mail_address(user=user, email=email, by=by)
    delivery = Delivery.objects.filter(user=user).first() or Delivery(
        commission_id=user.commission_id, user=user
    )
    before = None if delivery.pk is None else Delivery(mail=delivery.mail)
    delivery.mail = mail
    if changed := changes(before, delivery, ["mail"]):
        save_clean(delivery)
        trail.record("notices.delivery_chosen", user, by=by, changes=changed)
    else:
        nothing_to_do()
    return delivery
