"""A result in words: groups, parts with each group's mean, and how the grade came about, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from touyan.core.scheme import Scheme, label
from touyan.foundation.people.kinds import kind_label
from touyan.foundation.people.models import Post
from touyan.foundation.web.reasons import words
from touyan.foundation.wording import Lang, sentence

NAMED = frozenset({"part", "group", "result"})


def post_words(post: Post, lang: Lang) -> str:
    """A post's title, else what its kind is called."""
    return post.title or words(kind_label(post.tenant_id, post.kind), lang)


def grade_words(rules: Scheme, name: str, lang: Lang) -> str:
    """A grade in the words of its scheme, "" while there is none."""
    grades = rules.post_assessment.grades if rules.post_assessment else ()
    return next((label(g.label, lang) for g in grades if g.name == name), "")


def _in(told: Mapping[str, str], lang: Lang) -> str:
    return (told.get("en") or told["zh"]) if lang == "en" else told["zh"]


def told_groups(computed: Mapping[str, Any], lang: Lang) -> list[dict[str, Any]]:
    """Each group's weight and how many sheets it gave: {label, weight, roll, valid, spoiled, quorum, is_short}."""
    return [
        {**group, "label": _in(group["label"], lang), "is_short": group["valid"] < group["quorum"]}
        for group in computed.get("groups", ())
    ]


def told_parts(computed: Mapping[str, Any], lang: Lang) -> list[dict[str, Any]]:
    """Each part with its weight, its score and the means of the groups in their order: {label, weight, score, means}."""
    order = [group["id"] for group in computed.get("groups", ())]
    return [
        {
            "label": _in(part["label"], lang),
            "weight": part["weight"],
            "score": part["score"],
            "means": [part["means"][name] for name in order],
        }
        for part in computed.get("parts", ())
    ]


def told_steps(computed: Mapping[str, Any], lang: Lang) -> list[str]:
    """How the score and the grade came about, with the names of parts, groups and grades."""
    names = {key: _in(told, lang) for key, told in computed.get("names", {}).items()}
    return [
        sentence(
            step["code"],
            {
                key: names.get(value, value) if key in NAMED and isinstance(value, str) else value
                for key, value in step["facts"].items()
            },
            lang,
        )
        for step in computed.get("steps", ())
    ]
