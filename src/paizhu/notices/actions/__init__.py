"""What is done with notices: told and settled inside other rooms' acts, read by their recipients.

notices.register_kind("rectification.reported",
                      _("The unit reports %(number)s done: confirm or return it."))     # in apps.ready
notices.tell(commission_id=…, recipients=[official ids], kind="rectification.reported", about=rectification,
             number=rectification.code, due_on=…, url=…, by=by)                         # inside an act
notices.settle(about=rectification)                                                     # in the act that ends the waiting
"""

from paizhu.notices.actions.outbox import TASK, prepare_digests, send_waiting, try_again
from paizhu.notices.actions.reading import choose_delivery, mark_read
from paizhu.notices.actions.telling import register_kind, settle, tell

__all__ = [
    "TASK",
    "choose_delivery",
    "mark_read",
    "prepare_digests",
    "register_kind",
    "send_waiting",
    "settle",
    "tell",
    "try_again",
]
