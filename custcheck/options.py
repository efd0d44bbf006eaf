"""What ``custcheck audit`` was asked for."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from custcheck.errors import InputError
from custcheck.model import Framework
from custcheck.reports import ENDINGS, Format
from custcheck.text import clean, did_you_mean, whole_points


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

    def report_arguments(self) -> tuple[str, ...]:
        """Return the options by which ``--answers`` gives the same report, where given."""
        words = [word for target in self.targets for word in ("--target", target)]
        if self.against is not None:
            words += ["--against", str(self.against)]
        if self.printed not in {None, Format.TERMINAL}:
            words += ["--format", (self.printed or Format.TERMINAL).value]
        if self.explain is not None:
            words += ["--explain", self.explain]
        if self.full:
            words += ["--full"]
        if self.plain and Format.TERMINAL in self.forms:
            words += ["--plain"]
        return tuple(words)


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
