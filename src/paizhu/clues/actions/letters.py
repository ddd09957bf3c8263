"""Letters of inquiry: sent, signed for, answered. The number of a letter is the office's to give."""

from datetime import date

from paizhu.clues import rules
from paizhu.clues.actions.moving import held, held_item, made, refreshed
from paizhu.clues.models import Clue, Letter
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.trail import actions as trail


@act
def send(
    *,
    clue: Clue,
    text: str,
    sent_on: date,
    concerns_head: bool = False,
    seen_revision: int | None = None,
    by: Viewer,
) -> Letter:
    """A letter goes out by the approved plan."""
    clue = held(clue)
    rules.letters.check_can_send(by, clue)
    rules.teamwork.check_written(text)
    rules.teamwork.check_day(sent_on, after=clue.disposed_on)
    is_head = rules.letters.concerns_head(clue, concerns_head)
    letter = made(Letter, clue, text=text.strip(), sent_on=sent_on, concerns_head=is_head)
    refreshed(clue)
    trail.record("clues.letter_sent", clue, by=by, day=sent_on)
    return letter


@act
def receive(
    *, clue: Clue, letter: Letter, on: date, seen_revision: int | None = None, by: Viewer
) -> Letter:
    """It was signed for: from here the days of the reply run."""
    clue, letter = held(clue), held_item(letter, seen_revision)
    rules.letters.check_can_receive(by, clue, letter)
    rules.teamwork.check_day(on, after=letter.sent_on)
    letter.received_on = on
    save_clean(letter)
    refreshed(clue)
    trail.record("clues.letter_received", clue, by=by, day=on)
    return letter


@act
def reply(
    *,
    clue: Clue,
    letter: Letter,
    on: date,
    reply: str,
    is_signed_by_head: bool = False,
    seen_revision: int | None = None,
    by: Viewer,
) -> Letter:
    """The reply has come in."""
    clue, letter = held(clue), held_item(letter, seen_revision)
    rules.letters.check_can_reply(by, clue, letter)
    rules.letters.check_reply(letter, on, is_signed_by_head)
    rules.teamwork.check_written(reply)
    letter.replied_on, letter.reply = on, reply.strip()
    letter.is_signed_by_head = is_signed_by_head
    save_clean(letter)
    refreshed(clue)
    trail.record("clues.letter_replied", clue, by=by, day=on)
    return letter
