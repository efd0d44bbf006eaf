"""Which rules a check holds files to: by option, by configuration, by file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from custcheck.catalogue import RULES, code_of
from custcheck.errors import InputError
from custcheck.text import did_you_mean, short


@dataclass(frozen=True, slots=True)
class Selection:
    """The rules that count. A name is a code, or the start of some, such as ``W``."""

    select: tuple[str, ...] = ()
    """Only these; all when empty."""
    ignore: tuple[str, ...] = ()
    """Not these, whatever else was selected."""
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Not these, in files that match the pattern."""
    folder: Path = Path()
    """What the patterns are relative to."""
    strict: bool = False
    """Whether the strict rules count too."""

    def ignored_in(self, path: Path) -> tuple[str, ...]:
        """Return the names of the rules that do not count in a file."""
        if not self.per_file:
            return self.ignore
        from fnmatch import fnmatchcase

        whole = path if path.is_absolute() else Path.cwd() / path
        try:
            relative = whole.resolve().relative_to(self.folder).as_posix()
        except ValueError:  # it lies elsewhere
            return self.ignore
        matching = (
            names
            for pattern, names in self.per_file.items()
            if fnmatchcase(relative, pattern) or fnmatchcase(path.name, pattern)
        )
        return (*self.ignore, *(name for names in matching for name in names))

    def takes(self, code: str, ignored: Sequence[str]) -> bool:
        """Tell whether a rule counts where these names are ignored."""
        rule = RULES[code]
        if rule.is_fixed:
            return True
        if rule.strict and not self.strict and code not in self.select:
            return False
        if self.select and not code.startswith(self.select):
            return False
        return not code.startswith(tuple(ignored))


def names_in(given: Sequence[str], where: str, *, to_ignore: bool = False) -> tuple[str, ...]:
    """Return the names of rules that were typed, each alone or several with commas between.

    Raises:
        InputError: for a name that no rule begins with, or a rule that cannot be ignored.
    """
    typed = [name.strip() for text in given for name in text.split(",") if name.strip()]
    if given and not typed:
        raise InputError(f"{where}: name a rule, such as W01.")
    return tuple(_name(name, where, to_ignore=to_ignore) for name in typed)


def _name(typed: str, where: str, *, to_ignore: bool) -> str:
    name = code_of(typed) or typed.upper()
    meant = [rule for rule in RULES.values() if rule.code.startswith(name)]
    if not meant:
        hint = did_you_mean(typed.lower(), [rule.slug for rule in RULES.values()]) or (
            "Codes are such as W01, or W for all of them; the README lists them."
        )
        raise InputError(f'{where}: there is no rule "{short(typed)}". {hint}')
    if to_ignore and all(rule.is_fixed for rule in meant):
        raise InputError(f"{where}: {name} cannot be ignored: what follows it cannot be trusted.")
    return name
