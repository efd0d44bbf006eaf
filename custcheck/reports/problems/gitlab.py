"""Problems as GitLab's code quality report."""

import json
from collections.abc import Mapping

from custcheck.problem import Severity
from custcheck.reports.problems import CheckReport
from custcheck.reports.problems.naming import fingerprints, near, rule_name, sentences

_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}


def render(report: CheckReport) -> str:
    """Return the problems as GitLab has them: each must have a line."""
    files = {path: near(path).as_posix() for path in {problem.path for problem in report.problems}}
    marks = fingerprints(report.problems)
    entries = [
        {
            "description": sentences(problem),
            "check_name": rule_name(problem),
            "fingerprint": mark,
            "severity": _SEVERITIES[problem.severity],
            "location": {
                "path": files[problem.path],
                "lines": {"begin": problem.position.line if problem.position else 1},
            },
        }
        for problem, mark in zip(report.problems, marks, strict=True)
    ]
    return json.dumps(entries, indent=2) + "\n"
