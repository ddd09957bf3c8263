"""The outbox: what is to be sent is written in the act that tells, and sent afterwards, with retries.

Whether it is still needed is asked when it is sent: a notice that was read, settled, or whose matter its recipient
may no longer see goes nowhere.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from paizhu.access.models import User
from paizhu.jobs import actions as jobs
from paizhu.kernel.acts import act, nothing_to_do
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.notices import letters, rules
from paizhu.notices.models import Delivery, Notice, Sending
from paizhu.notices.states import Channel, MailWish, SendingState
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

log = logging.getLogger(__name__)
TASK = "notices.send_waiting"
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""How long after each failed attempt the next one is made; after the last it is given up."""
IN_HAND = timedelta(minutes=10)
"""For how long a sending belongs to the worker that took it up."""
AT_A_TIME = 100


def is_used() -> bool:
    """Tell whether anything is sent out of the house."""
    return bool(settings.MAIL_URL or settings.NOTICE_WEBHOOK)


def prepare(notices: Iterable[Notice]) -> int:
    """Write what is to be sent of new notices; returns how many rows. Who was told first elsewhere is not among them."""
    by_official = {notice.recipient_id: notice for notice in notices}
    accounts = User.objects.filter(official__in=by_official, is_active=True)
    wishes = dict(Delivery.objects.filter(user__in=accounts).values_list("user_id", "mail"))
    rows = [
        Sending(commission_id=notice.commission_id, channel=channel, recipient=user, notice=notice)
        for user in accounts
        for notice in [by_official[user.official_id]]
        for channel in _channels(user, wishes.get(user.pk, MailWish.AT_ONCE))
    ]
    if rows:
        Sending.objects.bulk_create(rows)
        jobs.soon(TASK)
    return len(rows)


def _channels(user: User, wish: str) -> list[Channel]:
    found = [Channel.WEBHOOK] if settings.NOTICE_WEBHOOK else []
    if settings.MAIL_URL and user.email and wish == MailWish.AT_ONCE:
        found.append(Channel.MAIL)
    return found


def prepare_digests(commission: Commission) -> int:
    """Write a digest for everybody who wants one and has unread notices; one a day, however often it is run."""
    if not settings.MAIL_URL:
        return 0
    wanting = Delivery.objects.of(commission).filter(mail=MailWish.DAILY)
    users = User.objects.filter(
        pk__in=wanting.values("user_id"), is_active=True, official__isnull=False
    ).exclude(email="")
    today, count = timezone.localdate(), 0
    for user in users:
        if not Notice.objects.visible_to(user).unread().exists():
            continue
        _row, made = Sending.objects.get_or_create(
            commission=commission, recipient=user, channel=Channel.DIGEST, on=today
        )
        count += made
    if count:
        jobs.soon(TASK)
    return count


def send_waiting(_commission: None = None) -> int:
    """Send what waits and is due; returns how much went out. A failing one keeps no other waiting."""
    count = 0
    while taken := _take_up(timezone.now()):
        for sending in taken:
            count += _send(sending)
    return count


def _take_up(now: datetime) -> list[Sending]:
    """Take some sendings in hand, so that no other worker sends them too."""
    with transaction.atomic():
        waiting = Sending.objects.select_for_update(skip_locked=_skips()).due(now)
        taken = list(waiting.order_by("next_at", "pk")[:AT_A_TIME])
        Sending.objects.filter(pk__in=[each.pk for each in taken]).update(next_at=now + IN_HAND)
    return list(
        Sending.objects.filter(pk__in=[each.pk for each in taken])
        .select_related("recipient__official", "notice", "commission")
        .order_by("pk")
    )


def _skips() -> bool:
    return transaction.get_connection().features.has_select_for_update_skip_locked


def _send(sending: Sending) -> bool:
    sending.attempts += 1
    try:
        with translation.override(settings.LANGUAGE_CODE):
            went = letters.send(sending)
    except Exception as fault:  # noqa: BLE001  whatever the other side does
        _note_fault(sending, fault)
        return False
    if went:
        sending.note_sent()
    else:
        sending.drop()
    save_clean(sending)
    return went


def _note_fault(sending: Sending, fault: Exception) -> None:
    """Keep the kind of the fault, and try later or give up. Its words may hold an address: they are kept nowhere."""
    sending.error = jobs.kind_of(fault)[:120]
    log.warning("sending %s failed: %s", sending.pk, sending.error)
    if sending.attempts > len(PAUSES):
        sending.give_up()
    else:
        sending.next_at = timezone.now() + PAUSES[sending.attempts - 1]
    save_clean(sending)


@act
def try_again(*, commission: Commission, by: Viewer) -> int:
    """Let everything that was given up be tried anew, after the fault is mended. Returns how many."""
    rules.check_can_see_sendings(by)
    given_up = Sending.objects.select_for_update().of(commission)
    count = 0
    for sending in given_up.filter(state=SendingState.GIVEN_UP):
        sending.try_again()
        save_clean(sending)
        count += 1
    if not count:
        nothing_to_do()
        return 0
    trail.record("notices.tried_again", commission, by=by, count=count)
    jobs.soon(TASK)
    return count
