"""C: the comments that hide problems."""

from custcheck.catalogue.rule import Rule
from custcheck.problem import Severity

RULES = (
    Rule(
        "C01",
        "unknown-code",
        Severity.WARNING,
        """An ignore comment with a code that does not exist, or that cannot be ignored.

        Such a comment hides nothing, and its author thinks that it does. What Y01 to
        Y10 find cannot be hidden, because what follows it in the file cannot be
        trusted. A comment for custcheck without a code, or with another word than
        ignore, is found too.

        Write the code as it stands in the message of the problem, or the rule's short
        name, and the reason after the bracket. Several stand in one bracket, with
        commas between.
        """,
        bad="text: Is it done?  # custcheck: ignore[W99] Wanted.",
        good="text: Is it done?  # Wanted.",
    ),
    Rule(
        "C02",
        "nothing-ignored",
        Severity.INFO,
        """An ignore comment, or one code of it, that hides nothing.

        Once the fault is mended, the comment is in the way: it would hide the next
        one. It may also stand on the wrong line. At the end of a line it counts for
        that line; on a line of its own, for the line below it, or below the further
        comments that follow it at once.

        Take the code or the comment out. Codes that this run does not look for are
        not found, nor is any comment in a file that has errors, or that answers a
        bank with errors: there the rules have not seen all.
        """,
        bad="text: Is it done?  # custcheck: ignore[W01] Wanted.",
        good="text: Is it done?",
    ),
)
