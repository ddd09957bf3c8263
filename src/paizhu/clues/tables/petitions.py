"""The lists of petitions: all, those whose answers are due, and what became of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from paizhu.clues import rules
from paizhu.clues.models import Channel, Petition, PetitionState, Reporter, Standing
from paizhu.clues.queries import answers, outcomes
from paizhu.clues.queries.answers import Due, Owed
from paizhu.clues.tables import looks
from paizhu.clues.tables import petition_marks as marks
from paizhu.clues.tables.naming import NamingFilter
from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.organization.models import Post
from paizhu.rectification.queries import Deadlines
from paizhu.sealing import finding
from paizhu.web import choices, dates
from paizhu.web.components import Button
from paizhu.web.lists import Column, Empty, Kind, ListPage, code_column

ANSWERS_ASKED = [("owing", _("an answer is owed")), ("overdue", _("an answer is overdue"))]
QUARTERS = 12


def is_petition_office(user: Any) -> bool:
    """Whether the user works in the petition office."""
    return Post.PETITION_OFFICE in user.powers.commission_posts


class PetitionFilter(filters.FilterSet):
    """The list's filters."""

    state = choices.WordsFilter(label=_("State"), choices=PetitionState)
    channel = choices.WordsFilter(label=_("Way it came in"), choices=Channel)
    standing = choices.WordsFilter(label=_("Signature"), choices=Standing)
    unit = NamingFilter("organization.unit", label=_("Unit concerned"))
    received_from = filters.DateFilter(
        label=_("Received from"), field_name="received_on", lookup_expr="gte"
    )
    received_to = filters.DateFilter(
        label=_("Received to"), field_name="received_on", lookup_expr="lte"
    )
    answers = filters.ChoiceFilter(label=_("Answers"), choices=ANSWERS_ASKED, method="with_answers")

    class Meta:
        model = Petition
        fields: list[str] = []

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        if not is_petition_office(self.request.user):
            del self.filters["answers"]

    def with_answers(self, found: QuerySet, _name: str, wanted: str) -> QuerySet:
        """Restrict to petitions of which an answer is owed, or late today."""
        if wanted == "owing":
            return answers.owing(found, self.request.user)
        return answers.overdue(found, self.request.user, clock.today())


def found(user: Any, records: QuerySet, text: str) -> QuerySet:
    """Find by number, by the exact name or identity number of the person concerned, and, for the petition office, of who reported."""
    condition = Q(code__icontains=text)
    for index in ("person_index", "number_index"):
        condition |= Q(**finding(Petition, index, text))
    known = Reporter.objects.visible_to(user).named(text)
    return records.filter(condition | Q(pk__in=known.values("petition_id")))


def petitions_for(user: Any) -> ListPage:
    """Return the list with the search as far as it goes for a reader."""
    return replace(PETITIONS, search=partial(found, user))


def prepare(request: Any, records: Sequence[Petition]) -> None:
    """Say for the whole page what is due; three queries."""
    deadlines = Deadlines(request.user.commission_id, clock.today())
    keys = [record.pk for record in records]
    told = answers.told_of(keys)
    became = outcomes.outcomes_of(keys, request.user)
    for record in records:
        due = answers.due_of(record, told.get(record.pk, ()), became.get(record.pk, ()), deadlines)
        record.dues, record.due = due, min(due, key=_nearness, default=None)
        record.told, record.became = told.get(record.pk, ()), became.get(record.pk, ())


def _nearness(due: Due) -> date:
    return due.due_on or date.max


def prepare_answers(request: Any, records: Sequence[Petition]) -> None:
    """Say for the whole page which answer is owed next."""
    prepare(request, records)
    for record in records:
        owed = [due for due in record.dues if due.owed != Owed.DECISION]
        record.due = min(owed, key=_nearness, default=None)


def _new(request: Any) -> list[Button]:
    user, found_buttons = request.user, []
    if is_petition_office(user):
        found_buttons = [
            Button(
                gettext("Register a petition"), reverse("clues:petition_new"), icon="plus", look="primary",
                refusal=refusal(rules.petitions.check_can_register, user),
            ),
            Button(gettext("Answers due"), reverse("clues:petition_answers"), icon="calendar-due"),
            Button(gettext("Outcomes"), reverse("clues:petition_results"), icon="report"),
        ]  # fmt: skip
    return found_buttons


CODE = code_column(
    _("Petition number"),
    link=lambda record: record.get_absolute_url(),
)
RECEIVED = Column("received_on", _("Received on"), order="received_on", kind=Kind.DATE)
STANDING = Column("standing", _("Signature"), value="get_standing_display")
STATE = Column("state", _("State"), value=marks.state_mark, kind=Kind.STATE)
UNIT = Column("unit", _("Unit concerned"), value="unit.name")

