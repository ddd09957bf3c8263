"""Who may say what in a rectification, and what stands against it. Each refusal gives its reason.

Two bodies speak and stay apart: the unit (its contact and head; in a member's own matter that member and the
head), and the group (who supervises the unit). Source: no approval path passes through a supervised unit (the
reform's order), and whoever puts right does not confirm (“谁整改、谁销号” is what it rules out).
"""

from datetime import date

from django.utils.translation import gettext as _
from django_fsm import can_proceed

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused, allowed
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Unit
from paizhu.rectification.models import OPEN, UNIT_OWES, Rectification, Side, State
from paizhu.rectification.queries import people
from paizhu.rectification.states import ANSWERS_TO, INTERNAL, LADDER, STEPS


def check_can_see(by: Viewer) -> None:
    """Rectifications have pages for the commission's own, its groups, and the units' people."""
    powers = by.powers
    if not (
        powers.sees_commission
        or powers.supervises
        or powers.guided_groups
        or powers.team_units
        or powers.contact_units
    ):
        raise Refused(
            _("Rectifications are open to the commission, its groups, and the units concerned.")
        )


def speaks(by: Viewer, rectification: Rectification) -> bool:
    """Tell whether the person speaks for the unit in this matter by an account of his own."""
    if by.commission_id != rectification.commission_id:
        return False
    powers, unit = by.powers, rectification.unit_id
    if unit in powers.headed_units:
        return True
    if rectification.addressee_id is None:
        return unit in powers.contact_units
    own = getattr(by, "official_id", None)
    return own == rectification.addressee_id and unit in powers.team_units


def check_can_see_letter(by: Viewer, rectification: Rectification, key: str) -> None:
    """A letter of the ladder, once it is reached, is read by who sees the matter; what is put before those competent
    is not for the unit.
    """
    if key not in LADDER or LADDER.index(key) >= rectification.rung:
        raise Refused(_("The ladder has not come to this letter."))
    powers = by.powers
    if key in INTERNAL and not (powers.sees_commission or rectification.unit_id in powers.units):
        raise Refused(_("This letter is put before those competent and is not sent to the unit."))


def check_can_follow(by: Viewer, rectification: Rectification) -> None:
    """The group's side: who supervises the unit, and the commission's office; never somebody of the unit alone."""
    powers, unit = by.powers, rectification.unit
    if by.commission_id != unit.commission_id:
        raise Refused(_("The rectifications of another commission are not yours."))
    if powers.keeps_structure or (powers.supervises and unit.pk in powers.units):
        return
    if unit.pk in powers.team_units | powers.contact_units:
        raise Refused(_own_unit(unit))
    raise Refused(
        _("Only who supervises “%(unit)s” and the commission's office speak for the group here.")
        % {"unit": unit.name}
    )


def check_can_speak(by: Viewer, rectification: Rectification) -> None:
    """The unit's side: its speakers themselves, or somebody of the group who notes what the unit said on paper."""
    if speaks(by, rectification) or allowed(check_can_follow, by, rectification):
        return
    if rectification.addressee_id and rectification.unit_id in (
        by.powers.team_units | by.powers.contact_units
    ):
        raise Refused(
            _("This is addressed to one member of the leadership: he answers, or the unit's head.")
        )
    raise Refused(
        _("For “%(unit)s” its contact and its head answer, or the group notes what the unit said.")
        % {"unit": rectification.unit.name}
    )


def check_can_judge(by: Viewer, rectification: Rectification) -> None:
    """Who judges what a unit did is of another body: neither of the unit nor resident there (同体不核验)."""
    check_can_follow(by, rectification)
    if rectification.unit_id in by.powers.team_units | by.powers.contact_units:
        raise Refused(_own_unit(rectification.unit))
    if rectification.unit_id in by.powers.host_units:
        raise Refused(
            _(
                "You reside at “%(unit)s”: whether it has put a matter right is for a colleague of the "
                "group who does not reside there, or for the commission's office."
            )
            % {"unit": rectification.unit.name}
        )


