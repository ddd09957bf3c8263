"""Talks: who enters which, with how many, and what must be seen to where casework stands behind them."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import (
    OPEN_TALKS,
    READS_ALL,
    Clue,
    ClueState,
    Safety,
    Talk,
    TalkKind,
)
from paizhu.clues.queries import articles, working
from paizhu.clues.rules.conflicts import check_free
from paizhu.clues.rules.teamwork import (
    check_day,
    check_may_begin,
    check_state,
    check_works,
    check_works_or_leads,
    check_written,
)
from paizhu.clues.states import TalkEntry
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Capacity, Official, Posting, Unit
from paizhu.organization.queries import capacity_of
from paizhu.oversight.queries.joint_work import authorised

WORK = frozenset({TalkKind.INQUIRY, TalkKind.VERIFICATION})
"""Talks that belong to the work on a clue and to nothing else."""
HEARD_BY_TWO = WORK | {TalkKind.PETITION_INTERVIEW}
STATES = {TalkKind.INQUIRY: ClueState.INQUIRING, TalkKind.VERIFICATION: ClueState.VERIFYING}
REMINDED = (ClueState.CONCLUDED, ClueState.FILED, ClueState.TRANSFERRED)
INTERVIEWED = (
    ClueState.ASSIGNED,
    ClueState.PROPOSED,
    ClueState.INQUIRING,
    ClueState.VERIFYING,
    ClueState.CONCLUDED,
)


def check_can_enter_talks(by: Viewer) -> None:
    """Talks are entered by the groups' people, resident groups included, and by the case office."""
    powers = by.powers
    if powers.is_operator or not (powers.supervises or powers.commission_posts & READS_ALL):
        raise Refused(_("Talks are entered by the people of the groups, and by the case office."))


def check_can_hold(by: Viewer, unit: Unit, kind: str, clue: Clue | None) -> None:
    """This person may enter this kind of talk about this unit or matter."""
    check_can_enter_talks(by)
    if by.commission_id != unit.commission_id:
        raise Refused(_("The units of another commission are not yours."))
    if clue is not None:
        _check_of_clue(by, clue, unit, kind)
        return
    if kind in WORK:
        raise Refused(_("A talk of an inquiry or a verification belongs to a clue: choose it."))
    powers = by.powers
    if (
        kind not in OPEN_TALKS
        and unit.pk in powers.host_units | powers.team_units | powers.contact_units
    ):
        raise Refused(
            _(
                "You are resident at “%(unit)s” or belong to it: this kind of talk there is for a colleague."
            )
            % {"unit": unit.name},
            basis=articles.petitions(47),
        )
    if not (unit.pk in powers.units or powers.commission_posts & READS_ALL):
        raise Refused(
            _("You do not supervise “%(unit)s”.") % {"unit": unit.name},
            basis=articles.dispatched(32),
        )


def _check_of_clue(by: Viewer, clue: Clue, unit: Unit, kind: str) -> None:
    if unit.pk != clue.unit_id:
        raise Refused(_("The talk is about the clue's unit."))
    if kind in WORK:
        check_works(by, clue)
        check_state(clue, STATES[TalkKind(kind)])
        check_may_begin(clue)
    elif kind in (TalkKind.REMINDER, TalkKind.PETITION_INTERVIEW):
        check_works_or_leads(by, clue)
        check_state(clue, *(REMINDED if kind == TalkKind.REMINDER else INTERVIEWED))
    else:
        raise Refused(
            _("An integrity or collective talk is daily supervision: no clue stands behind it.")
        )


def check_can_talk_for(by: Viewer, clue: Clue, _item: object = None) -> None:
    """Some kind of talk may be entered for the clue in its state, by this person."""
    kinds = [*STATES, TalkKind.REMINDER, TalkKind.PETITION_INTERVIEW]
    reasons = []
    for kind in sorted(kinds, key=lambda kind: STATES.get(kind) != clue.state):
        try:
            check_can_hold(by, clue.unit, kind, clue)
        except Refused as refused:
            reasons.append(refused)
        else:
            return
    raise reasons[0]


def check_can_change(by: Viewer, talk: Talk) -> None:
    """A talk is corrected by who held it, or by the team of its matter; not once the matter is archived."""
    if talk.clue_id:
        if talk.clue.state == ClueState.ARCHIVED:
            check_state(talk.clue)
        check_works_or_leads(by, talk.clue)
        return
    check_can_hold(by, talk.unit, talk.kind, None)
    own = getattr(by, "official_id", None)
    is_lead = (
        bool(by.powers.led_groups | by.powers.deputised_groups) and talk.unit_id in by.powers.units
    )
    if not (is_lead or talk.talkers.filter(official=own).exists()):
        raise Refused(_("Who held the talk corrects it, or who leads the group."))


