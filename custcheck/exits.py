"""Run the command line, and turn every way out of it into an exit code."""

import atexit
import contextlib
import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from types import FrameType

from custcheck.errors import (
    CustcheckError,
    ExitCode,
    FoundError,
    PausedError,
    ProblemsError,
    StoppedError,
)
from custcheck.text import clean

_WAY_OUT = 2.0
"""Seconds in which an ending process is left to itself."""


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code; what went wrong is said on standard error.

    Raises:
        OSError: when standard output cannot be written.
    """
    try:
        with _signals_raised():
            code = _run(arguments)
            sys.stdout.flush()
    except StoppedError as stop:
        return stop.exit_code
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - the last door: whatever gets here is a bug
        return _bug(error)
    return code


def _run(arguments: list[str]) -> int:
    """Run the command line inside Typer, and map what it raises."""
    _collect_rarely()
    # Pydantic would read the metadata of every installed package in search of plugins.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from typer import Abort, TyperException
    from typer.main import get_command

    from custcheck.cli import app

    try:
        code = get_command(app).main(arguments, prog_name="custcheck", standalone_mode=False)
    except ProblemsError as error:
        from custcheck.reports.problems.text import problem_lines

        print("\n".join(problem_lines(error.problems)), file=sys.stderr)
        return error.exit_code
    except FoundError as error:
        return error.exit_code
    except PausedError as error:
        if str(error):
            print(error, file=sys.stderr)
        return error.exit_code
    except CustcheckError as error:
        return fail(str(error), error.exit_code)
    except TyperException as error:
        context = getattr(error, "ctx", None)
        return _usage(error.format_message(), context.command_path if context else "custcheck")
    except Abort:
        return 128 + signal.SIGINT
    except SystemExit as left:  # how Rich and Typer leave when nobody reads on
        if isinstance(left.__context__, BrokenPipeError):
            raise left.__context__ from None
        raise
    return code if isinstance(code, int) else ExitCode.OK


def _collect_rarely() -> None:
    """Keep the garbage collector from what a short run builds and never drops.

    It would walk all the modules and types dozens of times as they come in, and once more at the
    exit, when the system takes the memory back anyway: together a fifth of an audit's time.
    """
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)


def _usage(message: str, command: str) -> int:
    """Say what cannot be understood in the command; without one, Typer's message is the help."""
    if message.startswith("Usage:"):
        print(message, file=sys.stderr)
        return ExitCode.CANNOT_RUN
    says = message.replace("Value error, ", "")
    return fail(f"{says}{'' if says.endswith(('.', '?')) else '.'} See: {command} --help")


def fail(message: str, code: int = ExitCode.CANNOT_RUN) -> int:
    """Say on stderr why there is no result; a dead stderr changes nothing."""
    lines = "\n".join(clean(line) for line in message.splitlines())
    with contextlib.suppress(OSError):
        print(f"custcheck: {lines}", file=sys.stderr)
    return code


def _bug(error: Exception) -> int:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = ""
    if frame is not None:
        name = Path(frame.tb_frame.f_code.co_filename).name
        where = f" ({name}, line {frame.tb_lineno})"
    return fail(
        f"This is a bug in custcheck, not in your files: {type(error).__name__}: {error}{where}. "
        "Please report it with the command you ran.",
        ExitCode.BUG,
    )


@contextlib.contextmanager
def _signals_raised() -> Iterator[None]:
    """Turn the signals that ask for an end into ``StoppedError`` where they arrive.

    They often come in twos, and the second must not disturb what the first has put in order. One
    that comes later is raised again: whoever sends it still waits for the end.
    """
    last = float("-inf")

    def stop(signum: int, _: FrameType | None) -> None:
        nonlocal last
        if monotonic() - last > _WAY_OUT:
            last = monotonic()
            raise StoppedError(signum)

    before = {}
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signum = getattr(signal, name, None)
        with contextlib.suppress(ValueError):  # only the main thread may set handlers
            if signum is not None:
                before[signum] = signal.signal(signum, stop)
    try:
        yield
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)