def check_not_said_by(by: Viewer, rectification: Rectification, word: str) -> None:
    """Who noted a word for the unit does not judge it; one query."""
    noted = rectification.voices.filter(step=word, is_noted=True).order_by("-said_at", "-pk")
    last = noted.values_list("said_by", flat=True).first()
    if last is not None and last == getattr(by, "official_id", None):
        raise Refused(_("You noted this word for the unit yourself: let a colleague answer it."))


def is_open(rectification: Rectification, step: str) -> bool:
    """Tell whether the state allows the step, whoever takes it."""
    if step == "pass_recheck" and rectification.rechecked_on:
        return False
    return can_proceed(getattr(rectification, step), check_conditions=False)


def check_can_step(by: Viewer, rectification: Rectification, step: str) -> None:
    """One step: possible from the state, and this person's to take."""
    if not is_open(rectification, step):
        raise Refused(_not_in_state(rectification))
    taken = STEPS[step]
    if taken.side == Side.UNIT:
        check_can_speak(by, rectification)
        _check_ready(rectification, step)
        return
    (check_can_judge if taken.judges else check_can_follow)(by, rectification)
    if step in ANSWERS_TO:
        check_not_said_by(by, rectification, ANSWERS_TO[step])


def check_written(step: str, text: str) -> None:
    """A reason that is due is written, not left out."""
    if STEPS[step].text == "required":
        check_reason(text)


def check_reason(text: str) -> None:
    """Whatever answers, refuses or puts off says why."""
    if not text.strip():
        raise Refused(_("Say why, or what was done: this step is not taken without words."))


def _check_ready(rectification: Rectification, step: str) -> None:
    """A plan names at least one measure; done is reported when every measure is struck off. One query."""
    if step == "submit_plan" and not rectification.measures.exists():
        raise Refused(_("Enter at least one measure before you submit the plan."))

    left = rectification.measures.filter(done_on__isnull=True).count() if step == "report" else 0
    if left:
        raise Refused(
            _("%(count)s measures are not struck off yet: finish one, strike one.")
            % {"count": left}
        )


def check_closing_day(rectification: Rectification, on: date) -> None:
    """What is closed out is closed out on a day between its issue and today."""
    if on > clock.today():
        raise Refused(_("Nothing is closed out on a day that is yet to come."))
    if on < rectification.issued_on:
        raise Refused(_("Nothing is closed out before it was issued."))


def check_new_day(rectification: Rectification, due_on: date | None) -> None:
    """What is taken up again after its day has passed gets a new one, from which the reminders begin anew."""
    today = clock.today()
    if due_on is not None and due_on < today:
        raise Refused(_("A deadline is put off to a day that is yet to come."))
    if due_on is None and rectification.due_on is not None and rectification.due_on < today:
        raise Refused(_("The old day has passed: name a new one."))


def check_is_open(rectification: Rectification) -> None:
    """What is closed out or given up has no deadline, keeper or plan to change."""
    if rectification.state not in OPEN:
        raise Refused(_not_in_state(rectification))


def check_can_sign(by: Viewer, rectification: Rectification) -> None:
    """The unit signs for it once (签收), or the group notes that it signed on paper."""
    check_can_speak(by, rectification)
    if rectification.signed_at:
        raise Refused(_("It has been signed for already."))
    check_is_open(rectification)


def check_can_ask(by: Viewer, rectification: Rectification, until: date | None = None) -> None:
    """The unit asks for a later day while it works on the matter, one request at a time."""
    check_can_speak(by, rectification)
    if rectification.state not in UNIT_OWES:
        raise Refused(_not_in_state(rectification))
    if rectification.due_on is None:
        raise Refused(_("No day is set that could be put off."))
    if rectification.wanted_on:
        raise Refused(_("An extension is asked for already: the group has yet to answer."))
    _check_later(rectification, until)


def check_leads(by: Viewer, rectification: Rectification) -> None:
    """The group's leader or deputy, or the office: who may move a deadline and name the keeper."""
    check_can_follow(by, rectification)
    powers = by.powers
    heads = powers.led_groups | powers.deputised_groups
    group = people.group_of(rectification, clock.today())
    if not powers.keeps_structure and group not in heads:
        raise Refused(_("The leader or a deputy of the group does this, or the office."))


