"""Runs: once for each due moment, caught up once, never two at once, each commission by itself."""

import logging
import os
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from paizhu.jobs import actions, queries, queue, worker
from paizhu.jobs.actions import running
from paizhu.jobs.models import JobRun
from paizhu.jobs.queries import Job, Outcome, daily, every

pytestmark = pytest.mark.django_db
SEVEN = datetime(2015, 6, 1, 7, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


class Counting:
    """A job's work: remembers for whom it was done."""

    def __init__(self, fails: int = 0):
        self.done, self.fails = [], fails

    def __call__(self, commission) -> int:
        self.done.append(commission and commission.code)
        if len(self.done) <= self.fails:
            raise RuntimeError("张三的举报")
        return 3


def register(work, schedule=None, **given) -> Job:
    job = Job("tests.job", "试", schedule or daily(7), work, **given)
    queries.register(job)
    return job


def test_a_due_job_is_run_once_under_each_commission(jobs, homes):
    work = Counting()
    register(work)
    actions.run_due(SEVEN)
    actions.run_due(SEVEN + 10 * MINUTE)
    assert work.done == ["J1", "J2"]
    assert set(JobRun.objects.values_list("outcome", "count", "due_at")) == {("done", 3, SEVEN)}


def test_a_job_of_the_installation_is_run_once_for_all(jobs, homes):
    work = Counting()
    register(work, each_commission=False)
    actions.run_due(SEVEN)
    actions.run_due(SEVEN + MINUTE)
    assert work.done == [None]


def test_what_was_missed_for_ten_days_is_caught_up_once(jobs, homes):
    work = Counting()
    register(work, each_commission=False)
    actions.run_due(SEVEN)
    actions.run_due(SEVEN + 10 * DAY + 3 * timedelta(hours=1))
    assert len(work.done) == 2
    assert JobRun.objects.latest("due_at").due_at == SEVEN + 10 * DAY


def test_a_run_by_hand_counts_for_the_moment_that_was_missed(jobs, homes):
    work = Counting()
    job = register(work, daily(0), each_commission=False)
    actions.run_now(job, None)
    actions.run_due()
    assert len(work.done) == 1


def test_a_second_worker_finds_the_run_taken(jobs, homes):
    work = Counting()
    job = register(work, each_commission=False)
    taken = running._claim(job, None, SEVEN)
    assert taken.outcome == Outcome.RUNNING
    assert running._claim(job, None, SEVEN) is None
    assert actions.run_due(SEVEN) == []
    assert work.done == []


def test_the_database_itself_refuses_two_runs_of_a_moment_and_two_at_once(jobs, homes):
    rows = [
        {"commission": homes[0], "due_at": SEVEN, "outcome": "done", "ended_at": SEVEN},
        {"commission": None, "due_at": SEVEN, "outcome": "done", "ended_at": SEVEN},
        {"commission": homes[0], "due_at": SEVEN + DAY},
        {"commission": None, "due_at": SEVEN + DAY},
    ]
    for row in rows:
        JobRun.objects.create(job="x", started_at=SEVEN, **row)
    for row in rows:
        for other in (row, {**row, "due_at": SEVEN + 2 * DAY}):
            if other["due_at"] != row["due_at"] and "outcome" in row:
                continue
            with pytest.raises(IntegrityError), transaction.atomic():
                JobRun.objects.create(job="x", started_at=SEVEN, **other)


def test_a_job_under_way_is_not_begun_a_second_time_by_hand(jobs, homes):
    job = register(Counting(), each_commission=False)
    running._claim(job, None, SEVEN)
    with pytest.raises(actions.BusyNow):
        actions.run_now(job, None)


def test_one_commissions_failure_does_not_keep_the_other_waiting(jobs, homes):
    work = Counting(fails=1)
    register(work)
    actions.run_due(SEVEN)
    assert [run.outcome for run in JobRun.objects.order_by("pk")] == ["failed", "done"]


def test_a_failed_run_is_tried_again_after_a_pause_three_times_in_all(jobs, homes):
    work = Counting(fails=9)
    register(work, each_commission=False)
    tried = []
    real = running.timezone.now
    for minutes in range(0, 120, 1):
        now = SEVEN + minutes * MINUTE
        running.timezone.now = lambda now=now: now
        try:
            if actions.run_due(now):
                tried.append(minutes)
        finally:
            running.timezone.now = real
    assert tried == [0, 5, 35]
    assert JobRun.objects.get().attempts == 3


def test_a_failure_tells_its_kind_and_place_and_nobodys_name(jobs, homes, caplog):
    register(Counting(fails=9), each_commission=False)
    with caplog.at_level(logging.DEBUG):
        run = actions.run_due(SEVEN)[0]
    assert run.error.startswith("RuntimeError (")
    assert "张三" not in run.error + caplog.text
    assert "tests.job" in caplog.text


def test_a_run_whose_process_is_gone_is_ended_and_done_again(jobs, homes):
    work = Counting()
    job = register(work, each_commission=False)
    run = running._claim(job, None, SEVEN)
    gone = os.fork()
    if not gone:
        os._exit(0)
    os.waitpid(gone, 0)
    JobRun.objects.filter(pk=run.pk).update(worker=f"{running.HERE}:{gone}")
    actions.run_due(SEVEN + MINUTE)
    run.refresh_from_db()
    assert (work.done, run.outcome, run.attempts) == ([None], "done", 2)


@pytest.mark.parametrize(("hours", "outcome"), [(1, "running"), (3, "lost")])
def test_a_run_on_another_machine_is_presumed_lost_after_a_while(jobs, homes, hours, outcome):
    job = register(Counting(), daily(0), each_commission=False)
    run = running._claim(job, None, SEVEN)
    JobRun.objects.filter(pk=run.pk).update(worker="elsewhere:1")
    running._end_lost(job, None, SEVEN + timedelta(hours=hours))
    run.refresh_from_db()
    assert run.outcome == outcome


def test_late_is_what_should_have_been_done_half_an_hour_ago(jobs, homes):
    register(Counting())
    minutes = {m: len(queries.late(SEVEN + m * MINUTE)) for m in (0, 30, 31)}
    assert minutes[31] == 2
    actions.run_due(SEVEN + 32 * MINUTE)
    assert queries.late(SEVEN + 40 * MINUTE) == []


def test_nothing_is_late_before_there_is_a_commission(jobs, db):
    register(Counting(), each_commission=False)
    assert queries.late(SEVEN + DAY) == []


def test_old_runs_are_forgotten_and_young_ones_kept(jobs, homes):
    job = register(Counting(), every(5), each_commission=False)
    actions.run_due(SEVEN)
    actions.run_now(job, None)
    assert actions.tidy() == 1
    assert JobRun.objects.count() == 1


def test_a_look_outlives_whatever_happens(jobs, homes, monkeypatch, caplog):
    monkeypatch.setattr(running, "known", lambda: 1 / 0)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)  # the test's own
    worker.look()
    assert "ZeroDivisionError" in caplog.text


