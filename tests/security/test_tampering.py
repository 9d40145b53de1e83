"""A thousand ways to falsify the record: every edit, deletion, insertion and swap is found; a cut or rollback is found
by whoever kept a checkpoint. The controls show that an untouched record raises no alarm and that a rewritten chain
without a checkpoint is exactly what goes unseen.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from touyan.core.chain import link
from touyan.fieldwork.needs.actions import Answer, Claim, NewNeed
from touyan.fieldwork.needs.models import Need
from touyan.foundation.ledger.checkpoints import head_lines
from touyan.foundation.ledger.models import Act, Head, canonical
from touyan.foundation.ledger.verify import chain_findings, checkpoint_findings, state_findings

TIMES = 120


class Undo(Exception):  # noqa: N818
    """Takes a tampering back."""


@pytest.fixture
def record(county):
    unit = county.unit("青石街道")
    for number in range(12):
        need = county.do(
            "street-drafter", "need.raise", unit, NewNeed(f"需求{number}", "情况", "visit")
        ).subject
        county.do("street-secretary", "need.claim", need, Claim(str(unit.key)))
        if number % 2:
            county.do("street-drafter", "need.decline", need, Answer("已由物业解决"))
    _drop_triggers()
    return county


def _drop_triggers() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS act_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS act_no_delete")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS act_no_change ON ledger_act")


def _any_act(rng: random.Random) -> Act:
    return rng.choice(list(Act.objects.filter(root_kind="need")))


def edit(rng: random.Random) -> None:
    act = _any_act(rng)
    field, value = rng.choice(
        [
            ("after", "linked"),
            ("person", 999),
            ("action", "need.link"),
            ("given", "0" * 64),
            ("is_done", not act.is_done),
            ("note", {"x": 1}),
        ]
    )
    Act.objects.filter(pk=act.pk).update(**{field: value})


def delete(rng: random.Random) -> None:
    Act.objects.filter(pk=_any_act(rng).pk).delete()


def insert(rng: random.Random) -> None:
    act = _any_act(rng)
    act.pk, act.seq = None, act.seq + 1000
    act.save(force_insert=True)


def swap(rng: random.Random) -> None:
    first, second = rng.sample(list(Act.objects.filter(root_kind="need")), 2)
    a, b = first.given, second.given
    if a == b:
        a = "f" * 64
    Act.objects.filter(pk=first.pk).update(given=b, action=second.action)
    Act.objects.filter(pk=second.pk).update(given=a, action=first.action)
    if (first.given, first.action) == (second.given, second.action):
        Act.objects.filter(pk=first.pk).update(given="e" * 64)


def head(rng: random.Random) -> None:
    one = rng.choice(list(Head.objects.filter(root_kind="need")))
    Head.objects.filter(pk=one.pk).update(hash="a" * 64)


def state(rng: random.Random) -> None:
    one = rng.choice(list(Need.plain.all()))
    Need.plain.filter(pk=one.pk).update(state="linked")


def content(rng: random.Random) -> None:
    one = rng.choice(list(Need.plain.all()))
    Need.plain.filter(pk=one.pk).update(title="改了")


def cut_tail(rng: random.Random) -> None:
    """Remove the last act, set the head and the matter back: only a kept checkpoint can tell."""
    one = rng.choice(list(Head.objects.filter(root_kind="need", seq__gt=1)))
    last = Act.objects.get(root_kind="need", root_key=one.root_key, seq=one.seq)
    before = Act.objects.get(root_kind="need", root_key=one.root_key, seq=one.seq - 1)
    last.delete()
    Head.objects.filter(pk=one.pk).update(seq=before.seq, hash=before.hash)


def rewrite(rng: random.Random) -> None:
    """Edit the last act and recompute its hash and the head: only a kept checkpoint can tell."""
    one = rng.choice(list(Head.objects.filter(root_kind="need")))
    last = Act.objects.get(root_kind="need", root_key=one.root_key, seq=one.seq)
    last.person = 999
    last.hash = link(last.previous, canonical(last.material()))
    last.save()
    Head.objects.filter(pk=one.pk).update(hash=last.hash)


SEEN: tuple[Callable[[random.Random], None], ...] = (edit, delete, insert, swap, head, state, content)
NEED_CHECKPOINT = (cut_tail, rewrite)


def _found(tamper: Callable[[random.Random], None], rng: random.Random, kept: dict | None) -> bool:
    found = False
    try:
        with transaction.atomic():
            tamper(rng)
            found = next(chain_findings(), None) is not None or next(state_findings(), None) is not None
            if not found and kept is not None:
                found = any(f.code == "verify.cut_or_rolled_back" for f in checkpoint_findings(kept))
            raise Undo
    except Undo:
        return found


@pytest.fixture
def kept(record, monkeypatch):
    monkeypatch.setattr("touyan.foundation.ledger.verify.is_signed", lambda checkpoint: True)
    return {"heads": head_lines()}


def _missed(times, kept):
    rng = random.Random(20260608)
    ways = SEEN + NEED_CHECKPOINT
    return [way.__name__ for way in (ways[n % len(ways)] for n in range(times)) if not _found(way, rng, kept)]


def test_every_tampering_is_found(record, kept):
    assert _missed(TIMES, kept) == []


@pytest.mark.full
def test_a_thousand_tamperings_are_found(record, kept):
    assert _missed(1000, kept) == []


def test_an_untouched_record_raises_no_alarm(record, kept):
    assert (list(chain_findings()), list(state_findings()), list(checkpoint_findings(kept))) == ([], [], [])


def test_without_a_checkpoint_a_rewritten_last_act_goes_unseen(record):
    """The control: this is what checkpoints are for."""
    assert _found(rewrite, random.Random(1), None) is False


def test_a_signed_checkpoint_with_other_heads_is_no_checkpoint(record, settings, tmp_path):
    import json
    from pathlib import Path

    from touyan.foundation.ledger.checkpoints import is_signed, write_checkpoint

    settings.DATA = tmp_path
    stored = json.loads(Path(write_checkpoint()).read_text(encoding="utf-8"))
    assert is_signed(stored)
    stored["heads"][0][2] += 1
    assert not is_signed(stored)


def test_the_database_itself_refuses_to_change_or_delete_an_act(county):
    from django.db import DatabaseError

    county.do("street-drafter", "need.raise", county.unit("青石街道"), NewNeed("需求", "情况", "visit"))
    for change in (lambda: Act.objects.update(person=1), lambda: Act.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