def check_can_extend(by: Viewer, rectification: Rectification, until: date | None = None) -> None:
    """A deadline is put off by leader, deputy or office: not by who asked, nor by who resides at the unit."""
    check_is_open(rectification)
    check_leads(by, rectification)
    check_can_judge(by, rectification)
    if rectification.wanted_on:
        check_not_said_by(by, rectification, "ask_extension")
    if rectification.due_on is None and until is None:
        return
    _check_later(rectification, until)


def check_can_refuse_extension(by: Viewer, rectification: Rectification) -> None:
    """A request is refused by those who could grant it."""
    if not rectification.wanted_on:
        raise Refused(_("No extension is asked for."))
    check_can_extend(by, rectification)


def check_can_give(by: Viewer, rectification: Rectification) -> None:
    """Who follows a matter is named by the leader, a deputy or the office."""
    check_is_open(rectification)
    check_leads(by, rectification)


def check_keeper(rectification: Rectification, keeper: Official, on: date) -> None:
    """A matter is followed by somebody who works in its group; one query."""
    if not people.possible_keepers(rectification, on).filter(pk=keeper.pk).exists():
        raise Refused(
            _("%(name)s does not work in the group that follows this matter.")
            % {"name": keeper.name}
        )


def check_can_note(by: Viewer, rectification: Rectification) -> None:
    """Working notes are the group's own: whoever belongs to the unit neither writes nor reads them."""
    check_can_follow(by, rectification)
    if rectification.unit_id in by.powers.team_units | by.powers.contact_units:
        raise Refused(_own_unit(rectification.unit))


def check_can_plan(by: Viewer, rectification: Rectification) -> None:
    """Measures are entered and changed while the plan is being made."""
    check_can_speak(by, rectification)
    if rectification.state != State.PLANNING:
        raise Refused(_("Measures are changed while the plan is being made only."))


def check_can_strike(by: Viewer, rectification: Rectification) -> None:
    """Measures are struck off while the unit puts right."""
    check_can_speak(by, rectification)
    if rectification.state != State.RECTIFYING:
        raise Refused(_("Measures are struck off once the plan is agreed, while the work goes on."))


def check_struck_day(rectification: Rectification, on: date) -> None:
    """A measure is done on a day between the issue and today."""
    if on > clock.today() or on < rectification.issued_on:
        raise Refused(_("A measure is done on a day between the issue and today."))


def check_addressee(unit: Unit, addressee: Official, on: date) -> None:
    """Besides the unit itself only a member of its leadership is addressed; one query."""
    if not people.addressees(unit.pk, unit.commission_id, on).filter(pk=addressee.pk).exists():
        raise Refused(
            _("%(name)s is not of the leadership of “%(unit)s” on that day.")
            % {"name": addressee.name, "unit": unit.name}
        )


def _check_later(rectification: Rectification, until: date | None) -> None:
    if until is None:
        return
    if rectification.due_on is not None and until <= rectification.due_on:
        raise Refused(_("A deadline is put off to a later day."))
    if until < clock.today():
        raise Refused(_("A deadline is put off to a day that is yet to come."))


def _not_in_state(rectification: Rectification) -> str:
    return _("A rectification in the state “%(state)s” does not allow this step.") % {
        "state": rectification.get_state_display()
    }


def _own_unit(unit: Unit) -> str:
    return _("You belong to “%(unit)s” yourself: nobody ends a matter of his own unit.") % {
        "unit": unit.name
    }


def check_may(by: Viewer, rectification: Rectification, key: str) -> None:
    """Whatever may be done with a rectification, by the word of its address: a step, or one of the rest."""
    rest = {
        "sign": check_can_sign,
        "ask_extension": check_can_ask,
        "extend": check_can_extend,
        "refuse_extension": check_can_refuse_extension,
        "give": check_can_give,
        "note": check_can_note,
    }
    if key in rest:
        rest[key](by, rectification)
    else:
        check_can_step(by, rectification, key)
