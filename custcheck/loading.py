"""From a path to a checked bank: read, parse, hold it to the rules."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from custcheck import banks
from custcheck.catalogue import found
from custcheck.errors import ProblemsError
from custcheck.model import Bank, Framework, LoadedBank
from custcheck.parsing import Parse, Parsed, parse_as
from custcheck.problem import Problem, Severity, by_place
from custcheck.rules import BANK_RULES, PRESENT, UNTOLD, Rule, Subject
from custcheck.source import Plain, Source, parse, read_file
from custcheck.text import clean, nearest


@dataclass(frozen=True, slots=True)
class Shared:
    """A framework as it was read."""

    id: str | None
    """None when it cannot be told."""
    framework: Framework | None
    """None when it has errors."""
    sha256: str
    errors: tuple[Problem, ...]


_LISTS = ("dimensions", "groups", "questions", "roles", "scales")
_KEYS = Bank.model_fields.keys() | Framework.model_fields.keys()
Frameworks: TypeAlias = dict[Path, Shared]


def content_hash(data: Plain) -> str:
    """Return the SHA-256 of parsed content, so that comments and layout change nothing."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def read_source(path: Path) -> Source:
    """Read and parse one YAML file.

    Raises:
        InputError: when the file cannot be read at all.
    """
    return parse(read_file(path), clean(str(path)))


def load_banks(paths: Sequence[Path]) -> tuple[LoadedBank, ...]:
    """Return the banks at these paths, in this order.

    Raises:
        InputError: when a file cannot be read.
        ProblemsError: when one or more have errors, with all of them.
    """
    loaded: list[LoadedBank] = []
    problems: list[Problem] = []
    frameworks: Frameworks = {}
    for path in paths:
        source = read_source(path)
        bank, faults = check_bank(source, path, frameworks)
        problems += [fault for fault in faults if fault.severity is Severity.ERROR]
        if bank is None:
            continue
        if first := next((b for b in loaded if b.bank.id == bank.bank.id), None):
            problems.append(id_taken(source, bank.bank.id, first.path))
        loaded.append(bank)
    if problems:
        raise ProblemsError(tuple(dict.fromkeys(problems)))
    return tuple(loaded)


def id_taken(source: Source, name: str, first: str) -> Problem:
    """Return the problem of a bank id that the file ``first`` has taken: R03."""
    return found(
        "R03",
        source.path,
        source.position(("id",)),
        f'The bank id "{name}" is already taken by {first}.',
        "Give one of the banks another id.",
    )


def check_bank(
    source: Source,
    path: Path,
    frameworks: Frameworks | None = None,
    advice: Sequence[Rule] = (),
) -> tuple[LoadedBank | None, tuple[Problem, ...]]:
    """Hold a bank to the rules, and return it when it is whole, with all that was found.

    The rules in ``advice`` are held to as well; what they find leaves a bank whole.
    What is wrong in the framework that it names is found with it. ``frameworks`` keeps those
    already read, so that a shelf of banks reads its framework once.
    """
    parsed = parse_as(Bank, source)
    sha256 = content_hash(source.data)
    framework, framework_hash = None, sha256
    problems: list[Problem] = []
    advised: list[Problem] = []
    if parsed.value is not None:
        bank = parsed.value
        if bank.framework is not None:
            framework, framework_hash, in_framework = _framework_of(
                bank, path, {} if frameworks is None else frameworks
            )
            problems += in_framework
            if framework is None and not in_framework:
                problems.append(_no_framework(source, bank))
        subject = Subject(bank, framework, declared(source))
        problems += _faults(subject, source, parsed, BANK_RULES)
        advised = _faults(subject, source, parsed, advice)
    errors = any(p.severity is Severity.ERROR for p in (*parsed.problems, *problems))
    found_here = tuple(sorted((*parsed.problems, *problems, *advised), key=by_place))
    if parsed.value is None or errors:
        return None, found_here
    loaded = LoadedBank(
        bank=parsed.value,
        framework=framework or own_framework(parsed.value),
        path=source.path,
        sha256=sha256,
        framework_sha256=framework_hash,
    )
    return loaded, found_here


