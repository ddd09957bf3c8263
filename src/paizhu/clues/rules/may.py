"""Whatever may be done in the work on a clue, by the word of its address."""

from collections.abc import Callable
from typing import Any

from paizhu.clues.models import Clue
from paizhu.clues.rules import (
    clarifying,
    evidence,
    filing,
    inquiring,
    letters,
    measures,
    plans,
    reports,
    talks,
    team,
    trying,
)
from paizhu.kernel.viewers import Viewer

CHECKS: dict[str, Callable[[Viewer, Clue, Any], None]] = {
    "team_join": team.check_can_staff,
    "team_lead": team.check_can_change_member,
    "team_leave": team.check_can_change_member,
    "plan_submit": plans.check_can_plan,
    "letter_send": letters.check_can_send,
    "letter_receive": letters.check_can_receive,
    "letter_reply": letters.check_can_reply,
    "delegation_ask": inquiring.check_can_delegate,
    "delegation_receive": inquiring.check_can_mandate,
    "delegation_record": inquiring.check_can_record,
    "talk_enter": talks.check_can_talk_for,
    "measure_enter": measures.check_can_enter,
    "measure_end": measures.check_can_end,
    "measures_file": measures.check_can_file,
    "evidence_add": evidence.check_can_add,
    "evidence_take": evidence.check_can_take_over,
    "evidence_return": evidence.check_can_return,
    "report_write": reports.check_can_write,
    "report_rewrite": reports.check_can_rewrite,
    "report_sign": reports.check_can_sign,
    "report_submit": reports.check_can_submit,
    "report_tell": reports.check_can_tell,
    "host_ask": filing.check_can_consult,
    "host_answer": filing.check_can_answer,
    "host_skip": filing.check_can_skip,
    "host_refer": filing.check_can_refer,
    "filing_ask": filing.check_can_ask_filing,
    "host_inform": filing.check_can_inform,
    "clarify": clarifying.check_can_clarify,
    "clarify_done": clarifying.check_can_finish,
    "check_choose": inquiring.check_can_choose,
    "check_enter": inquiring.check_can_check,
    "meeting_enter": inquiring.check_can_explain,
    "trial_accept": trying.check_can_accept,
    "trial_decide": trying.check_can_decide,
    "trial_announce": trying.check_can_announce,
    "archive": clarifying.check_can_archive,
}


def check_may(by: Viewer, clue: Clue, word: str, item: Any = None) -> None:
    """This step, by this person, now."""
    CHECKS[word](by, clue, item)
