"""What a project says in ``[tool.custcheck]`` of its ``pyproject.toml``."""

import os
from dataclasses import replace
from pathlib import Path

from custcheck.checking.options import CheckOptions
from custcheck.checking.selection import Selection, names_in
from custcheck.errors import InputError
from custcheck.text import clean, did_you_mean

_KEYS = ("select", "ignore", "per-file-ignores")


def selection_for(options: CheckOptions) -> Selection:
    """Return the rules that count: an option replaces the key of its name in the configuration.

    ``--select`` replaces ``ignore`` too: who asks for a rule by name means to see it.

    Raises:
        InputError: for a name that is no rule's, or a configuration that cannot be used.
    """
    chosen = replace(_configured(), strict=options.strict)
    if options.select:
        chosen = replace(chosen, select=names_in(options.select, "--select"), ignore=())
    if options.ignore:
        ignore = names_in(options.ignore, "--ignore", to_ignore=True)
        chosen = replace(chosen, ignore=ignore)
    return chosen


def _configured() -> Selection:
    """Return what the nearest configuration says, from the current folder upwards."""
    try:
        here = Path.cwd()
    except OSError:  # the folder is gone: nothing is configured there
        return Selection()
    for folder in (here, *here.parents):
        path = folder / "pyproject.toml"
        table = _table(path) if os.path.isfile(path) else None  # noqa: PTH113 - never raises
        if table is not None:
            return _selection(table, path)
    return Selection()


def _table(path: Path) -> dict[str, object] | None:
    """Return the table of a configuration file, or None when it has none.

    Raises:
        InputError: when the file mentions custcheck and cannot be read.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f'"{clean(str(path))}" cannot be read: {error.strerror}.') from error
    if b"custcheck" not in raw:  # most have nothing to say to us, and reading TOML takes its time
        return None
    import tomllib

    try:
        tools = tomllib.loads(raw.decode()).get("tool", {})
    except (ValueError, RecursionError) as error:  # of TOML, of UTF-8, or nested without end
        raise InputError(f'"{clean(str(path))}" is not TOML: {clean(str(error))}.') from error
    table = tools.get("custcheck") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise InputError(f'"{clean(str(path))}": custcheck should be a table under tool.')
    return table


def _selection(table: dict[str, object], path: Path) -> Selection:
    where = f'"{clean(str(path))}", tool.custcheck'
    for key in table:
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS) or f"Known keys: {', '.join(_KEYS)}."
            raise InputError(f'{where}: "{clean(key)}" is not a known key. {hint}')
    by_pattern = table.get("per-file-ignores", {})
    if not isinstance(by_pattern, dict):
        raise InputError(f'{where}.per-file-ignores: write {{"drafts/*.yaml" = ["W"]}}.')
    return Selection(
        select=_names(table.get("select", []), f"{where}.select", to_ignore=False),
        ignore=_names(table.get("ignore", []), f"{where}.ignore", to_ignore=True),
        per_file={
            pattern.removeprefix("./"): _names(names, f"{where}.per-file-ignores", to_ignore=True)
            for pattern, names in by_pattern.items()
        },
        folder=path.parent.resolve(),
    )


def _names(value: object, where: str, *, to_ignore: bool) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise InputError(f'{where}: write a list of codes, such as ["W01", "P"].')
    return names_in(value, where, to_ignore=to_ignore)
