"""What several forms name alike: severities, rules, files, and a problem from run to run."""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Literal, TypeAlias

from custcheck.catalogue import RULES
from custcheck.problem import Problem, Severity
from custcheck.text import clean

Level: TypeAlias = Literal["error", "warning", "note"]

_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub's and GitLab's runners say what they checked out: their paths count from there."""
LEVELS: Mapping[Severity, Level] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
"""The words for a severity, the worst first."""


def counted(number: int, word: str) -> str:
    """Return ``1 error``, ``2 errors``."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def counts(problems: Sequence[Problem]) -> dict[Level, int]:
    """Return how many problems there are of each severity, none left out."""
    found = Counter(problem.severity for problem in problems)
    return {level: found[severity] for severity, level in LEVELS.items()}


def rule_name(problem: Problem) -> str:
    """Return the code and the short name of a problem's rule: ``W01 double-barrelled``."""
    return f"{problem.code} {RULES[problem.code].slug}"


def sentences(problem: Problem) -> str:
    """Return what is wrong and how to mend it, on one line."""
    return f"{clean(problem.message)} {clean(problem.remedy)}".strip()


def near(path: str, here: PurePath | None = None, root: PurePath | None = None) -> PurePath:
    """Return a path as code hosts look for it: relative inside the project, else absolute.

    The project is the current folder, or what a CI server says it checked out, if that is above.
    """
    if here is None:
        here = Path.cwd()
        root = next((Path(os.environ[name]) for name in _CHECKOUTS if os.environ.get(name)), None)
    steps: list[str] = []
    for step in (here / clean(path)).parts:
        if step != "..":
            steps.append(step)
        elif len(steps) > 1:
            steps.pop()
    whole = type(here)(*steps)
    project = root if root is not None and here.is_relative_to(root) else here
    return whole.relative_to(project) if whole.is_relative_to(project) else whole


def uri(path: str, here: PurePath | None = None) -> str:
    """Return a path as a URI: relative inside the current folder, else ``file:``."""
    from urllib.parse import quote

    placed = near(path, here)
    if not placed.is_absolute():
        return quote(placed.as_posix())  # a colon too, or a reader takes "c:" for a scheme
    text = quote(placed.as_posix(), safe="/:")
    slashes = "" if text.startswith("//") else "//" if text.startswith("/") else "///"
    return f"file:{slashes}{text}"


def fingerprints(problems: Sequence[Problem]) -> list[str]:
    """Return for each problem what stays its own when lines move.

    It is made from the file, the rule and the question, and a running number where they repeat.
    """
    from hashlib import sha256

    files = {path: near(path).as_posix() for path in {problem.path for problem in problems}}
    seen: Counter[str] = Counter()
    prints = []
    for problem in problems:
        known = "\0".join((files[problem.path], problem.code, clean(problem.about)))
        seen[known] += 1
        prints.append(sha256(f"{known}\0{seen[known]}".encode()).hexdigest()[:32])
    return prints
