"""What a reading finds wrong in a text, reported in words: each fault once, not its echoes."""

import re
from bisect import bisect_right

from custcheck.source.lines import line_starts
from custcheck.source.values import MAX_DIGITS, Plain, what_is
from custcheck.source.words import Report, Slip, explain, quoted
from custcheck.text import short


class Reporter:
    """The reports on one text, and whether the values read from it can be trusted."""

    def __init__(self, text: str, hole: str) -> None:
        self.text = text
        self.hole = hole
        """What stands in the text for unsafe characters, if anything."""
        self.starts = line_starts(text)
        self.reports: list[Report] = []
        self.trusted = True

    def report(self, code: str, at: int, message: str, remedy: str) -> None:
        """Report a fault that leaves the other values as they are."""
        self.reports.append((code, at, message, remedy))

    def stop(self, code: str, at: int, message: str, remedy: str) -> None:
        """Report a fault past which nothing read can be trusted."""
        self.trusted = False
        self.report(code, at, message, remedy)

    def merge_key(self, at: int) -> None:
        """Report a merge key."""
        message = 'The merge key "<<" is not allowed.'
        self.report("Y06", at, message, "Write the keys out where they are needed.")

    def key_of_other_kind(self, value: Plain, at: int) -> None:
        """Report a key that is not text."""
        message = f"A key must be text, but this is {what_is(value)}."
        remedy = "Put the key in quotes; text that starts with a bracket needs quotes too."
        if isinstance(value, int | float):
            remedy = "Put the key in quotes; a number has a point, not a comma: 2.5."
        self.report("S03", at, message, remedy)

    def repeated_key(self, key: str, at: int, first: int) -> None:
        """Report a key that stands in its mapping a second time."""
        line = bisect_right(self.starts, first)
        message = f"The key {quoted(key)} stands here again; the first is on line {line}."
        self.report("Y05", at, message, "Keep one of the two, or rename one.")

    def alias(self, name: str, at: int) -> None:
        """Report an alias."""
        message = f"*{short(name)} is a YAML alias, which is not allowed."
        remedy = "Write out what is meant; put text that starts with * in quotes."
        self.report("Y06", at, message, remedy)

    def properties(self, anchor: str | None, tag: str | None, at: int) -> None:
        """Report an anchor and a tag."""
        if anchor is not None:
            message = f"&{short(anchor)} is a YAML anchor, which is not allowed."
            self.report("Y06", at, message, "Remove it; put text that starts with & in quotes.")
        if tag is not None:
            at = max(at, self.text.find("!", at))
            tag = short(self.text[at : at + 60].split()[0])
            message = f"{tag} is a YAML tag, which is not allowed."
            self.report("Y07", at, message, "Remove it; put text that starts with ! in quotes.")

    def cut_text(self, at: int, end: int, *, in_brackets: bool) -> str:
        """Report text that YAML cuts at " #", and return the whole of it."""
        rest = re.split(r"[\r\n]|[ \t]#[ \t]", self.text[end : end + 1000])[0]
        if in_brackets:
            rest = re.split(r"[]},]", rest)[0]
        whole = self._on_one_line(self.text[at:end] + rest)
        message = 'YAML takes the rest of this line for a comment, because of " #".'
        remedy = (
            f"Put the text in quotes: {quoted(whole)}, or put a space after the # of a comment."
        )
        self.report("Y12", end + len(rest) - len(rest.lstrip()), message, remedy)
        return whole

    def robbed_text(self, at: int, end: int) -> str:
        """Report text that YAML robs of an "&word" at its start, and return the whole of it."""
        text = self.text[at:end]
        whole = self._on_one_line(text)
        message = f"YAML takes {short(text.split()[0])} for an anchor and drops it."
        self.report("Y12", at, message, f"Put the text in quotes: {quoted(whole)}.")
        return whole

    def _on_one_line(self, text: str) -> str:
        text = " ".join(text.split())
        return text.replace(self.hole, "") if self.hole else text

    def doubt(self, plain: str, at: int, doubt: str, *, in_answers: bool) -> None:
        """Report a bare value that is, or may be, no good; ``doubt`` is its code or its words."""
        remedy = f"If it is text, put it in quotes: {quoted(plain)}."
        if doubt == "Y10":
            message = f"This number has more than {MAX_DIGITS} digits."
            self.stop("Y10", at, message, remedy)
        elif doubt == "Y13":
            message = f"{short(plain)} is not a finite number."
            self.report("Y13", at, message, remedy)
        elif not (in_answers and (doubt == "a date" or plain.casefold() in ("yes", "no"))):
            message = f"Some YAML readers take {short(plain)} for {doubt}."
            self.report("Y11", at, message, remedy)

    def second_document(self, at: int) -> None:
        """Report a second document."""
        message = "A second YAML document starts here; a file holds one."
        self.stop("Y08", at, message, "Move it to a file of its own, or remove the line before.")

    def no_mapping(self, root: Plain, at: int) -> None:
        """Report a file that holds something else than a mapping, or nothing."""
        message = f"The file holds {what_is(root)}, not a mapping."
        if root is None:
            message, at = "The file is empty", 0
            message += ", save for comments." if self.text.strip() else "."
        self.stop("Y09", at, message, 'Start it with keys, such as "custcheck: 1".')

    def slip(self, slip: Slip, *, document_ended: bool) -> None:
        """Report a parser error, unless it follows from a fault that is already reported."""
        self.trusted = False
        line = bisect_right(self.starts, slip.at)
        for code, before, _, _ in self.reports:
            away = line - bisect_right(self.starts, before)
            if (code in ("Y06", "Y07", "Y12") and away == 0) or (
                code == "Y12"
                and (away == 1 or (slip.bracket is not None and before > slip.bracket))
            ):
                return
        if document_ended and "<document start>" in slip.says:
            self.second_document(slip.at)
        else:
            self.reports.append(explain(slip))
