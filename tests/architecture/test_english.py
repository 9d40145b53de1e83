"""English is complete: whatever a page can say in Chinese it can say in English."""

from __future__ import annotations


def test_no_text_of_a_page_lacks_its_english():
    from touyan.project.messages import missing

    assert missing() == []


def test_every_sentence_and_label_has_both_languages():
    from touyan.foundation.ledger.registry import HOUSE_MACHINES
    from touyan.foundation.wording import catalogue

    lacking = [code for code, (zh, en) in catalogue().items() if not zh or not en]
    machines = HOUSE_MACHINES.values()
    labels = [
        edge.action for machine in machines for edge in machine.edges if not (edge.label.zh and edge.label.en)
    ]
    assert (lacking, labels) == ([], [])
