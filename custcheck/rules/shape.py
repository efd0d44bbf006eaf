"""S: what the types alone cannot say about a file's shape."""

from collections.abc import Iterator

from custcheck.rules.fault import Fault, Subject
from custcheck.text import clean

_LABEL, _DIMENSION_NAME = 34, 27


def options(subject: Subject) -> Iterator[Fault]:
    """Ask for two or more options with labels of their own: S08, S09."""
    for place, ladder in subject.ladders():
        if len(ladder) < 2:
            says = "There are fewer than two options."
            yield Fault("S08", place, says, "List two or more.", at_key=True)
        seen: set[str] = set()
        for index, option in enumerate(ladder):
            folded = option.label.strip().casefold()
            if folded in seen:
                yield Fault(
                    "S09",
                    (*place, index, "label"),
                    f'The label "{clean(option.label)}" stands twice in one scale.',
                    "Give each option a label of its own: answers may be given by label.",
                )
            seen.add(folded)


def lengths(subject: Subject) -> Iterator[Fault]:
    """Warn of text that lists and tables must cut: S14."""
    places = [
        (("dimensions", i, "name"), d.name, _DIMENSION_NAME)
        for i, d in enumerate(subject.own.dimensions)
    ]
    for index, question in enumerate(subject.bank.questions if subject.bank else ()):
        for key, text in (("label", question.label), ("clear_label", question.clear_label)):
            places.append((("questions", index, key), text or "", _LABEL))
    for place, text, limit in places:
        if len(text) > limit:
            yield Fault(
                "S14",
                place,
                f'"{place[-1]}" has {len(text)} characters; reports cut it after {limit}.',
                f"Shorten it to {limit} characters.",
            )


def majority(subject: Subject) -> Iterator[Fault]:
    """Ask a bank that is read by counting for yes/no questions alone: P21."""
    if subject.bank is None or subject.bank.verdict is None:
        return
    for index, question in enumerate(subject.bank.questions):
        if question.type != "yesno":
            yield Fault(
                "P21",
                ("questions", index, "type"),
                "A bank with verdict: majority counts signs, and a sign is a yes/no question.",
                "Make it type: yesno, or take verdict: majority out.",
            )


def standing_alone(subject: Subject) -> Iterator[Fault]:
    """Ask that a bank either names a framework or defines dimensions of its own: S02, S13."""
    bank = subject.bank
    if bank is None:
        return
    if not subject.names_framework and not subject.stands_alone:
        yield Fault(
            "S02",
            (),
            'Neither "framework" nor "dimensions" is there.',
            "Add framework: customer-centricity, or list dimensions of your own.",
        )
    if bank.framework is not None:
        foreign = {
            "dimensions": bank.dimensions,
            "roles": bank.roles,
            "enough": bank.enough,
            "target": bank.target is not None,
        }
        for key in (key for key, value in foreign.items() if value):
            yield Fault(
                "S13",
                (key,),
                f'"{key}" belongs to a bank that stands alone; this one names a framework.',
                f"Take out {key}, or take out framework.",
                at_key=True,
            )
