"""The form of one step with a clue: each asks only for what the step needs."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paizhu.clues.forms.petitions import GROUNDS, CaseForm
from paizhu.clues.models import Approval, Clue, ClueState, Disposition
from paizhu.clues.queries import assigning as candidates
from paizhu.clues.queries import clocks, handlers, lending, levels
from paizhu.kernel import clock
from paizhu.organization.models import CompositeGroup, Official, Post
from paizhu.rulebook import queries as rulebook

WORDS = {
    "withdraw": _("Why it is withdrawn"),
    "propose": _("Reasons, and the plan of work"),
    "look_again": _("What the look found"),
    "take_up": _("What is new"),
    "extend": _("Why more time is needed"),
    "declare": _("What keeps you away"),
    "demand": _("What is said against this person, and by whom"),
    "lift": _("Why it is asked nevertheless"),
    "lift_computed": _("Why it is asked nevertheless"),
    "review": _("What the review found"),
    "follow_up": _("What is asked of the group"),
    "lend": _("Why the group's own people do not suffice"),
    "study": _("Minute"),
    "assign": _("Leader's approval of the allocation, as on paper"),
}
NEXT_STUDIED = {
    ClueState.ASSIGNED: "clue_disposition",
    ClueState.VERIFYING: "verification_report",
    ClueState.FILING: "case_filing",
}
"""State → what is studied there next; in the order of the work."""
NOTES = {"hand": _("What is handed over"), "recall": _("Why they are called in")}


class StepForm(CaseForm):
    """One step with a clue."""

    def __init__(self, *given: Any, step: str, record: Clue, **options: Any):
        super().__init__(*given, record=record, **options)
        self.step, self.clue = step, record
        for add in FIELDS.get(step, ()):
            add(self)
        if step in WORDS:
            self.fields["text"] = forms.CharField(
                label=WORDS[step],
                max_length=4000 if step not in ("declare", "demand") else 2000,
                required=step != "assign",
                widget=forms.Textarea(attrs={"rows": 6}),
            )
        if step in NOTES:
            self.fields["note"] = forms.CharField(
                label=NOTES[step], max_length=1000, required=False
            )

    def given(self) -> dict[str, Any]:
        """Return what the act is given; the revision where it takes one."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return said | ({"seen_revision": self.seen} if self.step in GUARDED else {})

    def add_day(self, name: str, label: Any, *, first: Any = None) -> None:
        """Ask for a day that is not yet to come."""
        self.fields[name] = forms.DateField(label=label, initial=clock.today())
        bounds = {"min": first, "max": clock.today()}
        self.fields[name].widget.attrs |= {
            key: day.isoformat() for key, day in bounds.items() if day
        }

    def add_choice(self, name: str, label: Any, choices: Any, **more: Any) -> None:
        """Ask for one of a closed list."""
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, **more)

    def add_official(self, name: str, label: Any, ids: Any, **more: Any) -> None:
        """Ask for one of some officials."""
        found = Official.objects.of(self.clue.commission_id).filter(pk__in=ids).order_by("code")
        self.fields[name] = forms.ModelChoiceField(label=label, queryset=found, **more)


def _group(form: StepForm) -> None:
    groups = CompositeGroup.objects.of(form.clue.commission_id).order_by("code")
    form.fields["group"] = forms.ModelChoiceField(label=_("Handling group"), queryset=groups)
    found = candidates.candidates(form.clue, clock.today())
    could = [each for each in found if not each.refusal]
    if len(could) == 1:
        form.fields["group"].initial = could[0].group.pk
    working = [person.official.pk for each in found for person in each.people]
    form.add_official("keeper", _("Kept by"), working, required=False)
    away = gettext("must keep away")
    form.fields["keeper"].choices = [("", _("who leads it there"))] + [
        (each.group.name, [(person.official.pk, marked(person, away)) for person in each.people])
        for each in found
        if each.people
    ]
    form.add_day("approved_on", _("Allocation approved on"), first=form.clue.received_on)


def marked(person: candidates.Person, away: str) -> str:
    """Return somebody's name, with a word where he must keep away."""
    return person.official.name if person.is_free else f"{person.official.name} ({away})"


def _keeper(form: StepForm) -> None:
    form.add_official("keeper", _("Kept by"), _ids(handlers.people_of(form.clue, clock.today())))


def _receiver(form: StepForm) -> None:
    today = clock.today()
    known = (
        set(_ids(handlers.people_of(form.clue, today, handlers.HEADS)))
        if form.clue.group_id
        else set()
    )
    known |= {form.clue.keeper_id, *(member.official_id for member in handlers.team_of(form.clue))}
    known |= handlers.of_commission(form.clue.commission_id, today, Post.CASE_OFFICE)
    form.add_official("to", _("Given to"), known - {None, form.user.official_id})


def _against(form: StepForm) -> None:
    today, clue = clock.today(), form.clue
    posts = (*handlers.HEADS, Post.MEMBER, Post.LIAISON)
    known = set(_ids(handlers.people_of(clue, today, posts))) if clue.group_id else set()
    known |= {member.official_id for member in handlers.team_of(clue)}
    known |= handlers.of_commission(
        clue.commission_id, today, Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.CASE_OFFICE
    )
    form.add_official("official", _("Who is to keep away"), known - {form.user.official_id})


