"""A diary as a calendar file (iCalendar, RFC 5545) for the programs of phones and computers.

The file leaves the house without a sign-in, so it says what an envelope would: when, of what kind, and the number. It
never carries a title, a place, a unit's name or a person's; those stand behind the sign-in, under the number.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from paizhu.access.models import User
from paizhu.exchange.models import FeedAddress
from paizhu.exchange.models.feeds import digest_of
from paizhu.kernel import clock
from paizhu.reporting.queries import diary
from paizhu.reporting.queries.diary import Entry, Kind

BACK, AHEAD = timedelta(days=30), timedelta(days=180)
"""Which days around today a feed holds."""
LENGTH = timedelta(hours=1)
"""How long a matter lasts of which only the beginning is known."""
LEFT_OUT = (Kind.ACTIVITY, Kind.OPEN)
"""What is done already, or not decided, is no appointment."""


def address_of(secret: str) -> FeedAddress | None:
    """Return the open address of a secret whose account is in force; one query. Nobody is signed in here."""
    found = FeedAddress.objects.open().filter(digest=digest_of(secret), user__is_active=True)
    return found.select_related("user__official", "user__commission").first()


def calendar_of(user: User) -> bytes:
    """Return the file of a person's diary around today, every moment in UTC."""
    today = clock.today()
    days = diary.of_person(user, user.official, today - BACK, today + AHEAD)
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Paizhu//diary//ZH")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("Paizhu diary"))
    made.add("x-published-ttl", "PT1H")
    for event in _events(user.commission_id, (one for day in days for one in day.entries)):
        made.add_component(event)
    return made.to_ical()


def _events(commission_id: int, entries: Iterable[Entry]) -> Iterable[Event]:
    now = timezone.now().astimezone(UTC)
    for entry in entries:
        if entry.kind in LEFT_OUT:
            continue
        event = Event()
        known = entry.number or (entry.at or entry.on).isoformat()
        event.add("uid", str(uuid5(NAMESPACE_URL, f"paizhu:{commission_id}:{entry.kind}:{known}")))
        event.add("dtstamp", now)
        event.add("summary", f"{kind_word(entry.kind)} {entry.number}".strip())
        event.add("class", "PRIVATE")
        start, end = _times(entry)
        event.add("dtstart", start)
        event.add("dtend", end)
        if entry.kind is Kind.DEADLINE:
            event.add("transp", "TRANSPARENT")
        yield event


def _times(entry: Entry) -> tuple[datetime, datetime] | tuple[date, date]:
    """Return begin and end: moments in UTC, or whole days, of which the end is the day after."""
    if entry.at is None:
        return entry.on, entry.on + timedelta(days=1)
    start = entry.at.astimezone(UTC)
    end = entry.until.astimezone(UTC) if entry.until else start + LENGTH
    return start, max(end, start)


def kind_word(kind: Kind) -> str:
    """Return what an entry is called in the file."""
    return {
        Kind.MATTER: _("Matter to attend"),
        Kind.JOINT: _("Joint activity"),
        Kind.DEADLINE: _("Rectification due"),
    }.get(kind, _("engaged"))
