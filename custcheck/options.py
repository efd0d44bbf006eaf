"""What ``custcheck audit`` was asked for."""

import datetime
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from custcheck.errors import InputError
from custcheck.model import Framework
from custcheck.reports import ENDINGS, Format
from custcheck.text import UNSAFE, clean, did_you_mean, whole_points

_UNSHOWN = re.compile(rf"[\t\n]|{UNSAFE.pattern}")
_ESCAPED = re.compile(rf"[\\']|{_UNSHOWN.pattern}")


@dataclass(frozen=True, slots=True)
class Options:
    """What ``custcheck audit`` was asked for, as typed."""

    name: str | None
    banks: tuple[str, ...]
    all_banks: bool
    quick: bool
    role: str | None
    organisation: str | None
    answers: str | None
    file: Path | None
    resume: bool
    new: bool
    no_input: bool
    targets: tuple[str, ...]
    format: Format | None
    """The form of what goes to standard output; None where it was not said."""
    outputs: tuple[Path, ...]
    full: bool
    explain: str | None
    against: Path | None
    fail_under: tuple[str, ...]
    fail_on: tuple[str, ...]
    date: datetime.date | None
    plain: bool

    @property
    def printed(self) -> Format | None:
        """The form that standard output takes; None where files were asked for instead."""
        if self.format is None and self.outputs:
            return None
        return self.format or Format.TERMINAL

    def form_of(self, output: Path) -> Format:
        """Return the form of an output file: its ending decides, without one ``--format``.

        Raises:
            InputError: for an ending that names no form.
        """
        ending = output.suffix.casefold()
        if not ending:
            return self.format or Format.TERMINAL
        if ending not in ENDINGS:
            raise InputError(
                f'--output "{clean(str(output))}": no report ends so. Choose from '
                f"{', '.join(ENDINGS)}."
            )
        return ENDINGS[ending]

    @property
    def forms(self) -> frozenset[Format]:
        """All forms that the report is to take.

        Raises:
            InputError: for an output whose ending names none.
        """
        files = {self.form_of(output) for output in self.outputs}
        return frozenset(files | ({self.printed} if self.printed else set()))

    def answers_arguments(self) -> tuple[str, ...]:
        """Return the options that say which answers to read, and for which banks."""
        banks = ["--all"] if self.all_banks else _each("--bank", self.banks)
        return ("--answers", self.answers or "", *banks)

    def content_arguments(self) -> tuple[str, ...]:
        """Return the options by which a report says the same, whatever its form and its date."""
        words = _each("--target", self.targets)
        if self.against is not None:
            words += ["--against", str(self.against)]
        words += _each("--fail-under", self.fail_under)
        words += _each("--fail-on", self.fail_on)
        return tuple(words)

    def report_arguments(self) -> tuple[str, ...]:
        """Return the options by which ``--answers`` gives the same report, where given."""
        is_plain = self.plain and Format.TERMINAL in self.forms
        return (*self._report_arguments(), *(["--plain"] if is_plain else []))

    def resume_arguments(self) -> tuple[str, ...]:
        """Return the options by which an interview that goes on ends as it would have."""
        return (*self._report_arguments(), *(["--plain"] if self.plain else []))

    def _report_arguments(self) -> list[str]:
        words = ["--date", self.date.isoformat()] if self.date is not None else []
        words += self.content_arguments()
        if self.format is not None and (self.outputs or self.format is not Format.TERMINAL):
            words += ["--format", self.format.value]
        words += _each("--output", map(str, self.outputs))
        if self.explain is not None:
            words += ["--explain", self.explain]
        if self.full:
            words += ["--full"]
        return words


def _each(option: str, values: Iterable[str]) -> list[str]:
    """Return an option with each of its values."""
    return [word for value in values for word in (option, value)]


def command_line(*words: str) -> str:
    r"""Return a command as it would be typed: one line, safe to print, that says every word.

    What cannot be shown stands there byte by byte, as bash and zsh read it: ``$'two\012lines'``.
    """
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    import shlex  # late: a command without hints does not need it

    if not _UNSHOWN.search(word):
        return shlex.quote(word)
    return f"$'{_ESCAPED.sub(_escaped, word)}'"


def _escaped(found: re.Match[str]) -> str:
    if found[0] in "\\'":
        return f"\\{found[0]}"
    return "".join(f"\\{byte:03o}" for byte in os.fsencode(found[0]))


def parse_targets(
    given: Sequence[str], frameworks: Sequence[Framework]
) -> tuple[int | None, dict[str, int]]:
    """Return the target for the whole, and those of single dimensions.

    Raises:
        InputError: for a target that is not 0 to 100, or a dimension that does not exist.
    """
    overall: int | None = None
    own: dict[str, int] = {}
    for text in given:
        name, equals, number = text.rpartition("=")
        points = whole_points(number)
        if points is None:
            raise InputError(f"--target {clean(text)}: a target is a whole number from 0 to 100.")
        if not equals:
            overall = points
        else:
            _check_dimension("--target", name, frameworks)
            own[name] = points
    return overall, own


def check_gates(under: Sequence[str], frameworks: Sequence[Framework]) -> None:
    """Hold the dimensions that ``--fail-under`` names to those that there are.

    Raises:
        InputError: for a dimension that does not exist.
    """
    from custcheck.assessment.conditions import parse_fail_under  # late: few ask for any

    for gate in map(parse_fail_under, under):
        if gate.dimension is not None:
            _check_dimension("--fail-under", gate.dimension, frameworks)


def _check_dimension(option: str, name: str, frameworks: Sequence[Framework]) -> None:
    known = list(dict.fromkeys(d.id for f in frameworks for d in f.dimensions))
    if name not in known:
        hint = did_you_mean(name, known) or f"Dimensions: {', '.join(known)}."
        raise InputError(f'{option}: there is no dimension "{clean(name)}". {hint}')
