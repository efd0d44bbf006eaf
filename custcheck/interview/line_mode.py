"""The interview line by line, for a person or a pipe: what is said, and what a line does."""

from dataclasses import replace

from custcheck.errors import InputError, OutputError
from custcheck.interview import opening, sentences
from custcheck.interview.commands import Command, Give, Go, Refusal, Review
from custcheck.interview.console import Console, EndOfInput
from custcheck.interview.keeping import Keeper
from custcheck.interview.lines import Aside, Parsed, Unclear, parse, parse_reason
from custcheck.interview.state import Interview, Item, Phase, apply


class LineMode:
    """One interview in lines."""

    def __init__(self, keeper: Keeper, console: Console, *, is_new: bool) -> None:
        self._keeper = keeper
        self._console = console
        self._is_new = is_new
        self._shown: tuple[Phase, int] | None = None
        """What was shown last; None to show it again."""
        self._reviewed = False
        """Whether all answers were shown: then a change does not show them all again."""
        self._part_of: Item | None = None
        """The question asked last, whose bank and group need no new heading."""

    @property
    def _interview(self) -> Interview:
        return self._keeper.interview

    def _greet(self) -> None:
        """Say what is to come, and once how to answer."""
        start = self._keeper.start
        organisation = start.response.organisation
        if self._is_new:
            self._console.say(sentences.greeting(organisation, len(self._interview.items)))
        else:
            self._console.say(*sentences.resumed(self._interview, organisation))
        self._console.say(*start.notices)
        if self._console.is_terminal:
            if start.has_comments:
                self._console.say(sentences.COMMENTS_GO)
            self._console.say(*sentences.HINTS)

    def converse(self) -> None:
        """Ask until all is finished and saved.

        Raises:
            EndOfInput: when the respondent leaves, or no more lines come.
            InputError: when a piped line cannot be taken.
        """
        self._greet()
        self._save()  # what the request itself changes: more banks, another name
        while self._interview.phase is not Phase.FINISHED:
            self._show()
            in_review = self._interview.phase is Phase.REVIEW
            line = self._console.ask("Review:" if in_review else "Answer:")
            if self._keeper.unsaved:
                self._save()
            self._take(line)
        while self._keeper.unsaved:
            opening.ask(self._console, "Enter to try again, or quit:")
            self._save()

    def _save(self) -> None:
        try:
            self._keeper.save()
        except OutputError as error:
            self._console.say(
                f"NOT SAVED: {error} Your answers are kept here; press Enter to try again."
            )

    def _show(self) -> None:
        now = self._interview.phase, self._interview.position
        if now == self._shown:
            return
        self._shown = now
        self._console.say("")
        if self._interview.phase is Phase.REVIEW:
            says = sentences.brief_review if self._reviewed else sentences.review
            self._console.say(*says(self._interview))
            self._reviewed = True
            return
        if sentences.starts_part(self._interview, self._part_of):
            self._console.say(sentences.heading(self._interview))
        self._part_of = self._interview.item
        self._console.say(*sentences.question(self._interview))

    def _take(self, line: str) -> None:
        """Do what a line asks for."""
        self._obey(line, parse(line, self._interview, self._keeper.day))

    def _obey(self, line: str, parsed: Parsed) -> None:
        match parsed:
            case Unclear(says):
                self._not_taken(line, says)
            case Aside.AGAIN:
                self._shown, self._reviewed = None, False
            case Aside.WHY if self._interview.phase is Phase.ASKING:
                self._console.say(*sentences.why(self._interview.item))
            case Aside.WHY:
                self._not_taken(line, sentences.REFUSALS[Refusal.NO_QUESTION_HERE])
            case Aside.HELP:
                self._console.say(*sentences.HELP)
            case Aside.QUIT:
                raise EndOfInput
            case Go() if line.isdecimal() and not self._console.is_terminal:
                self._not_taken(line, "There is no question left to answer with it.")
            case Review():
                self._shown, self._reviewed = None, False
                self._do(line, parsed)
            case _:
                self._do(line, parsed)

    def _do(self, line: str, command: Command) -> None:
        before = self._interview
        match apply(before, command):
            case Refusal.NEEDS_REASON if isinstance(command, Give) and self._console.is_terminal:
                self._ask_reason(command)
            case Refusal() as refusal:
                self._not_taken(line, sentences.REFUSALS[refusal])
            case Interview() as after:
                self._keeper.interview = after
                if isinstance(command, Go):
                    self._shown = None  # also where the question is on screen already
                self._save()
                if says := sentences.recorded(before, command, after):
                    self._console.say(says)
                if after.warned:
                    self._show()
                    self._console.say(sentences.warning(after))

    def _ask_reason(self, command: Give) -> None:
        places = {item.key: item for item in self._interview.items}
        item = places[command.key] if command.key else self._interview.item
        while True:
            line = self._console.ask("Why does it not apply?")
            match parse_reason(line, item):
                case str(reason):
                    return self._do(line, replace(command, note=reason))
                case Unclear(says):
                    self._console.say(says)
                case Aside.HELP:
                    self._console.say(*sentences.HELP)
                case Aside.WHY:
                    self._console.say(*sentences.why(item))
                case instead:
                    return self._obey(line, instead)

    def _not_taken(self, line: str, says: str) -> None:
        """Tell a person what to type instead; stop a pipe, where guessing would shift answers."""
        if self._console.is_terminal:
            self._console.say(says)
            return
        where = ""
        if self._interview.phase is Phase.ASKING:
            item = self._interview.item
            where = f', at question {self._interview.position + 1} ("{item.key[1]}")'
        keeper = self._keeper
        saved = f" {keeper.saved_in(keeper.path).text}" if keeper.begun else ""
        raise InputError(f'Line {self._console.line}, "{line[:60]}"{where}: {says}{saved}')
