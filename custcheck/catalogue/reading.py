"""Y: the file as YAML."""

from custcheck.catalogue.rule import Rule
from custcheck.problem import Severity

RULES = (
    Rule(
        "Y01",
        "not-utf-8",
        Severity.ERROR,
        """A file that is not UTF-8 text.

        A byte of another encoding could be any of several letters, and a guess would
        put wrong ones into questions and reports. So reading stops here, and nothing
        else in the file is judged.

        Save the file as UTF-8. The message tells UTF-16, UTF-32 and binary files
        apart, or names the first byte that does not fit; where Latin-1 (Windows-1252)
        has a letter for it, the remedy shows the letter.
        """,
    ),
    Rule(
        "Y02",
        "unsafe-character",
        Severity.ERROR,
        """A control character, a bidirectional mark or an invisible character.

        Nobody sees such a character, yet it can make a line show something else than
        it holds, or send a command to a terminal. Most come along with text that was
        copied from a web page or a word processor.

        Delete it; if it cannot be seen, type anew what is around it. The joiners
        U+200C and U+200D are allowed, because Persian spelling and many emoji need
        them.
        """,
    ),
    Rule(
        "Y03",
        "tab-indent",
        Severity.ERROR,
        """A tab in the indentation of a line.

        YAML indents with spaces alone: a tab is as wide as each editor likes, so
        nobody could tell what a line belongs to. Most YAML readers stop at the first
        tab; here all lines with one are reported at once.

        Indent with spaces, and tell your editor to do so in YAML files. A tab inside
        quotes, or in a block text behind its spaces, is text and is not found.
        """,
        bad="group:\n\tid: speed",
        good="""
        group:
          id: speed
        """,
    ),
    Rule(
        "Y04",
        "syntax",
        Severity.ERROR,
        """Text that is not well-formed YAML.

        Past such a place nobody can tell what a file says, so none of its values are
        used, and most other rules have nothing to look at. The place is where reading
        stopped, or where an open quote or bracket began; the cause may stand on the
        line before.

        The usual causes are text that holds a colon and a space, a quote or a bracket
        that is never closed, and keys of one mapping that do not line up. When in
        doubt, put the whole text in quotes.
        """,
        bad="text: Two things: speed and care",
        good='text: "Two things: speed and care"',
    ),
    Rule(
        "Y05",
        "repeated-key",
        Severity.ERROR,
        """A key that stands twice in one mapping.

        Most YAML readers keep the last of the two and say nothing. A question's text,
        or an answer, would be lost without a trace.

        The message names the line of the first: keep one of the two, or rename one.
        The same key in two different mappings is not found.
        """,
        bad="""
        id: first_reply
        text: Is a reply sent within a day?
        text: Is a call taken at once?
        """,
        good="""
        id: first_reply
        text: Is a reply sent within a day?
        """,
    ),
    Rule(
        "Y06",
        "anchor",
        Severity.ERROR,
        """An anchor, an alias or a merge key.

        With these a line stands for text elsewhere in the file, and a few lines can
        grow into millions of values. No file for custcheck needs them: what questions
        share, such as a scale, has a name of its own.

        Write out what is meant. Text that starts with & or * needs quotes; further on
        in a text both are fine. A bare text robbed of its first word in this way is
        Y12.
        """,
        bad="""
        - {id: one, ask: &staff [manager, frontline]}
        - {id: two, ask: *staff}
        """,
        good="""
        - {id: one, ask: [manager, frontline]}
        - {id: two, ask: [manager, frontline]}
        """,
    ),
    Rule(
        "Y07",
        "tag",
        Severity.ERROR,
        """A YAML tag, such as !!str.

        A tag asks the reader to make something else of a value, and some readers run
        code for it. The format says what stands where, so that no tag is needed.

        Remove it; where the value is meant as text, put it in quotes. Text that
        starts with an exclamation mark needs quotes too; further on in a text the
        mark is fine.
        """,
        bad="version: !!str 1.0",
        good='version: "1.0"',
    ),
    Rule(
        "Y08",
        "second-document",
        Severity.ERROR,
        """A second YAML document in one file.

        A line of three dashes, or text after a line of three dots, starts another
        document. Some readers take the first alone and say nothing, so half of the
        questions could be missed.

        Move it to a file of its own, or remove the line between. One line of dashes
        before the first key, and one of dots after the last, are fine.
        """,
        bad="""
        custcheck: 1
        ---
        kind: bank
        """,
        good="""
        custcheck: 1
        kind: bank
        """,
    ),
    Rule(
        "Y09",
        "not-a-mapping",
        Severity.ERROR,
        """A file that is empty, or holds something else than a mapping.

        A bank, a framework or an answer file is a mapping: keys such as custcheck and
        kind, each with its value. A list or a bare text has no place for them, and
        comments alone say nothing.

        Start the file with keys. To begin with a bank that works, run custcheck new
        NAME.
        """,
        bad="""
        - custcheck: 1
        - kind: bank
        """,
        good="""
        custcheck: 1
        kind: bank
        """,
    ),
    Rule(
        "Y10",
        "too-large",
        Severity.ERROR,
        """A file that is larger, or nested deeper, than any questionnaire needs.

        A broken or hostile file could otherwise take all memory and time. The limits
        are 1 MiB, 50,000 keys and values, lists and mappings 64 deep, dimensions 16
        deep, and whole numbers of 18 digits.

        Split a large bank into several. A long number that is a name, such as that of
        an order, is text: put it in quotes.
        """,
        bad="version: 20261121093000123456",
        good='version: "20261121093000123456"',
    ),
    Rule(
        "Y11",
        "ambiguous-scalar",
        Severity.WARNING,
        """A bare value that other YAML readers take for something else.

        Many readers still follow YAML 1.1, in which no is false, 010 is 8 and 12:30
        is 750; and 1.10 loses its last zero nearly everywhere. A script or an editor
        that saves the file can so change what it says.

        If it is text, put it in quotes. Dates are found too, and bare keys such as
        off; but in answer files a bare yes, no or date is fine. A yes where true is
        due is reported as S03 alone.
        """,
        bad="version: 1.10",
        good='version: "1.10"',
    ),
    Rule(
        "Y12",
        "cut-text",
        Severity.ERROR,
        """Text that YAML cuts at " #", or robs of an "&word" at its start.

        A # behind a space starts a comment, and & starts an anchor. So YAML readers
        drop a part of the text without a word, and the question that is asked is not
        the one that was written.

        Put the whole text in quotes. A comment with a space after its # is not found,
        nor is one behind a number or in front of a list.
        """,
        bad="text: Are we #1 for our customers?",
        good='text: "Are we #1 for our customers?"',
    ),
    Rule(
        "Y13",
        "not-a-number",
        Severity.ERROR,
        """A number that is NaN or infinity.

        No score can be made of it: one such weight or value would make a whole mean
        wrong or empty. A number too large for a computer, such as 1e999, counts as
        infinity.

        Write a number, or leave the key out where it has a default. The words nan and
        inf without a dot are text, and are not found here.
        """,
        bad="weight: .inf",
        good="weight: 2",
    ),
    Rule(
        "Y14",
        "byte-order-mark",
        Severity.INFO,
        """A byte-order mark, or line ends of more than one kind.

        Neither changes what custcheck reads. But some tools take the mark for a part
        of the first key, and mixed line ends make version control show changes that
        nobody made.

        Save the file as UTF-8 without a byte-order mark, and with one kind of line
        end. Only the first line whose end differs is named.
        """,
    ),
    Rule(
        "Y15",
        "directive",
        Severity.WARNING,
        """A %YAML or %TAG directive, which has no effect.

        Every file is read by the same rules, whatever version a directive asks for.
        Another reader may obey it, and so read other values in the same file.

        Remove the line. A % in a comment, in a text or after the first key is not
        found.
        """,
        bad="""
        %YAML 1.1
        ---
        custcheck: 1
        """,
        good="custcheck: 1",
    ),
)
