"""The letters of the ladder (督办通知书 … 告诫书) as they are drafted from the matter: printed, sealed and numbered by the office."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.rectification.models import UNIT_OWES, Rectification, Reminded, Reminder, State
from paizhu.rectification.queries.ladder import Ladder, Rung
from paizhu.rectification.states import INTERNAL

OWED = {
    State.ISSUED: gettext_lazy("it has been neither accepted nor disputed"),
    State.PLANNING: gettext_lazy("no plan has been handed in"),
    State.RECTIFYING: gettext_lazy("it has not been reported done"),
}
"""What the unit has failed to say, by the state in which the matter stands."""
ASKED = {
    "follow_up": gettext_lazy(
        "Please put this right without further delay and report by %(day)s how it stands."
    ),
    "guidance": gettext_lazy(
        "The head of the unit is asked to sign for this letter, to see to the matter himself, and to say by "
        "%(day)s in writing by which steps and until when it will be put right."
    ),
    "reminder": gettext_lazy(
        "You are hereby reminded: the unit's leadership answers for putting this right. Report it done with "
        "evidence by %(day)s."
    ),
    "warning": gettext_lazy(
        "You are hereby warned: the last deadline is %(day)s. Where it passes without the matter being put "
        "right, accountability will be considered under the rules."
    ),
    "accountability": gettext_lazy(
        "Letters were sent as listed above, and the matter has not been put right. It is submitted to those "
        "competent, who decide whether accountability is to be considered and against whom."
    ),
}
"""What each letter asks for; `day` is that of the next rung."""


@dataclass(frozen=True)
class Letter:
    """A letter whose rung was reached. `answer_by`: the day on which the next rung would come; None on the last."""

    rung: Rung
    sent_on: date
    past: int
    answer_by: date | None
    is_answered: bool

    @property
    def key(self) -> str:
        """The rung's word in addresses."""
        return self.rung.key

    @property
    def title(self) -> Any:
        """What the letter is called."""
        return self.rung.label

    @property
    def is_internal(self) -> bool:
        """Whether it goes to those competent only, never to the unit."""
        return self.rung.key in INTERNAL

    @property
    def wants_signature(self) -> bool:
        """Whether the unit's head signs for it."""
        return self.rung.key == "guidance"


def letters_of(record: Rectification, on: date) -> list[Letter]:
    """Return the letters reached for the present deadline, lowest rung first; three queries at most."""
    if not record.rung or record.due_on is None:
        return []
    ladder = Ladder(record.commission_id, on)
    sent = Reminder.objects.of(record.commission_id).filter(
        rectification=record, kind=Reminded.LADDER, for_day=record.due_on
    )
    days = dict(sent.values_list("rung", "sent_on"))
    return [
        _letter(record, rung, days[rung.number], ladder)
        for rung in ladder.rungs
        if rung.number <= record.rung and rung.number in days
    ]


def _letter(record: Rectification, rung: Rung, sent_on: date, ladder: Ladder) -> Letter:
    following = ladder.of(rung.number + 1)
    answer_by = None
    if following:
        answer_by = ladder.calendar.add_working_days(sent_on, following.days - rung.days).on
    past = ladder.calendar.working_days_between(record.due_on, sent_on).days
    return Letter(rung, sent_on, past, answer_by, record.state not in UNIT_OWES)


def paragraphs(record: Rectification, letter: Letter) -> list[str]:
    """Return what the letter says, in the order in which such letters say it; the matter itself stands between."""
    owed = OWED.get(State(record.state))
    words = {
        "issued": date_format(record.issued_on),
        "code": record.code,
        "due": date_format(record.due_on),
        "sent": date_format(letter.sent_on),
        "past": letter.past,
        "owed": owed,
    }
    if owed:
        first = _(
            "On %(issued)s the matter %(code)s was addressed to your unit, to be put right by %(due)s. On %(sent)s, "
            "%(past)s working days past that day, %(owed)s."
        )
    else:
        first = _(
            "On %(issued)s the matter %(code)s was addressed to your unit, to be put right by %(due)s. On %(sent)s, "
            "%(past)s working days past that day, it had not been put right."
        )
    day = date_format(letter.answer_by) if letter.answer_by else ""
    return [first % words, str(ASKED[letter.key]) % {"day": day}]
