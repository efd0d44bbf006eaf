"""Files are written whole or not at all."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from custcheck.errors import OutputError
from custcheck.text import clean

_AS_IT_IS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""Follow no symlink, and turn no line end into another: each on the systems that would."""
_NO_FOLDER = "there is no such folder. Make it first, or name another."
_DENIED = "permission denied. Choose another place."
_REASONS = {
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EISDIR: "it is a folder. Name a file in it.",
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: "this place is read-only. Choose another.",
    errno.ENOSPC: "no space is left on the device. Free some, or choose another place.",
    errno.EDQUOT: "your share of the disk is full. Free some space, or choose another place.",
    errno.EEXIST: "another process is writing it right now. Try again.",
    errno.ELOOP: "it is a symlink that leads back to itself.",
    errno.ENAMETOOLONG: "its name is too long. Choose a shorter one.",
}
_STREAMS = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/")
"""Names of what is already open: a file there may be one that the shell appends to."""


def write_atomically(path: Path, text: str, *, mode: int | None = None) -> None:
    """Replace a file's content in one step, so that a reader sees the old text or the new.

    A symlink is followed; a device or pipe is written to, not replaced. Without a mode, the
    file keeps the one it has, or gets what the umask allows.

    Raises:
        OutputError: when the file cannot be written; what was there is untouched.
    """
    with _told(path):
        before = _status(path)
        if str(path).startswith(_STREAMS) or (before and not stat.S_ISREG(before.st_mode)):
            _write_into(path, text)
        else:
            kept = stat.S_IMODE(before.st_mode) if before else None
            _replace(path.resolve(), text, kept if mode is None else mode)


def check_writable(path: Path) -> None:
    """Refuse a file that could never be written: it has no folder, or is one.

    Nothing is tried out: a full disk, for one, is told when the file is written.

    Raises:
        OutputError: as ``write_atomically`` would.
    """
    with _told(path):
        before = _status(path)
        if before is None and not path.resolve().parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, path)
        if before is not None and stat.S_ISDIR(before.st_mode):
            raise IsADirectoryError(errno.EISDIR, path)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell in plain words what keeps a file from being written."""
    try:
        yield
    except OSError as error:
        raise OutputError(f'"{clean(str(path))}" cannot be written: {reason(error)}') from error
    except ValueError as error:  # a NUL in the name
        raise OutputError(f'"{clean(str(path))}" is not a possible file name.') from error


def reason(error: OSError) -> str:
    """Return why something could not be written, and what to do, in plain words."""
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    says = (error.strerror or str(error)).rstrip(".")
    return f"{says[:1].lower()}{says[1:]}. Choose another place."


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _write_into(path: Path, text: str) -> None:
    """Write to what is no plain file: /dev/stdout, a pipe. Opening a folder fails, as it should."""
    _write_all(os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)), text)


def _replace(path: Path, text: str, mode: int | None) -> None:
    # One fixed name: kill -9 leaves at most one orphan, and the next write removes it.
    draft = path.with_name(f"{path.name}.tmp")
    draft.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _AS_IT_IS
    descriptor = os.open(draft, flags, 0o666 if mode is None else 0o600)
    try:
        _write_all(descriptor, text, sync=True)
        if mode is not None:
            draft.chmod(mode)
        draft.replace(path)
    except BaseException:  # a signal too must leave nothing behind
        draft.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _write_all(descriptor: int, text: str, *, sync: bool = False) -> None:
    try:
        rest = memoryview(text.encode(errors="replace"))
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if sync:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
