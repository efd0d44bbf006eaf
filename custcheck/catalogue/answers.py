"""A: answer files."""

from custcheck.catalogue.rule import Rule
from custcheck.problem import Severity

RULES = (
    Rule(
        "A01",
        "unknown-name",
        Severity.ERROR,
        """A bank, question, dimension or role in an answer file that does not exist.

        An answer to a question that is not there would count nowhere, and its author
        would not know. Dimensions stand under targets, and the role under respondent.

        Take the name that is suggested. A bank of your own must be given too: audit
        --bank FILE, or check FILE. Where the bank has changed since it was answered,
        the questions that it lost are A06.
        """,
        bad="""
        warning-sign:
          pay_below_market: no
        """,
        good="""
        warning-signs:
          pay_below_market: no
        """,
    ),
    Rule(
        "A02",
        "not-an-answer",
        Severity.ERROR,
        """A value that does not answer its question.

        Nothing is guessed, clipped or rounded: maybe is not no, and 2.5 is not 3. A
        score must come from what was said.

        A yes/no question takes yes, no, true and false in any case; every other takes
        an option's value or its whole label. All take dont_know and not_applicable.
        Where the bank has changed since it was answered, such answers are A06.
        """,
        bad="pay_below_market: maybe",
        good="pay_below_market: dont_know",
    ),
    Rule(
        "A03",
        "unanswered",
        Severity.INFO,
        """Questions that were asked and have no answer, counted for each bank.

        A dimension with too few answers has no score, and how many are open tells how
        far an audit has come. It is a note, since an audit may stop anywhere. What
        counts is what was asked: all questions or, with asked: quick, the leads; and
        only those for the respondent's role.

        Answer them, or write dont_know: that is an answer too, and tells more than a
        blank.
        """,
        bad="pay_below_market:",
        good="pay_below_market: dont_know",
    ),
    Rule(
        "A04",
        "reason-missing",
        Severity.ERROR,
        """An answer of not_applicable without a note that says why.

        What does not apply leaves the score, so this is the way in which an awkward
        question could vanish. The reason lets others judge that it truly does not
        apply.

        Add the note; one of spaces alone does not count. If the question applies and
        nobody knows, answer dont_know.
        """,
        bad="planned_check_ins: not_applicable",
        good="planned_check_ins: {answer: not_applicable, note: We have no key accounts.}",
    ),
    Rule(
        "A05",
        "date-missing",
        Severity.WARNING,
        """Evidence graded checked or confirmed, without the day of the check.

        A check says how things stood on its day, and after twelve months it has
        faded. Without a day the answer counts as described only.

        Add checked_on with the day. A day that is long past, or after the audit,
        makes the grade fall in the same way, but is not found here.
        """,
        bad="pay_below_market: {answer: no, evidence: checked}",
        good="pay_below_market: {answer: no, evidence: checked, checked_on: 2026-06-30}",
    ),
    Rule(
        "A06",
        "bank-changed",
        Severity.WARNING,
        """A bank that has changed since these answers were given.

        An answer file keeps a hash of each bank that was answered. Where today's is
        another, questions may have other words now. The answers that still fit count;
        those that do not stay out of the score, and the message lists them.

        Go through the bank's answers again. Comments and layout are not part of the
        hash; a file that keeps no hash is not found.
        """,
    ),
)
