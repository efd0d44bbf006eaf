"""What ``custcheck check`` was asked for."""

from dataclasses import dataclass
from pathlib import Path

from custcheck.reports.problems import CheckFormat, FailOn


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What ``custcheck check`` was asked for, as typed; None and empty where nothing was said."""

    paths: tuple[Path, ...] = ()
    format: CheckFormat | None = None
    output: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    fail_on: FailOn | None = None
    stdin_filename: str | None = None
    against: str | None = None