def check_framework(
    source: Source, advice: Sequence[Rule] = ()
) -> tuple[Framework | None, tuple[Problem, ...]]:
    """Hold a framework to the rules, and return it when it is whole."""
    parsed = parse_as(Framework, source)
    problems = list(parsed.problems)
    advised: list[Problem] = []
    if parsed.value is not None:
        subject = Subject(None, parsed.value, declared(source))
        problems += _faults(subject, source, parsed, BANK_RULES)
        advised = _faults(subject, source, parsed, advice)
    broken = any(problem.severity is Severity.ERROR for problem in problems)
    return None if broken else parsed.value, tuple(sorted((*problems, *advised), key=by_place))


def own_framework(bank: Bank) -> Framework:
    """Return the framework that a bank standing alone is to itself."""
    return Framework(
        custcheck=1,
        kind="framework",
        id=bank.id,
        version=bank.version,
        title=bank.title,
        target=75 if bank.target is None else bank.target,
        enough=bank.enough or Framework.model_fields["enough"].default,
        roles=bank.roles,
        dimensions=bank.dimensions,
        scales=bank.scales,
    )


def _framework_of(
    bank: Bank, path: Path, read: Frameworks
) -> tuple[Framework | None, str, tuple[Problem, ...]]:
    """Return the framework a bank names: beside it, or the shipped one; None when neither fits.

    A broken one beside it is not passed over: the bank may be meant for it. Its errors come along.
    """
    for candidate in dict.fromkeys((path.parent / "framework.yaml", banks.framework_path())):
        if candidate not in read:
            if not candidate.is_file():
                continue
            read[candidate] = shared_framework(read_source(candidate))
        shared = read[candidate]
        if shared.id is None or shared.id == bank.framework:
            return shared.framework, shared.sha256, shared.errors
    return None, "", ()


def shared_framework(source: Source) -> Shared:
    """Return a framework for the banks that name it."""
    framework, problems = check_framework(source)
    name = None if source.data is None else source.data.get("id")
    return Shared(
        id=name if isinstance(name, str) else None,
        framework=framework,
        sha256=content_hash(source.data),
        errors=tuple(p for p in problems if p.severity is Severity.ERROR),
    )


def _no_framework(source: Source, bank: Bank) -> Problem:
    return found(
        "R01",
        source.path,
        source.position(("framework",)),
        f'There is no framework "{bank.framework}".',
        "Shipped: customer-centricity. One of your own stands beside the bank as framework.yaml.",
    )


def _faults(
    subject: Subject, source: Source, parsed: Parse[Parsed], rules: Sequence[Rule]
) -> list[Problem]:
    faults = (fault for rule in rules for fault in rule(subject))
    return [
        found(
            fault.code,
            source.path,
            source.position(parsed.origin(fault.place), key=fault.at_key, said=fault.said),
            fault.message,
            fault.remedy,
        )
        for fault in faults
    ]


def declared(source: Source) -> frozenset[tuple[str, str]]:
    """Return every (list, id) in a file, well-formed or not.

    The id is UNTOLD for an item that has none, and for a list whose key may be misspelt.
    """
    data = source.data or {}
    names: set[tuple[str, str]] = set()
    for key, value in data.items():
        if isinstance(value, tuple):
            ids = (item.get("id") if isinstance(item, dict) else item for item in value)
            names |= {(key, name if isinstance(name, str) else UNTOLD) for name in ids}
        elif isinstance(value, dict):
            names |= {(key, name) for name in value}
        if key in {"dimensions", "framework"} and value is not None:
            names.add((key, PRESENT))
    if not data.keys() <= _KEYS:
        missing = (key for key in _LISTS if key not in data)
        names |= {(key, UNTOLD) for key in missing if nearest(key, data.keys() - _KEYS)}
    return frozenset(names)
