"""Who acts where nobody is signed in, and shaped reads of accounts for pages."""

import getpass
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from paizhu.access.models import Administration, User
from paizhu.access.states import OFFICE_GIVES, POST_GIVES, AccountState
from paizhu.kernel import clock
from paizhu.organization.models import Administration as Office
from paizhu.organization.models import Official, Post, Powers
from paizhu.tenancy.models import Commission
from paizhu.tenancy.queries import statements


def _reader(key: int) -> QuerySet[User]:
    appointed = Administration.objects.filter(user=OuterRef("pk")).order_by()
    found = User.objects.select_related("commission", "official").filter(pk=key).order_by()
    return found.annotate(was_appointed=Exists(appointed))


READER = statements.Read(_reader, int)


def reader(key: int) -> User | None:
    """Return the account of who is signed in, with his commission and official; one query. None where there is none."""
    user = next(iter(READER(key)), None)
    if user is not None and not user.was_appointed:
        user.appointments = []
    return user


@dataclass(frozen=True)
class Operator:
    """The person at the command line. Keeps structure and ledgers; casework is never open to him."""

    commission_id: int | None
    name: str
    pk: None = None
    official_id: None = None
    powers: Powers = field(default_factory=lambda: Powers(on=clock.today(), is_operator=True))

    @property
    def trail_name(self) -> str:
        """How the trail names the operator: by the machine's own account."""
        return _("command line (%(name)s)") % {"name": self.name}


def operator(commission: Commission | None) -> Operator:
    """Return the operator for one commission; None before the first commission exists."""
    return Operator(commission_id=commission.pk if commission else None, name=getpass.getuser())


@dataclass(frozen=True)
class Machine(Operator):
    """The system itself, which does what is due: an operator that nobody sits at."""

    @property
    def trail_name(self) -> str:
        """How the trail names it."""
        return _("the system, on schedule")


def machine(commission: Commission) -> Machine:
    """Return who acts in a due job of one commission."""
    return Machine(commission_id=commission.pk, name="jobs")


@dataclass(frozen=True)
class Stranger:
    """Somebody at the door who is not signed in. Has no powers."""

    pk: None = None
    commission_id: None = None
    official_id: None = None
    powers: Powers = field(default_factory=lambda: Powers(on=clock.today()))

    @property
    def trail_name(self) -> str:
        """How the trail names him."""
        return _("not signed in")


def stranger() -> Stranger:
    """Return nobody in particular."""
    return Stranger()


@dataclass(frozen=True)
class Ground:
    """One ground of what an account may see and do: a posting, or one of the three offices."""

    post: Any
    place: Any
    from_on: date
    until_on: date | None
    gives: Any


def grounds_of(user: User, on: date) -> list[Ground]:
    """Return what the account's powers would rest on that day, were it in force.

    While somebody holds one of the three offices, the postings give nothing and are left out.
    """
    offices = [
        Ground(
            held.get_office_display(),
            None,
            held.from_on,
            held.until_on,
            OFFICE_GIVES[Office(held.office)],
        )
        for held in user.appointments
        if held.is_in_force(on)
    ]
    return offices or [
        Ground(p.get_post_display(), p.place, p.from_on, p.until_on, POST_GIVES[Post(p.post)])
        for p in user.postings_on(on)
    ]


def waiting_for(user: Any) -> QuerySet[User]:
    """Return the accounts that wait to be put in force by this user, oldest first."""
    if not user.powers.is_security_admin:
        return User.objects.none()
    waiting = User.objects.visible_to(user).in_state(AccountState.WAITING)
    return waiting.select_related("official", "prepared_by").order_by("opened_at", "pk")


def without_account(user: Any) -> QuerySet[Official]:
    """Return the officials whom this user sees and who have no account yet."""
    return Official.objects.visible_to(user).filter(account__isnull=True)


def appointments(user: Any) -> list[Administration]:
    """Return the appointments of the three administrators that this user may see, newest first."""
    seen = Administration.objects.visible_to(user).select_related("user")
    return list(seen.order_by("-from_on", "-pk"))


def second_factors(users: list[User]) -> set[int]:
    """Return the ids of those among the accounts that have a second factor; one query."""
    kept = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__in=users)
    return set(kept.values_list("user_id", flat=True))


def has_second_factor(user: User) -> bool:
    """Tell whether the account has set one up."""
    return bool(second_factors([user]))


@dataclass(frozen=True)
class OpenSession:
    """One of a person's sign-ins that has not ended: where from, with what, since when."""

    pk: int
    ip: str
    device: str
    created_at: Any
    is_current: bool


def sessions_of(user: User, current_key: str) -> list[OpenSession]:
    """Return the person's open sessions, the present one first; those that ran out are forgotten."""
    found = [
        OpenSession(
            session.pk,
            session.ip,
            device_of(session.user_agent),
            session.created_at,
            session.session_key == current_key,
        )
        for session in UserSession.objects.purge_and_list(user)
    ]
    return sorted(
        found, key=lambda session: (not session.is_current, -session.created_at.timestamp())
    )


def session_of(user: User, pk: int) -> UserSession | None:
    """Return one of the person's own sessions."""
    return UserSession.objects.filter(user=user, pk=pk).select_related("user").first()


BROWSERS = (
    (r"MicroMessenger", "WeChat"),
    (r"Edg", "Edge"),
    (r"360SE|360EE|QihooBrowser", "360"),
    (r"QQBrowser", "QQ Browser"),
    (r"Firefox", "Firefox"),
    (r"Chrom(e|ium)", "Chrome"),
    (r"Safari", "Safari"),
)
SYSTEMS = (
    (r"HarmonyOS|OpenHarmony", "HarmonyOS"),
    (r"Android", "Android"),
    (r"iPhone|iPad", "iOS"),
    (r"Windows", "Windows"),
    (r"Mac OS", "macOS"),
    (r"UOS|Kylin", "Kylin / UOS"),
    (r"Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """Return browser and system in words that their user recognizes, from what the browser says of itself."""
    named = [
        next((name for pattern, name in kinds if re.search(pattern, user_agent)), "")
        for kinds in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(filter(None, named)) or _("unknown device")
