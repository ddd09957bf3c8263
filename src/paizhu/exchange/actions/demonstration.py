"""Loading the demonstration city: its workbook through the same import, an account for every role, and its stories."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from paizhu.access import actions as access
from paizhu.access import queries as accounts
from paizhu.access.models import User
from paizhu.exchange import queries
from paizhu.exchange.actions.importing import import_workbook
from paizhu.exchange.actions.playing import play
from paizhu.exchange.demonstration import workbook
from paizhu.exchange.demonstration.cast import PARTS, PASSWORD, Part
from paizhu.exchange.demonstration.city import COMMISSION_CODE
from paizhu.kernel import clock
from paizhu.kernel.viewers import Viewer
from paizhu.organization.actions import commissions
from paizhu.organization.models import Official, Posting, Target
from paizhu.tenancy.models import Commission

PLACE_FIELDS = {
    Target.UNIT: "unit__name",
    Target.RESIDENT_GROUP: "resident_group__code",
    Target.COMPOSITE_GROUP: "composite_group__code",
}


@dataclass(frozen=True)
class DemonstrationAccount:
    """One line of the table that `paizhu demo` shows. `hint`: what is worth looking at."""

    role: Any
    username: str
    name: str
    password: str
    hint: Any


@transaction.atomic
def load_demonstration(
    *, progress: queries.Progress = queries.no_progress
) -> list[DemonstrationAccount]:
    """Make the city where it is not there yet, and return its accounts. The second call changes nothing."""
    stored = Commission.objects.filter(code=COMMISSION_CODE).first()
    commission = stored or _take_in(progress)
    operator = accounts.operator(commission)
    opened = [_account(commission, part, operator) for part in PARTS]
    if stored is None:
        play(commission, progress)
    return opened


def _take_in(progress: queries.Progress) -> Commission:
    with tempfile.TemporaryDirectory(prefix="paizhu-") as folder:
        path = Path(folder) / "demonstration.xlsx"
        workbook.write(path)
        book = queries.read_workbook(path, progress)
    operator = accounts.operator(None)
    done = import_workbook(
        workbook=book, file_name="demonstration.xlsx", progress=progress, by=operator
    )
    return commissions.mark_demonstration(
        commission=done.commission, by=accounts.operator(done.commission)
    )


def _account(commission: Commission, part: Part, operator: Viewer) -> DemonstrationAccount:
    user = User.objects.filter(commission=commission, username=part.username).first()
    user = user or _open(commission, part, operator)
    return DemonstrationAccount(part.role, user.username, user.display_name, PASSWORD, part.hint)


def _open(commission: Commission, part: Part, operator: Viewer) -> User:
    official = _official(commission, part)
    user = access.open_account(
        commission=commission,
        official=official,
        username=part.username,
        display_name=official.name if official else str(part.office.label),
        password=PASSWORD,
        temporary=False,
        by=operator,
    )
    user = access.put_in_force(user=user, by=operator)
    if part.office:
        access.appoint(user=user, office=part.office, from_on=clock.today(), by=operator)
    return user


def _official(commission: Commission, part: Part) -> Official | None:
    """Return who holds the part's post today."""
    if part.post is None:
        return None
    held = Posting.objects.of(commission).in_force(clock.today()).filter(post=part.post)
    if field := PLACE_FIELDS.get(part.post.target):
        held = held.filter(**{field: part.place})
    return held.select_related("official").order_by("from_on", "pk").first().official
