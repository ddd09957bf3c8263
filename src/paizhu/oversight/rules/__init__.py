"""Who may keep the ledgers of supervision, and what stands against an act, noun by noun. Each refusal gives its reason.

Nothing is written here.
"""

from paizhu.oversight.rules.activities import (
    NOTHING,
    Kept,
    check_can_correct,
    check_can_enter_quickly,
    check_can_record,
    check_day,
    check_facts,
    check_follows,
    check_keeps_opinions,
    check_matter,
)
from paizhu.oversight.rules.joint_work import (
    check_agreeing,
    check_authorised,
    check_can_authorise,
    check_can_end,
    check_end_day,
    check_groups_work,
    check_joint_groups,
    check_joint_period,
)
from paizhu.oversight.rules.ledgers import (
    check_can_enter,
    check_can_enter_for,
    check_can_keep_ledgers,
    check_can_see_ledgers,
    check_can_see_opinions,
)
from paizhu.oversight.rules.notices import (
    check_can_change,
    check_can_decide,
    check_can_propose,
    check_can_see_notices,
    check_can_see_own_notices,
    check_can_send,
    check_can_send_some,
)
from paizhu.oversight.rules.opinions import (
    check_can_raise,
    check_can_raise_some,
)
from paizhu.oversight.rules.records import (
    check_can_attach,
    check_can_complete,
    check_can_remove,
    check_can_write,
    check_items,
    check_shape,
    check_talked_with,
    check_talkers,
)

__all__ = [
    "NOTHING",
    "Kept",
    "check_agreeing",
    "check_authorised",
    "check_can_attach",
    "check_can_authorise",
    "check_can_change",
    "check_can_complete",
    "check_can_correct",
    "check_can_decide",
    "check_can_end",
    "check_can_enter",
    "check_can_enter_for",
    "check_can_enter_quickly",
    "check_can_keep_ledgers",
    "check_can_propose",
    "check_can_raise",
    "check_can_raise_some",
    "check_can_record",
    "check_can_remove",
    "check_can_see_ledgers",
    "check_can_see_notices",
    "check_can_see_opinions",
    "check_can_see_own_notices",
    "check_can_send",
    "check_can_send_some",
    "check_can_write",
    "check_day",
    "check_end_day",
    "check_facts",
    "check_follows",
    "check_groups_work",
    "check_items",
    "check_joint_groups",
    "check_joint_period",
    "check_keeps_opinions",
    "check_matter",
    "check_shape",
    "check_talked_with",
    "check_talkers",
]
