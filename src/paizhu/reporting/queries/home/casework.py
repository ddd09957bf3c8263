"""What waits in casework: decisions, clues with their limits, papers to sign for, petitions with their answers.

A line has number, unit, limit and reason, never whom it is about nor what is reported. All of it starts at `visible_to`, so nothing
waits for whom the matter does not exist. A constant number of queries, whatever waits.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.clues import rules
from paizhu.clues.models import (
    READS_ALL,
    Approval,
    ApprovalState,
    Clue,
    ClueState,
    Handover,
    Petition,
    PetitionState,
    Report,
    ReportState,
    TeamMember,
)
from paizhu.clues.queries import answers, clocks, levels, outcomes
from paizhu.kernel.refusals import allowed
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Post
from paizhu.reporting.queries.home.shapes import AT_MOST, Kind, Reader, Waiting
from paizhu.rulebook.queries import Approver

CLUES, PETITIONS = "clues:clues", "clues:petitions"
AT_WORK = (ClueState.INQUIRING, ClueState.VERIFYING, ClueState.FILING)
WANTED = {
    ClueState.REGISTERED: gettext_lazy("Assign it to a group"),
    ClueState.ASSIGNED: gettext_lazy("Propose a disposition"),
    ClueState.INQUIRING: gettext_lazy("Inquire by talk or letter, and report"),
    ClueState.VERIFYING: gettext_lazy("Verify, and report"),
    ClueState.FILING: gettext_lazy("Put the filing to the level that decides"),
    ClueState.HELD: gettext_lazy("Look again at what is held for later"),
}
"""State → what whoever has the clue is to do next."""


def concerns(user: Viewer) -> bool:
    """Tell whether the reader has any business in casework: then a desk of his shows what waits."""
    posts = user.powers.commission_posts
    return bool(posts & READS_ALL) or Post.PETITION_OFFICE in posts


def lines(reader: Reader) -> Iterator[Waiting]:
    """Yield all that waits for the reader in casework."""
    if allowed(rules.check_can_see_clues, reader.user) and has_clues(reader.user):
        yield from decisions(reader)
        yield from clues(reader)
        yield from papers(reader)
        yield from signatures(reader)
    if allowed(rules.check_can_see_petitions, reader.user):
        yield from petitions(reader)


def has_clues(user: Viewer) -> bool:
    """Tell whether any clue exists for the reader: where none does, nothing about clues waits. One query."""
    return Clue.objects.visible_to(user).order_by().exists()


def decisions(reader: Reader) -> Iterator[Waiting]:
    """Yield the questions that the reader can decide, or enter from paper. Two queries."""
    found = Approval.objects.visible_to(reader.user).filter(state=ApprovalState.WAITING)
    found = found.exclude(asked_by=reader.official_id).select_related("clue", "clue__unit")
    rows = list(found.order_by("asked_on", "pk")[:AT_MOST])
    worked = TeamMember.objects.filter(official=reader.official_id)
    apart = set(
        worked.filter(clue__in=[each.clue_id for each in rows]).values_list("clue_id", flat=True)
    )
    kind = Kind("decisions", gettext_lazy("Questions about clues to be decided"), CLUES)
    for each in rows:
        if each.clue_id not in apart and _decides(reader, each):
            level = Approver(each.level).label
            yield Waiting(
                **_about(reader, each.clue, kind), what=_("Decide at the level: %(level)s") % {"level": level},
                basis=each.basis, who=_("asked on %(day)s") % {"day": each.asked_on.isoformat()},
            )  # fmt: skip


def _decides(reader: Reader, approval: Approval) -> bool:
    """Whether the reader's post decides it; what is decided outside this system the case office enters."""
    if Approver(approval.level) in levels.ON_PAPER:
        return Post.CASE_OFFICE in reader.user.powers.commission_posts
    powers, group = reader.user.powers, approval.clue.group_id
    held = {levels.POSTS[post] for post in powers.commission_posts if post in levels.POSTS}
    held |= {levels.POSTS[Post.LIAISON]} if group in powers.guided_groups else set()
    held |= {levels.POSTS[Post.LEADER]} if group in powers.led_groups else set()
    return max((level.height for level in held), default=-1) >= Approver(approval.level).height


