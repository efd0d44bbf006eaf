"""S: texts that carry what nobody meant to show, stray spaces and markup."""

import re
from collections.abc import Iterable, Iterator

from custcheck.model import Option
from custcheck.problem import Place
from custcheck.rules.fault import Fault, Subject
from custcheck.text import clean

_WITH_SPACES = ("  ", " \n", "\n ", "\t", "\u00a0", "\u3000")
_WITH_MARKUP = ("<", "**", "__", "](", "[/", "{{", "{%", "${", "&")
"""What a file must have somewhere, before its texts are looked at one by one."""

_RUN = re.compile(r"(?<=\S)[^\S\n]{2,}(?=\S)")
_TAGS = (
    "a|abbr|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|img|li|mark|ol|p|pre|s|script"
    "|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul"
)
_MARKUP = (
    rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>|<!--"
    r"|&(?:amp|apos|[gl]t|hellip|[lr]dquo|[lr]squo|[mn]dash|nbsp|quot|\#\d{2,6}|\#x[\da-f]{2,6});"
    r"|\*\*(?=\S)[^*\n]+(?<=\S)\*\*|(?<!\w)__(?=[^\s_])[^_\n]+(?<=\S)__(?!\w)"
    r"|\[[^\[\]\n]+\]\((?:[a-z]+://|mailto:|[/#]|\.{1,2}/|(?:[\w-]+\.)+[a-z]{2,})[^\s()]*\)"
    r"|\[([a-z]+)\b[^\[\]]*\][^\[\]]*\[/(?:\1[^\[\]]*)?\]"
    r"|\{\{[^{}\n]+\}\}|\{%[^{}\n]+%\}|\$\{[^{}\n]+\}"
)
_LONGEST = 2000
"""So far markup is looked for: no text of a question is as long."""


def untidy(subject: Subject) -> Iterator[Fault]:
    """Find texts with stray spaces, and texts with markup: S10, S11."""
    found = list(_texts(subject))
    together = "\n".join(["", *[text for _, text in found], ""])
    if any(part in together for part in _WITH_SPACES) or "\n\n" in together:
        yield from _spaced(found)
    if any(part in together for part in _WITH_MARKUP):
        yield from _marked_up(found)


def _spaced(found: Iterable[tuple[Place, str]]) -> Iterator[Fault]:
    for place, text in found:
        ends = text.rstrip("\n")
        says = []
        if text[0].isspace():
            says.append("begins with white space")
        if ends[-1].isspace():
            says.append("ends with white space")
        if run := _RUN.search(ends.strip()):
            after = clean(ends.strip()[max(0, run.start() - 20) : run.start()]).split(" ")[-1]
            says.append(f'has {len(run[0])} spaces in a row after "{after}"')
        if says:
            yield Fault(
                "S10",
                place,
                f'"{_key(place)}" {" and ".join(says)}.',
                "Leave one space between words, and none at the ends.",
            )


def _marked_up(found: Iterable[tuple[Place, str]]) -> Iterator[Fault]:
    for place, text in found:
        markup = re.search(_MARKUP, text[:_LONGEST], re.IGNORECASE)
        if markup is None:
            continue
        shown = clean(markup[0])
        shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
        filled = markup[0].startswith(("{", "$"))
        yield Fault(
            "S11",
            place,
            f'"{_key(place)}" has markup that is shown as it stands: {shown}.',
            "Write the words themselves: nothing is filled in here."
            if filled
            else "Write it in plain words: no text is formatted.",
        )


def _key(place: Place) -> str:
    """Return the key that a text stands under."""
    return next(step for step in reversed(place) if isinstance(step, str))


def _texts(subject: Subject) -> Iterator[tuple[Place, str]]:
    """Yield every text in the file, with its place."""
    own, bank = subject.own, subject.bank
    if own.title is not None:
        yield ("title",), own.title
    yield ("version",), own.version
    for index, role in enumerate(own.roles):
        yield ("roles", index, "name"), role.name
        yield ("roles", index, "short"), role.short
    for index, dimension in enumerate(own.dimensions):
        yield ("dimensions", index, "name"), dimension.name
        if dimension.high_means is not None:
            yield ("dimensions", index, "high_means"), dimension.high_means
    for name, options in own.scales.items():
        yield from _option_texts(("scales", name), options)
    if bank is not None:
        yield ("language",), bank.language
        for index, source in enumerate(bank.sources):
            yield ("sources", index), source
        for index, group in enumerate(bank.groups):
            yield ("groups", index, "title"), group.title
        yield from _question_texts(subject)


def _question_texts(subject: Subject) -> Iterator[tuple[Place, str]]:
    for index, question in enumerate(subject.bank.questions if subject.bank else ()):
        yield ("questions", index, "text"), question.text
        for key, text in (
            ("ref", question.ref),
            ("label", question.label),
            ("clear_label", question.clear_label),
            ("evidence", question.evidence),
            ("why", question.why),
        ):
            if text is not None:
                yield ("questions", index, key), text
        for role, text in question.wording.items():
            yield ("questions", index, "wording", role), text
        if question.action is not None:
            yield ("questions", index, "action", "text"), question.action.text
        if question.type == "levels":
            yield from _option_texts(("questions", index, "levels"), question.levels)


def _option_texts(place: Place, options: tuple[Option, ...]) -> Iterator[tuple[Place, str]]:
    for index, option in enumerate(options):
        yield (*place, index, "label"), option.label
        if option.help is not None:
            yield (*place, index, "help"), option.help
