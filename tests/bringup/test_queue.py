"""The job worker runs what is due, outlives a bad round, and stops after the batch in hand."""

from __future__ import annotations

import threading
from itertools import count

from touyan.project.queue import pause_after, work


class Stop(threading.Event):
    """A stop signal that waits for nobody and remembers the pauses asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.pauses: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.pauses.append(timeout or 0.0)
        return self.is_set()


def rounds(*answers: int | Exception) -> tuple[list[int], Stop]:
    """Run one round for each answer, the last setting the stop; the batch sizes asked for and the stop."""
    stop, asked, numbers = Stop(), [], count()

    def run_due(batch: int) -> int:
        asked.append(batch)
        number = next(numbers)
        if number == len(answers) - 1:
            stop.set()
        answer = answers[number]
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert work(run_due, stop, batch=5) == len(answers)
    return asked, stop


def test_a_quiet_table_is_asked_once_a_second():
    assert rounds(0, 3, 0)[1].pauses == [1.0, 1.0, 1.0]


def test_a_full_batch_is_followed_by_the_next_at_once():
    assert rounds(5, 5, 2)[1].pauses == [1.0]


def test_a_failing_round_is_tried_again_with_growing_pauses_and_forgotten_after_a_good_one():
    assert rounds(ValueError(), ValueError(), 0, ValueError())[1].pauses == [2.0, 4.0, 1.0, 2.0]


def test_pauses_stay_bounded():
    assert pause_after(50) == 30.0


def test_a_stop_lets_the_batch_in_hand_finish_and_starts_no_other():
    asked, _ = rounds(5)
    assert asked == [5]