def clues(reader: Reader) -> Iterator[Waiting]:
    """Yield the clues on which the reader has the next step, each with the limit that ends first. Some eleven queries."""
    powers, official = reader.user.powers, reader.official_id
    states = {ClueState.ASSIGNED, *AT_WORK}
    mine = Q(state__in=AT_WORK, pk__in=_worked_on(official)) | Q(group__in=reader.heads)
    if Post.CASE_OFFICE in powers.commission_posts:
        office = (ClueState.REGISTERED, ClueState.HELD)
        mine = Q(state__in=office) | Q(state__in=states) & mine
        states |= {*office}
    found = Clue.objects.visible_to(reader.user).filter(mine).select_related("unit")
    found = found.in_states(reader.user.commission_id, *sorted(states))
    rows = list(found.order_by("since", "pk")[:AT_MOST])
    if not rows:
        return
    running = clocks.CaseClocks(reader.user.commission_id, reader.today)
    running.read(rows)
    kind = Kind("clues", gettext_lazy("Clues with a limit"), CLUES)
    for each in rows:
        ends = clocks.nearest(running.of(each))
        if each.state == ClueState.HELD and (ends is None or ends.days > NEAR):
            continue
        due: dict[str, Any] = {}
        if ends:
            due = {
                "due_on": ends.due_on,
                "clock": reader.clock(ends.due_on),
                "basis": f"{ends.rule} · {ends.basis}",
            }
        yield Waiting(**_about(reader, each, kind), what=WANTED[ClueState(each.state)], **due)


NEAR = 10
"""Working days before its yearly look from which a clue held for later shows on the first page."""


def papers(reader: Reader) -> Iterator[Waiting]:
    """Yield the papers of clues that were given to the reader and not signed for. One query."""
    found = Handover.objects.visible_to(reader.user).filter(
        to_official=reader.official_id, signed_at__isnull=True
    )
    kind = Kind("papers", gettext_lazy("Papers to sign for"), CLUES)
    for each in found.select_related("clue", "clue__unit").order_by("given_at", "pk")[:AT_MOST]:
        yield Waiting(**_about(reader, each.clue, kind), what=_("Sign for the papers"))


def signatures(reader: Reader) -> Iterator[Waiting]:
    """Yield the reports that the reader, of the team, has not signed. One query."""
    found = Report.objects.visible_to(reader.user).filter(state=ReportState.WRITTEN)
    found = found.filter(clue__in=_worked_on(reader.official_id))
    found = found.exclude(signatures__official=reader.official_id).select_related(
        "clue", "clue__unit"
    )
    kind = Kind("signatures", gettext_lazy("Reports to sign"), CLUES)
    for each in found.order_by("written_on", "pk")[:AT_MOST]:
        yield Waiting(**_about(reader, each.clue, kind), what=_("Read and sign the report"))


def petitions(reader: Reader) -> Iterator[Waiting]:
    """Yield the petitions on which the reader's office has the next step. Three queries."""
    posts, found = reader.user.powers.commission_posts, Petition.objects.visible_to(reader.user)
    ours = Post.PETITION_OFFICE in posts
    states = (
        [PetitionState.REGISTERED, PetitionState.ACCEPTED, PetitionState.HANDED_OVER]
        if ours
        else []
    )
    wanted = Q(state__in=states)
    if Post.CASE_OFFICE in posts:
        wanted |= Q(state=PetitionState.HANDED_OVER, clues__isnull=True)
    found = found.filter(wanted).select_related("unit").distinct()
    rows = list(found.order_by("since", "pk")[:AT_MOST])
    keys = [each.pk for each in rows]
    told, became = answers.told_of(keys), outcomes.outcomes_of(keys, reader.user)
    kind = Kind("petitions", gettext_lazy("Petitions"), PETITIONS)
    for each in rows:
        due = (
            answers.due_of(each, told.get(each.pk, ()), became.get(each.pk, ()), reader.deadlines)
            if ours
            else []
        )
        line = _petition(reader, each, kind, due, bool(became.get(each.pk)))
        if line:
            yield line


def _petition(
    reader: Reader, petition: Petition, kind: Kind, due: Sequence[Any], has_clue: bool
) -> Waiting | None:
    about = {"kind": kind, "number": petition.code, "url": petition.get_absolute_url()}
    about |= reader.at(petition.unit)
    if due:
        first = min(due, key=lambda each: (each.due_on is None, each.due_on))
        clock = reader.clock(first.due_on)
        return Waiting(
            **about, what=first.label, due_on=first.due_on, clock=clock, basis=first.basis
        )
    if petition.state == PetitionState.REGISTERED:
        return Waiting(**about, what=_("Accept it or forward it"))
    if petition.state == PetitionState.ACCEPTED:
        return Waiting(**about, what=_("Hand it to the case office"))
    if Post.CASE_OFFICE in reader.user.powers.commission_posts and not has_clue:
        return Waiting(**about, what=_("Make it a clue"))
    return None


def _about(reader: Reader, clue: Clue, kind: Kind) -> dict[str, Any]:
    return {
        "kind": kind,
        "number": clue.code,
        "url": clue.get_absolute_url(),
        **reader.at(clue.unit),
    }


def _worked_on(official_id: int) -> Any:
    return TeamMember.objects.filter(official=official_id, left_on__isnull=True).values("clue_id")


def by_state(user: Viewer, states: Iterable[str]) -> dict[str, int]:
    """Return how many clues exist for the reader in each of the states; closed ones, of which there are many, are not read. One query."""
    found = Clue.objects.visible_to(user).filter(state__in=sorted(states))
    return dict(found.order_by().values_list("state").annotate(n=Count("pk")))
