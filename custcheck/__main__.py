"""The way in. It answers ``--version`` before anything else is imported: scripts ask it often."""

import errno
import io
import os
import sys
from collections.abc import Sequence

from custcheck import __version__

SIGPIPE_EXIT = 141
"""What shells see of a program whose reader left: 128 + SIGPIPE."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run custcheck and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _replace_closed_streams()
    _survive_encodings()
    try:
        if arguments == ["--version"]:
            print(f"custcheck {__version__}", flush=True)
            return 0
        from custcheck.exits import run

        return run(arguments)
    except KeyboardInterrupt:  # before the handlers stand
        return 130
    except BrokenPipeError:
        _leave_stdout()
        return SIGPIPE_EXIT
    except OSError as error:
        from custcheck.exits import fail

        _leave_stdout()
        is_closed = error.errno == errno.EBADF
        reason = "standard output is closed" if is_closed else error.strerror or error
        return fail(f"The output cannot be written: {reason}.")


def _replace_closed_streams() -> None:
    """Put something in the place of standard streams that were closed before the start.

    Reading there meets the end, what is said on stderr is lost, and writing to stdout fails.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), "r")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def _survive_encodings() -> None:
    """Let a character that the terminal cannot show become a question mark, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        lossless = {"strict", "surrogateescape"}  # the second under LC_ALL=C
        if isinstance(stream, io.TextIOWrapper) and stream.errors in lossless:
            stream.reconfigure(errors="replace")


def _leave_stdout() -> None:
    """Point stdout nowhere, so that Python's own flush at exit does not complain again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return  # no descriptor, no flush


if __name__ == "__main__":
    sys.exit(main())
