"""P: scales that tell too little apart, or lean."""

import re
from collections.abc import Iterator
from itertools import islice

from custcheck.rules.fault import Fault, Subject

_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?[.)]?")
_LONGEST = 80
"""So much of a label is looked at; a longer one is more than a number."""
_AGREES = re.compile(r"(?<!neither )\bagrees?\b", re.IGNORECASE)
_DISAGREES = re.compile(r"(?<!nor )\bdisagrees?\b|\bdo(?:es)? not agree\b", re.IGNORECASE)


def too_few_levels(subject: Subject) -> Iterator[Fault]:
    """Find a bank's scales and ladders of two levels: P07."""
    for place, ladder in subject.ladders() if subject.bank else ():
        if len(ladder) == 2:
            yield Fault(
                "P07",
                place,
                "There are 2 levels, and no way to tell half-way from not begun.",
                "Describe one or more levels between them, or make it type: yesno.",
                at_key=True,
            )


def agreement(subject: Subject) -> Iterator[Fault]:
    """Find scales of agreement that lean to a side, or have other than five points: P16."""
    for place, ladder in subject.ladders():
        starts = [option.label[:_LONGEST] for option in ladder]
        labels = [label for label in starts if "gree" in label.lower()]
        against = sum(_DISAGREES.search(label) is not None for label in labels)
        agreeing = sum(
            _AGREES.search(label) is not None and not _DISAGREES.search(label) for label in labels
        )
        if not (agreeing and agreeing + against >= 2):
            continue
        says = []
        if len(ladder) != 5:
            says.append(f"has {len(ladder)} points, where 5 are usual")
        if agreeing != against:
            says.append(f"agrees in {agreeing} and disagrees in {against} of them")
        if says:
            yield Fault(
                "P16",
                place,
                f"This agreement scale {' and '.join(says)}.",
                "Give it two points on each side and one in the middle.",
                at_key=True,
            )


def unlabelled_points(subject: Subject) -> Iterator[Fault]:
    """Find points called by a number between two ends that are called by words: P17."""
    for place, ladder in subject.ladders():
        if len(ladder) < 3:
            continue
        first, last = ladder[0].label, ladder[-1].label
        if not (_LETTER.search(first) and _LETTER.search(last)):
            continue
        for index, option in enumerate(islice(ladder, 1, len(ladder) - 1), start=1):
            number = option.label.strip() if len(option.label) <= _LONGEST else ""
            if _NUMBER.fullmatch(number):
                yield Fault(
                    "P17",
                    (*place, index, "label"),
                    f'"{number}" says nothing, while the ends say "{_short(first)}" and '
                    f'"{_short(last)}".',
                    f'Say in words what one would see at "{number}".',
                )


def _short(label: str) -> str:
    """Return a label as a message can hold it."""
    return label if len(label) <= 30 else f"{label[:29]}…"
