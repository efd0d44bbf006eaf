"""The commands that go on from where an interview was left, each whole, to be typed or copied."""

from collections.abc import Iterator
from pathlib import Path

from custcheck import banks as shipped_banks
from custcheck.answers.places import audits, audits_folder, file_stem
from custcheck.interview.opening import Opening
from custcheck.interview.request import Request
from custcheck.interview.state import Interview
from custcheck.model import Extent, Status
from custcheck.options import command_line


def resume_command(path: Path, organisation: str, request: Request) -> str:
    """Return the command that goes on with an audit left open, as short as it can be."""
    name = _name(path, organisation, request, among={Status.OPEN})
    return _command("--resume", name, *_banks(request), *request.resume_arguments)


def answers_arguments(path: Path, start: Opening, request: Request) -> tuple[str, ...]:
    """Return the options by which a report is made of these answers again, and of all of them."""
    return ("--answers", str(path), *_covered(start, request))


def next_steps(
    path: Path, start: Opening, interview: Interview, request: Request
) -> Iterator[tuple[str, str]]:
    """Yield what can be done with a finished audit, in words and as a command."""
    again = answers_arguments(path, start, request)
    shape = request.report_arguments
    yield "This report again", _command(*again, *shape)
    if not {"--full", "--format", "--output", "--explain"}.intersection(shape):
        yield "The whole report", _command(*again, *shape, "--full")
    number, left = _all_questions(start, interview)
    if left:
        name = _name(path, start.response.organisation, request, among=set(Status))
        rest = (*_banks(request), *request.resume_arguments)
        yield f"Go on to all {number} questions", _command("--resume", name, *rest)


def _all_questions(start: Opening, interview: Interview) -> tuple[int, int]:
    """Return how many questions the audit's banks have, and how many of them have no answer.

    Only a quick audit leaves any out: what is open in a full one was left open on purpose.
    """
    role, extent = start.response.role, start.response.extent
    keys = [(b.bank.id, q.id) for b in start.banks for q in b.asked(Extent.FULL, role)]
    left = 0 if extent is Extent.FULL else sum(key not in interview.answers for key in keys)
    return len(keys), left


def _name(path: Path, organisation: str, request: Request, *, among: set[Status]) -> str:
    """Return what --resume finds an audit by."""
    if path.parent != audits_folder(request.environ):
        return str(path)
    short = file_stem(organisation)
    same = [a.path for a in audits(request.environ) if a.status in among and a.is_of(short)]
    return short if same == [path] else path.stem


def _banks(request: Request) -> list[str]:
    """Return the --bank arguments by which an audit finds banks of one's own; it names the rest."""
    shipped = shipped_banks.shipped()
    own = [bank for bank in request.bank_arguments if bank not in shipped]
    return [word for bank in own for word in ("--bank", bank)]


def _covered(start: Opening, request: Request) -> list[str]:
    """Return the --bank arguments for a report: where any is given, they are all it covers.

    Even one of a shipped bank changes it: without any, a core bank that is left out is named.
    """
    if not request.bank_arguments:
        return []
    arguments = dict.fromkeys(request.bank_arguments)
    given = {bank.bank.id: name for bank, name in zip(request.banks, arguments, strict=True)}
    names = (given.get(bank.bank.id, bank.bank.id) for bank in start.banks)
    return [word for name in names for word in ("--bank", name)]


def _command(*words: str) -> str:
    return command_line("custcheck", "audit", *words)
