"""P: labels that run against their values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from custcheck.model import Option, ScaleQuestion
from custcheck.rules.fault import Fault, Subject

_FREQUENCY = (
    "never|not once",
    "almost never|hardly ever|very rarely",
    "rarely|seldom",
    "occasionally|sometimes|at times|now and then",
    "about half the time|half the time",
    "often|frequently",
    "usually|mostly|most of the time|very often",
    "almost always|nearly always",
    "always|every time",
)
_PERIOD = (
    "never|not once",
    "less than once a year",
    "yearly|annually|every year|once a year",
    "every six months|twice a year|half-yearly",
    "quarterly|every quarter|once a quarter",
    "monthly|every month|once a month",
    "fortnightly|every two weeks",
    "weekly|every week|once a week",
    "daily|every day|once a day",
    "hourly|several times a day",
)
_AMOUNT = (
    "none|nobody|no one|nothing|none of them|none of it",
    "hardly any|almost none|very few",
    "few|a few",
    "some|some of them",
    "half|about half",
    "many",
    "most|most of them|over half|more than half",
    "nearly all|almost all",
    "all|all of them|all of it|everyone|everything",
)
_DEGREE = (
    "not at all",
    "hardly|slightly|a little",
    "somewhat|partly|in part|to some extent",
    "moderately",
    "mostly|largely|to a great extent",
    "completely|fully|entirely|totally",
)
_LEVEL = ("very low", "low", "medium|moderate", "high", "very high")
_AGREEMENT = (
    "strongly disagree|completely disagree|totally disagree",
    "disagree",
    "slightly disagree|somewhat disagree",
    "neither|neutral|undecided|neither agree nor disagree|not sure",
    "slightly agree|somewhat agree",
    "agree",
    "strongly agree|completely agree|totally agree",
)
_LIKELIHOOD = ("very unlikely", "unlikely", "neither|neutral", "likely", "very likely")
_QUALITY = (
    "very poor|very bad|terrible|awful",
    "poor|bad",
    "fair|average|acceptable|ok",
    "good",
    "very good",
    "excellent|outstanding",
)
_SATISFACTION = (
    "very dissatisfied|very unsatisfied",
    "dissatisfied|unsatisfied",
    "neither|neutral",
    "satisfied",
    "very satisfied",
)
_EASE = (
    "very hard|very difficult",
    "hard|difficult",
    "neither|neutral|neither easy nor hard|neither easy nor difficult",
    "easy",
    "very easy",
)
_FAMILIES = (
    _FREQUENCY,
    _PERIOD,
    _AMOUNT,
    _DEGREE,
    _LEVEL,
    _AGREEMENT,
    _LIKELIHOOD,
    _QUALITY,
    _SATISFACTION,
    _EASE,
)
_VALUED = frozenset(map(_FAMILIES.index, (_QUALITY, _SATISFACTION, _EASE)))
"""Families whose last word is the best whatever is asked, so that a ladder may not turn them."""

_ASIDE = re.compile(r"[(,:;\u2013\u2014]|-(?=\s)")
_N = r"(\d+(?:\.\d+)?)(?: ?%)?"
_NUMBER = re.compile(rf"{_N}(?: ?\+| ?[-\u2013\u2014] ?(?:{_N})?| to {_N})?")
_LONGEST = 80
"""So much of a label is looked at; its first words say how it is ranked."""


@cache
def _ranks() -> Mapping[str, Mapping[int, int]]:
    """Return for each known label its rank in the families that have it."""
    ranks: dict[str, dict[int, int]] = {}
    for family, steps in enumerate(_FAMILIES):
        for rank, labels in enumerate(steps):
            for label in labels.split("|"):
                ranks.setdefault(label, {})[family] = rank
    return ranks


def labels_reversed(subject: Subject) -> Iterator[Fault]:
    """Find labels that run down while their values run up: P13."""
    for place, ladder in subject.ladders():
        is_scale = place[0] == "scales"
        run = _run_down(ladder, is_scale=is_scale)
        if run is None or (is_scale and _is_turned_back(subject, place[1])):
            continue
        first, last = run
        low, high = first.label.strip(), last.label.strip()
        yield Fault(
            "P13",
            place,
            f'The labels run down from "{low}" to "{high}", while their values rise from '
            f"{first.value:g} to {last.value:g}.",
            f'List "{high}" first; a question where high is bad says reverse: true.'
            if is_scale
            else "Begin with the worst level: it has the lowest value.",
            at_key=True,
        )


def runs_down(options: Sequence[Option]) -> bool:
    """Tell whether the labels of a scale are known to run against their values."""
    return _run_down(options, is_scale=True) is not None


def _is_turned_back(subject: Subject, scale: str | int) -> bool:
    """Tell whether all questions that use a scale are reversed, which sets it right again."""
    questions = subject.bank.questions if subject.bank else ()
    turns = [q.reverse for q in questions if isinstance(q, ScaleQuestion) and q.scale == scale]
    return bool(turns) and all(turns)


def _run_down(options: Sequence[Option], *, is_scale: bool) -> tuple[Option, Option] | None:
    """Return the first and the last label of a run that goes down; None when none is known to.

    A ladder begins with its worst level, and "Always" may be the worst: there only words that
    praise are held to their order, and numbers that are the values turned round.
    """
    known = _ranks()
    ranks = [known.get(_plain(option.label), {}) for option in options]
    families = {family for rank in ranks for family in rank}
    runs: list[list[tuple[float, Option]]] = [
        [
            (rank[family], option)
            for rank, option in zip(ranks, options, strict=True)
            if family in rank
        ]
        for family in (families if is_scale else families & _VALUED)
    ]
    if not families:
        runs = [_numbers(options, is_scale=is_scale)]
    runs = [run for run in runs if len(run) > 1]
    if not runs or not all(_falls(run) for run in runs):
        return None
    if any(two.value <= one.value for one, two in pairwise(options)):
        return None  # P02 says so
    longest = max(runs, key=len)
    return longest[0][1], longest[-1][1]


def _falls(run: Sequence[tuple[float, Option]]) -> bool:
    return all(two < one for (one, _), (two, _) in pairwise(run))


def _numbers(options: Sequence[Option], *, is_scale: bool) -> list[tuple[float, Option]]:
    """Return what the labels begin with where all of them are numbers, without a unit."""
    found = []
    for option in options:
        label = " ".join(option.label[: _LONGEST + 1].split())
        match = _NUMBER.fullmatch(label) if len(label) <= _LONGEST else None
        if match is None:
            return []
        found.append((float(match[1]), option))
    turned = sorted(number for number, _ in found) == [option.value for option in options]
    return found if is_scale or turned else []


def _plain(label: str) -> str:
    """Return a label without what it adds in brackets or behind a comma, in small letters."""
    text = label[:_LONGEST].strip().lower()
    aside = _ASIDE.search(text)
    return (text[: aside.start()] if aside else text).rstrip(" .!")