PETITIONS = ListPage(
    name="clues.petitions",
    title=_("Petitions"),
    queryset=lambda user: Petition.objects.visible_to(user).select_related("unit"),
    columns=(
        CODE,
        RECEIVED,
        UNIT,
        Column("channel", _("Way it came in"), value="get_channel_display"),
        STANDING,
        STATE,
        Column("due", _("Due"), value=lambda record: marks.due_mark(record.due), kind=Kind.STATE),
        Column("category", _("Category"), value="get_category_display", hidden=True),
        Column("since", _("In this state since"), kind=Kind.DATE, hidden=True),
    ),
    default_order="-received_on",
    filterset=PetitionFilter,
    search=("code",),
    search_hint=_("Number, or the whole name or identity number"),
    prepare=prepare,
    buttons=_new,
    on_search=looks.searched("petitions"),
    on_export=looks.exported("petitions"),
    export_name="信访件",
    template="clues/petitions/list.html",
    empty=Empty(_("No petitions."), icon="mail"),
)

ANSWERS = ListPage(
    name="clues.petition_answers",
    title=_("Answers due"),
    queryset=lambda user: answers.owing(Petition.objects.visible_to(user), user).select_related(
        "unit"
    ),
    columns=(
        CODE,
        RECEIVED,
        Column(
            "owed", _("What is owed"), value=lambda record: record.due.label if record.due else None
        ),
        Column(
            "until",
            _("To be told by"),
            value=lambda record: record.due.due_on if record.due else None,
            kind=Kind.DATE,
        ),
        Column("due", _("Clock"), value=lambda record: marks.due_mark(record.due), kind=Kind.STATE),
        Column(
            "basis",
            _("Basis"),
            value=lambda record: record.due.basis or record.due.unknown if record.due else None,
        ),
        STATE,
    ),
    default_order="received_on",
    search=("code",),
    prepare=prepare_answers,
    on_search=looks.searched("petition_answers"),
    on_export=looks.exported("petition_answers"),
    export_name="待答复信访件",
    template="clues/petitions/list.html",
    lead=_(
        "Who gave a real name is told whether the report is accepted, and the result. Repeated petitions are not told again."
    ),
    empty=Empty(_("No answer is owed."), icon="checks"),
)


class ResultFilter(filters.FilterSet):
    """The quarter in which something was decided."""

    quarter = filters.ChoiceFilter(label=_("Quarter"), choices=[], method="decided_in")

    class Meta:
        model = Petition
        fields: list[str] = []

    def __init__(self, *given: Any, **options: Any):
        super().__init__(*given, **options)
        self.filters["quarter"].extra["choices"] = quarters()

    def decided_in(self, records: QuerySet, _name: str, key: str) -> QuerySet:
        """Restrict to petitions about which something was decided in the quarter."""
        first, last = quarter_days(key)
        return outcomes.decided_between(records, first, last, self.request.user)


def quarters() -> list[tuple[str, str]]:
    """Return the last quarters, the newest first, as the address writes them and in words."""
    today, found_quarters = clock.today(), []
    year, number = today.year, (today.month + 2) // 3
    for _count in range(QUARTERS):
        key = f"{year}Q{number}"
        found_quarters.append((key, dates.period(key).label))
        year, number = (year, number - 1) if number > 1 else (year - 1, 4)
    return found_quarters


def quarter_days(key: str) -> tuple[date, date]:
    """Return the first and the last day of a quarter."""
    period = dates.period(key)
    return period.start, period.end


RESULTS = ListPage(
    name="clues.petition_results",
    title=_("What became of the petitions"),
    queryset=lambda user: outcomes.with_outcome(Petition.objects.visible_to(user), user),
    columns=(
        CODE,
        RECEIVED,
        STANDING,
        Column(
            "way",
            _("Disposition"),
            value=lambda record: marks.joined(each.way for each in record.became),
        ),
        Column(
            "result",
            pgettext_lazy("petition", "Result"),
            value=lambda record: marks.joined(each.result for each in record.became),
        ),
        Column(
            "truth",
            _("Whether it is true"),
            value=lambda record: marks.joined(each.truth for each in record.became),
        ),
        Column(
            "on",
            _("Decided on"),
            value=lambda record: marks.last_day(record.became),
            kind=Kind.DATE,
        ),
        Column("told", _("Who reported was told"), value=marks.told_words),
        STATE,
    ),
    default_order="-received_on",
    filterset=ResultFilter,
    prepare=prepare,
    on_export=looks.exported("petition_results"),
    export_name="信访件处置结果反馈",
    template="clues/petitions/list.html",
    lead=_(
        "Fed back by the handling offices every quarter (2020 rules, art. 18): the way, whether it is true, what who reported was told. The clues themselves stay closed."
    ),
    empty=Empty(_("Nothing has been handed over to the case office yet."), icon="report"),
)
