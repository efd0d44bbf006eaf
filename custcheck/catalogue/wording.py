"""W: wording. A warning suggests, never commands; English banks only."""

from custcheck.catalogue.rule import Rule
from custcheck.problem import Severity

RULES = (
    Rule(
        "W01",
        "double-barrelled",
        Severity.WARNING,
        """Two questions in one: two verbs or two clauses joined by "and" or "or".

        Whoever would say yes to one half and no to the other has no true answer, and
        nobody can tell later which half was meant. Make two questions of it, or keep
        the half that matters.

        Found are joined clauses ("and does it"), joined verbs ("collect it and use
        it") and two merits of different kinds ("fast and friendly"). Not found are
        joined nouns ("terms and conditions"), "between A and B", "how and why", set
        phrases ("tried and tested"), one act in two words ("sit down and talk", "easy
        to install and use"), and what stands before the question itself ("When a
        customer calls and nobody answers, …"). English only.
        """,
        bad="text: Do managers collect complaints and use them to plan?",
        good="text: Do managers use complaints to plan?",
    ),
    Rule(
        "W03",
        "double-negative",
        Severity.WARNING,
        """Two negatives in one clause: not, never or no with un-, fail, lack or without.

        Readers turn two negatives round in their heads, and some turn them the wrong
        way, so that yes means no. Say it the positive way round. Then look again at
        yes_is, or at reverse: the good answer may be another one now.

        One negative is never found, and words such as "until", "under" and "unique"
        are no negatives. English only.
        """,
        bad="text: Are prices not unclear to customers?",
        good="text: Are prices clear to customers?",
    ),
    Rule(
        "W04",
        "absolute",
        Severity.WARNING,
        """Always, never, everyone, nobody, 100%: one exception decides the answer.

        An honest answer is nearly always no, so the question tells good from bad no
        longer. Ask for a number, such as nine in ten, or for how often, on a scale.

        Not found are softened words ("almost always", "not everyone"), words that
        only say who or what is meant ("customers who never complain", "a 100%
        refund"), conditions ("when nobody answers"), questions that count ("What share
        of staff has never met a customer?"), and one of two negatives, which is W03's.
        Where yes_is: bad, "never", "nobody" and "no one" may stand: a warning sign is
        blunt, and asks whether something is wholly missing. English only.
        """,
        bad="text: Are calls always answered within a minute?",
        good="text: Are calls almost always answered within a minute?",
    ),
    Rule(
        "W05",
        "leading",
        Severity.WARNING,
        """A question that hints at its answer, such as "Don't you agree" or "Surely".

        People go along with what seems to be expected, so the answer tells about the
        question. Ask it plainly, so that no answer is the expected one.

        Found are questions that open with a negative ("Isn't it", "Shouldn't leaders"),
        "surely", "obviously", "of course", "as everyone knows", "experts say", "given
        how", "would you agree that", and a tag at the end ("doesn't it?"). "Do you
        agree that …" is not. English only.
        """,
        bad="text: Don't you agree that replies are faster now?",
        good="text: How have replies changed over the past year?",
    ),
    Rule(
        "W06",
        "praise",
        Severity.WARNING,
        """Praise in a question, such as excellent or world-class.

        Praise sets the mood before the answer, and nobody knows how good it has to be:
        one reader's excellent is another's usual. Name what can be seen, or leave the
        praise to the answer.

        A mark that others give ("rate it as excellent"), what is being defined ("a
        definition of excellent service") and "outstanding complaints" are not found.
        English only.
        """,
        bad="text: How well does our excellent service desk solve problems?",
        good="text: What share of customers rates the service desk as excellent?",
    ),
    Rule(
        "W07",
        "long",
        Severity.WARNING,
        """A question of more than 25 words.

        A long question has to be read twice, and is answered from its last words. Cut
        what the answer does not depend on; what would prove the answer goes into
        evidence, and the reason for asking into why.

        A word with a hyphen or an apostrophe is one word, a punctuation mark is none.
        English only.
        """,
        bad="""
        text: When a customer writes to the service desk to complain about late
          orders, how many working days does it take in most weeks until a reply
          is sent?
        """,
        good="""
        text: When a customer writes to the service desk to complain about late
          orders, how many working days does it take until a reply is sent?
        """,
    ),
    Rule(
        "W08",
        "near-duplicate",
        Severity.WARNING,
        """Two questions of a bank in nearly the same words.

        A thing asked twice counts twice, and people wonder whether they missed a
        difference. Keep the better one, or word them so that their difference shows.

        Found is a text that differs from an earlier one of the same bank in small words
        ("the", "usually"), in spelling, in an ending or in the order of its words. One
        other word that counts makes two questions, as in a battery that asks the same
        of price, quality and speed. In any language; what wording says to each role is
        not compared.
        """,
        bad="""
        questions:
          - {id: one, text: How often do the leaders visit a branch?, …}
          - {id: two, text: How often do leaders visit a branch?, …}
        """,
        good="""
        questions:
          - {id: one, text: How often do leaders visit a branch?, …}
          - {id: two, text: How often do leaders visit a supplier?, …}
        """,
    ),
    Rule(
        "W09",
        "duplicate",
        Severity.ERROR,
        """Two questions of a bank in the same words.

        The same question asked twice counts twice in the score. Take one out, or say
        what sets it apart. Capitals and punctuation make no difference.

        One question put to several roles is one question: give it a wording for each.
        """,
        bad="""
        questions:
          - {id: one, text: How often do leaders visit a branch?, …}
          - {id: two, text: How often do leaders visit a branch?, …}
        """,
        good="""
        questions:
          - id: one
            text: How often do leaders visit a branch?
            wording: {employee: How often do leaders visit your branch?}
        """,
    ),
    Rule(
        "W10",
        "two-question-marks",
        Severity.WARNING,
        """Two question marks in one question.

        Two sentences that ask are two questions, and have one answer between them. Ask
        one thing, or make each a question of its own.

        A question mark inside quotation marks is not counted, and "??" counts once.
        English only.
        """,
        bad="text: Do leaders meet customers? How often?",
        good="text: How often do leaders meet customers?",
    ),
    Rule(
        "W15",
        "too-long-to-answer",
        Severity.WARNING,
        """A bank that takes more than 15 minutes to answer, at about 10 seconds a question.

        People tire, and give later questions less thought. Split the bank, or mark the
        questions that tell most with lead: true: a quick audit asks only those.

        In a bank that has leads, the leads are counted. In any language.
        """,
        bad="questions:  # 120 of them, no lead",
        good="questions:  # 120 of them, 20 with lead: true",
    ),
    Rule(
        "W17",
        "more-of-the-same",
        Severity.INFO,
        """Levels told apart only by words of degree, such as more, better, partly or fully.

        Two people who see the same thing pick two levels, because one's "mostly" is
        another's "partly". Say at each level what one would see: who does what, where,
        how often.

        Found are the levels of a question and the scales of a bank's own, in English,
        when their labels are otherwise the same. Amounts (none, some, most, all) are
        not, nor are levels with a help: there the help says what is to be seen. Held
        to with --strict.
        """,
        bad="""
        levels:
          - {value: 1, label: Not managed}
          - {value: 2, label: Partly managed}
          - {value: 3, label: Fully managed}
        """,
        good="""
        levels:
          - {value: 1, label: Nobody looks at it}
          - {value: 2, label: Some teams review it each year}
          - {value: 3, label: Every team reviews it each quarter}
        """,
        strict=True,
    ),
    Rule(
        "W18",
        "not-yes-or-no",
        Severity.WARNING,
        """A yes/no question that asks how, what, who, when, where or why.

        Neither yes nor no answers "How often do leaders meet customers?", so people
        guess what yes would mean. Make it type: scale or type: levels, or ask whether
        it is so.

        Only the sentence that asks is looked at, and where it opens: "When a customer
        complains, does somebody reply?", "What customers say, is it written down?" and
        "Is it known how often leaders meet customers?" are not found. English only.
        """,
        bad="""
        type: yesno
        yes_is: good
        text: How often do leaders meet customers?
        """,
        good="""
        type: scale
        scale: occasion
        text: How often do leaders meet customers?
        """,
    ),
)
