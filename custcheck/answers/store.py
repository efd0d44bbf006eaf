"""An answer file that one process holds: locked, saved whole, never over someone else's work."""

import errno
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from custcheck.answers.places import lock_of
from custcheck.answers.writing import to_yaml
from custcheck.errors import InputError, OutputError
from custcheck.files import reason, write_atomically
from custcheck.model import Response
from custcheck.source import read_file
from custcheck.text import clean

_PID_BYTES = 20
_BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        # Far behind the pid: what msvcrt locks, others cannot even read.
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Store:
    """Hold an answer file from the first question to the last."""

    def __init__(self, path: Path, warn: Callable[[str], None]) -> None:
        self.path = Path(os.path.realpath(path))
        """The file itself, where ``path`` is a symlink: both names share one lock."""
        self._warn = warn
        self._lock: int | None = None
        self._revision = 0
        self._seen: tuple[int, int, int] | None = None
        """Inode, size and time of the file when we last read or wrote it."""
        self._ours: tuple[bytes, ...] = ()
        """What the file may hold: what we read or wrote last, then what we are writing."""

    def __enter__(self) -> Self:
        """Take the lock.

        Raises:
            InputError: when another process holds it.
            OutputError: when no file can be written there.
        """
        try:
            self._lock = self._locked()
        except OSError as error:
            raise OutputError(
                f'The audit cannot be saved as "{self._name}": {reason(error)}'
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._lock is None:
            return
        lock, self._lock = self._lock, None
        if sys.platform == "win32":
            os.close(lock)  # then nobody can remove it while another process has it open
            _remove(lock_of(self.path))
        else:
            _remove(lock_of(self.path))  # while we hold it; see _locked()
            os.close(lock)

    def read(self) -> bytes:
        """Return what is in the file.

        Raises:
            InputError: when it cannot be read, or is no file.
        """
        if self.path.exists() and not self.path.is_file():
            raise InputError(f'"{self._name}" is not a file that can hold an audit.')
        self._seen = self._status()
        raw = read_file(self.path)
        self._ours = (raw,)
        return raw

    def save(self, response: Response) -> None:
        """Write the response as the next revision.

        Raises:
            InputError: when someone else changed the file; ours then stands beside it.
            OutputError: when it cannot be written; what was saved before is untouched.
        """
        revision = max(self._revision, response.revision) + 1
        text = to_yaml(replace(response, revision=revision))
        if self._changed():
            self._part_ways(text)
        # A signal may end this in the middle: then the file holds the one or the other.
        self._ours = (*self._ours[:1], text.encode())
        write_atomically(self.path, text, mode=None if self._status() else 0o600)
        self._ours = self._ours[-1:]
        self._revision, self._seen = revision, self._status()

    @property
    def _name(self) -> str:
        return clean(str(self.path))

    def _locked(self) -> int | None:
        """Return the lock's descriptor, or None where the file system has no locks."""
        path = lock_of(self.path)
        while True:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            lock = os.open(path, flags, 0o600)
            try:
                _take(lock)
            except OSError as error:
                holder = os.read(lock, _PID_BYTES).decode(errors="replace").strip()
                os.close(lock)
                if error.errno in _BUSY:
                    pid = f" (pid {clean(holder)})" if holder else ""
                    raise InputError(f"This audit is open in another window{pid}.") from error
                _remove(path)
                self._warn(
                    "This file system has no locks: do not open the audit in two windows at once."
                )
                return None
            # Whoever held it before may have removed it between our two calls.
            if _same(lock, path):
                os.ftruncate(lock, 0)
                os.write(lock, f"{os.getpid()}\n".encode())
                return lock
            os.close(lock)

    def _status(self) -> tuple[int, int, int] | None:
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns

    def _changed(self) -> bool:
        """Tell whether the file holds what we neither read nor wrote."""
        now = self._status()
        if now is None or now == self._seen:
            return False
        try:
            raw = self.path.read_bytes()
        except OSError:
            return True
        if raw not in self._ours:
            return True
        self._seen, self._ours = now, (raw,)
        return False

    def _part_ways(self, text: str) -> None:
        """Leave their file alone, and put ours beside it."""
        ours = self.path.with_name(f"{self.path.name}.conflict-{os.getpid()}")
        write_atomically(ours, text, mode=0o600)
        raise InputError(
            f'Something else has changed "{self._name}" in the meantime. It is left as it is; '
            f'your answers are in "{clean(str(ours))}". To go on with them, compare the two, '
            "and give the right one to: custcheck audit --resume FILE"
        )


def _same(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # a lock left behind is harmless