def test_a_task_goes_through_the_queue_signed_and_is_done(jobs, settings, tmp_path):
    settings.DATA = tmp_path
    queue.queue.cache_clear()
    done = []
    queries.register_task("tests.task", lambda pk: done.append(pk))
    queue.put("tests.task", {"pk": 7})
    listening = queue.listen()
    task = listening.dequeue()
    assert b"tests.task" in (tmp_path / "queue.sqlite3").read_bytes() or task is not None
    task.execute()
    queue.queue.cache_clear()
    assert done == [7]


def test_a_message_that_somebody_else_put_into_the_queue_is_refused(settings, tmp_path):
    settings.DATA = tmp_path
    made = queue.make("")
    made.storage.enqueue(b"cos\nsystem\n(S'true'\ntR.")
    with pytest.raises(Exception, match=r"(?i)sign|mismatch|separator"):
        made.dequeue()


def test_a_task_waits_for_the_commit_and_a_broken_queue_breaks_nothing(
    monkeypatch, django_capture_on_commit_callbacks, caplog
):
    queries.register_task("tests.task", lambda: None)
    put = []
    monkeypatch.setattr(queue, "put", lambda *given: put.append(given) or 1 / 0)
    with django_capture_on_commit_callbacks(execute=True):
        actions.soon("tests.task")
        assert put == []
    assert put == [("tests.task", {})]
    assert "took no tests.task" in caplog.text


def test_a_task_nobody_registered_is_a_defect():
    with pytest.raises(LookupError):
        actions.soon("tests.unknown")


def test_an_address_of_another_kind_is_refused_with_an_example():
    with pytest.raises(Exception, match="PAIZHU_JOBS_URL"):
        queue.make("kafka://x")