def check_draft(entry: TalkEntry, clue: Clue | None, talkers: Sequence[Official]) -> None:
    """What must be in the record of a talk, by its kind; each thing missing is named."""
    check_day(entry.held_on, after=clue.received_on if clue else None)
    check_written(entry.outcome, _("Say what came of the talk."))
    if not talkers:
        raise Refused(_("Say who held the talk."))
    if entry.kind in HEARD_BY_TWO:
        _check_two(entry, clue, talkers)
        check_written(entry.person_name, _("Say who was talked to."))
        if not entry.transcript.strip():
            raise Refused(_("A talk of casework has a transcript."), basis=articles.work(28))
    if entry.kind in WORK:
        _check_safety(entry)
    if entry.kind in WORK and entry.people != 1:
        raise Refused(_("Each is talked to alone."), basis=articles.work(28))


def _check_two(entry: TalkEntry, clue: Clue | None, talkers: Sequence[Official]) -> None:
    least = (
        working.minimum(clue)
        if clue
        else working.minimum_on(entry.held_on, talkers[0].commission_id)
    )
    if len(talkers) < least:
        raise Refused(
            _("At least %(count)s people hold such a talk.") % {"count": least},
            basis=articles.work(42),
        )


def _check_safety(entry: TalkEntry) -> None:
    if not entry.place.strip():
        raise Refused(_("The place is missing: it must be a safe one."), basis=articles.work(28))
    missing = [word for word in Safety if word not in entry.seen_to]
    if missing:
        raise Refused(
            _("Not seen to yet: %(what)s.")
            % {"what": _(", ").join(str(word.label) for word in missing)},
            basis=articles.work(69),
        )


def check_talkers(
    unit: Unit, kind: str, clue: Clue | None, talkers: Iterable[Official], on: date
) -> None:
    """Who talks is on the team, or acts at the unit in a capacity; nobody with a conflict."""
    for official in talkers:
        if clue is not None:
            _check_talker_of_clue(official, kind, clue, on)
        else:
            _check_talker_at(official, unit, kind, on)


def _check_talker_of_clue(official: Official, kind: str, clue: Clue, on: date) -> None:
    if kind in WORK and not working.works(clue, official.pk):
        raise Refused(
            _("%(name)s is not on the team of this matter.") % {"name": official.name},
            basis=articles.work(67),
        )
    check_free(clue, official, on)


def _check_talker_at(official: Official, unit: Unit, kind: str, on: date) -> None:
    held = Posting.objects.of(unit.commission_id).in_force(on).filter(official=official)
    if any(posting.unit_id == unit.pk for posting in held):
        raise Refused(
            _("%(name)s belongs to “%(unit)s” himself.")
            % {"name": official.name, "unit": unit.name}
        )
    capacity = capacity_of(official, unit, on)
    at_home = capacity in (Capacity.SAME_BODY, Capacity.BOTH)
    if at_home and kind not in OPEN_TALKS:
        raise Refused(
            _("%(name)s is resident at “%(unit)s”.") % {"name": official.name, "unit": unit.name},
            basis=articles.petitions(47),
        )
    of_commission = any(_is_of_commission(posting) for posting in held)
    if capacity is not Capacity.OUTSIDE or of_commission:
        return
    lent = {"official_id": official.pk, "unit_id": unit.pk, "on": on}
    if authorised(unit.commission_id, **lent) is None:
        raise Refused(
            _("%(name)s has no capacity at “%(unit)s” on that day.")
            % {"name": official.name, "unit": unit.name},
            basis=articles.dispatched(17),
        )


def check_kind_stays(talk: Talk, kind: str) -> None:
    """A talk of casework does not become one of daily supervision, nor the other way round."""
    if kind != talk.kind and (talk.clue_id or (kind in OPEN_TALKS) != (talk.kind in OPEN_TALKS)):
        raise Refused(_("The kind of this talk stays: enter another one instead."))


def _is_of_commission(posting: Posting) -> bool:
    """Tell whether a post is held at the commission itself."""
    return not (posting.unit_id or posting.resident_group_id or posting.composite_group_id)
