"""Making, renewing and revoking the private address of one's calendar feed."""

from django.utils import timezone

from paizhu.exchange import rules
from paizhu.exchange.models import FeedAddress
from paizhu.exchange.models.feeds import digest_of, new_secret
from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.trail import actions as trail


@act
def make_address(*, by: Viewer) -> str:
    """Make an address for oneself and return its secret, which is kept nowhere. An older address ends."""
    rules.check_can_have_feed(by)
    _end(by)
    secret = new_secret()
    made = FeedAddress(commission_id=by.commission_id, user_id=by.pk, digest=digest_of(secret))
    save_clean(made)
    trail.record("exchange.feed_made", made, by=by)
    return secret


@act
def revoke_address(*, by: Viewer) -> int:
    """End one's address, if there is one; returns how many ended."""
    ended = _end(by)
    if not ended:
        acts.nothing_to_do()
    return ended


@act
def note_used(*, address: FeedAddress, by: Viewer) -> None:
    """Keep the day on which the address was last read; the trail names the first reading of a day."""
    if (
        not FeedAddress.objects.filter(pk=address.pk)
        .exclude(last_used_on=clock.today())
        .update(last_used_on=clock.today())
    ):
        acts.nothing_to_do()
        return
    trail.record("exchange.feed_read", address, by=by)


def _end(by: Viewer) -> int:
    mine = FeedAddress.objects.visible_to(by).open()
    open_ones = list(mine.select_for_update(of=("self",)))
    for address in open_ones:
        address.revoked_at = timezone.now()
        save_clean(address)
        trail.record("exchange.feed_revoked", address, by=by)
    return len(open_ones)