def _step(form: StepForm) -> None:
    form.add_choice(
        "step",
        _("What was studied"),
        [(key, levels.step_words(key)) for key in NEXT_STUDIED.values()],
        initial=next(
            (key for state, key in NEXT_STUDIED.items() if state == form.clue.state), None
        ),
    )
    form.add_day("held_on", _("Held on"), first=form.clue.received_on)
    form.fields["present"] = forms.CharField(label=_("Present"), max_length=500)


def _limit(form: StepForm) -> None:
    running = [
        each for each in clocks.clocks_of(form.clue, clock.today()) if each.key in clocks.EXTENSIBLE
    ]
    form.add_choice(
        "limit", _("Limit"), [(each.key, f"{each.label} ({each.due_on})") for each in running]
    )
    form.fields["limit"].help_text = " ".join(_decides(form.clue, each) for each in running)
    form.fields["until"] = forms.DateField(label=_("New day"))


def _decides(clue: Clue, each: clocks.CaseClock) -> str:
    """Say who decides about the next extension of a limit, and on what basis."""
    asked = levels.level_of(clue, levels.of_extension(each.key, each.extensions))
    words = {"limit": each.label, "who": asked.approver.label, "basis": asked.basis}
    return gettext("%(limit)s: decided by %(who)s (%(basis)s).") % words


def _lender(form: StepForm) -> None:
    could = lending.hands_for(form.clue, clock.today()).could
    form.fields["group"] = forms.ModelChoiceField(
        label=_("Group whose people are asked for"),
        queryset=CompositeGroup.objects.of(form.clue.commission_id)
        .filter(pk__in=[each.group.pk for each in could])
        .order_by("code"),
        help_text=_("Only groups in which somebody is free for this matter."),
    )


def _ids(people: Any) -> list[int]:
    return [each.pk for each in people]


def _follow_up(form: StepForm) -> None:
    form.add_choice("ground", _("Ground"), follow_up_grounds(form.clue))


def follow_up_grounds(clue: Clue) -> list[tuple[str, Any]]:
    """Return the grounds of following up by the rules of the clue's day; that time may have had no list, then today's is shown."""
    for day in (clue.received_on, clock.today()):
        try:
            return [
                (item.key, item.label)
                for item in rulebook.closed_list("follow_up_grounds", on=day).items
            ]
        except rulebook.NotKnownThen:
            continue
    return []


FIELDS: dict[str, tuple[Callable[[StepForm], None], ...]] = {
    "assign": (_group,),
    "keeper": (_keeper,),
    "study": (_step,),
    "propose": (
        lambda form: form.add_choice("disposition", _("Disposition"), Disposition.choices),
    ),
    "receive": (lambda form: form.add_day("on", _("Filed on"), first=form.clue.disposed_on),),
    "superior": (lambda form: form.add_day("on", _("Reported on"), first=form.clue.disposed_on),),
    "hand": (_receiver,),
    "declare": (lambda form: form.add_choice("ground", _("Ground"), GROUNDS),),
    "demand": (_against, lambda form: form.add_choice("ground", _("Ground"), GROUNDS)),
    "lift_computed": (_against,),
    "extend": (_limit,),
    "follow_up": (_follow_up,),
    "lend": (_lender,),
}
GUARDED = frozenset(
    {
        "assign",
        "keeper",
        "withdraw",
        "propose",
        "receive",
        "superior",
        "look_again",
        "take_up",
        "extend",
        "lend",
    }
)
"""Steps that a stale page must not take."""


def answers_to(approval: Approval) -> list[tuple[str, Any]]:
    """Return the two answers in words that say what follows, where “approve” alone could mean either side's view."""
    question = approval.step
    if question == "recusal":
        question = "lift" if approval.word.startswith("lift:") else "recusal"
    yes, no = ANSWERS.get(question, (_("approve"), _("return")))
    return [("approve", yes), ("return", no)]


ANSWERS = {
    "host_disagrees": (
        _("The case goes on to be filed"),
        _("The host's view is followed: not filed"),
    ),
    "recusal": (_("This person keeps away"), _("No ground found: this person stays")),
    "lift": (_("This person may work on it"), _("This person stays away")),
}
"""Question → yes and no in its own words."""


class DecideForm(CaseForm):
    """The answer to a question: approve, or return with the reason."""

    answer = forms.ChoiceField(
        label=_("Decision"),
        choices=[("approve", _("approve")), ("return", _("return"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Words of the decision"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *given: Any, noted: bool, **options: Any):
        super().__init__(*given, **options)
        self.noted = noted
        self.fields["answer"].choices = answers_to(self.record)
        if noted:
            self.fields["on"] = forms.DateField(label=_("Decided on"), initial=clock.today())
            self.fields["text"].label = _("Decision as on paper, and by whom")

    def given(self) -> dict[str, Any]:
        """Return what the act is given."""
        said = self.cleaned_data
        return {
            "approve": said["answer"] == "approve",
            "text": said["text"],
            "on": said.get("on"),
            "noted": self.noted,
            "seen_revision": self.seen,
        }
