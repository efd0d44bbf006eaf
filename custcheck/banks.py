"""Where banks are: the shipped ones by name, others by path."""

from collections.abc import Mapping
from pathlib import Path

from custcheck.errors import InputError
from custcheck.text import clean, did_you_mean

CORE = ("warning-signs", "tribe-elements", "top-10-practices")
"""The banks that an audit asks unless it is told otherwise, in this order."""


def folder() -> Path:
    """Return the folder of the shipped banks: inside an installed package, or beside a checkout."""
    package = Path(__file__).parent
    installed = package / "questionnaires"
    return installed if installed.is_dir() else package.parent / "questionnaires"


def framework_path() -> Path:
    """Return the shipped framework's file."""
    return folder() / "framework.yaml"


def shipped() -> Mapping[str, Path]:
    """Return the shipped banks by name, the core three first, then by alphabet."""
    found = {p.stem: p for p in sorted(folder().glob("*.yaml")) if p != framework_path()}
    return {name: found[name] for name in CORE if name in found} | found


def find(name: str) -> Path:
    """Return the file of a bank given by name or by path.

    Raises:
        InputError: when it is neither a shipped name nor a file.
    """
    known = shipped()
    if name in known:
        return known[name]
    path = Path(name)
    if path.suffix in {".yaml", ".yml"} or "/" in name or "\\" in name or _is_file(path):
        return path
    hint = did_you_mean(name, known) or f"Shipped banks: {', '.join(known)}."
    raise InputError(
        f'There is no bank "{clean(name)}". {hint} A bank of your own is given by its path.'
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long for any file
        return False
