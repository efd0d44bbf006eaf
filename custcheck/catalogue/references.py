"""R: names that must lead somewhere, ids that must be one of a kind."""

from custcheck.catalogue.rule import Rule
from custcheck.problem import Severity

RULES = (
    Rule(
        "R01",
        "undefined-reference",
        Severity.ERROR,
        """A framework, dimension, group, scale, role or claim that is named and not defined.

        A question on a dimension that does not exist could not count in its score,
        and one on an unknown scale could not be asked. Most such names are slips of
        the pen.

        Take the name that is suggested, or define what is named. A claim is a
        question of the same bank with use: claim. Where the framework itself is not
        found, the names that it would define are not judged.
        """,
        bad="- {id: one, dimension: ese, type: yesno, yes_is: good, text: Is it easy?}",
        good="- {id: one, dimension: ease, type: yesno, yes_is: good, text: Is it easy?}",
    ),
    Rule(
        "R02",
        "duplicate-id",
        Severity.ERROR,
        """An id that two of a kind share in one file, or a scale named as in its framework.

        Answers are found by the id of their question, scores by that of their
        dimension: with two of one id nobody could tell which is meant. A scale that
        hides one of the framework would change what the same name means from bank to
        bank.

        Give one of the two another id; keep the one that has been answered before. A
        group and a dimension, say, may share an id.
        """,
        bad="""
        groups:
          - {id: reply, title: First replies}
          - {id: reply, title: Replies to complaints}
        """,
        good="""
        groups:
          - {id: first_reply, title: First replies}
          - {id: complaint_reply, title: Replies to complaints}
        """,
    ),
    Rule(
        "R03",
        "duplicate-across-files",
        Severity.ERROR,
        """A bank id that another file of the same run has taken.

        Answer files name banks by their ids, so with two banks of one id the answers
        to one could be read as answers to the other.

        Give one of them another id. Check all banks in one run, such as by naming
        their folder: one bank alone cannot show this fault. Question ids need to be
        unique within their bank only.
        """,
        bad="id: service-desk  # as in another file",
        good="id: service-desk-north",
    ),
    Rule(
        "R05",
        "parent-cycle",
        Severity.ERROR,
        """A dimension that is its own ancestor.

        The score of a parent is the mean of its children's, and in a ring of parents
        that has no end. None of these dimensions could have a score.

        Let one dimension of the ring have no parent. A dimension that hangs below a
        ring without being part of it is not reported.
        """,
        bad="""
        - {id: ease, name: Ease, parent: speed}
        - {id: speed, name: Speed, parent: ease}
        """,
        good="""
        - {id: ease, name: Ease}
        - {id: speed, name: Speed, parent: ease}
        """,
    ),
    Rule(
        "R06",
        "question-on-parent",
        Severity.ERROR,
        """A question on a dimension that has children.

        Such a dimension's score is the mean of its children's alone. The question
        would be asked, and its answer would not count there.

        Put the question on one of the children, or give the parent another child for
        it.
        """,
        bad="""
        dimensions:
          - {id: ease, name: Ease}
          - {id: speed, name: Speed, parent: ease}
        questions:
          - {id: one, dimension: ease, type: yesno, yes_is: good, text: Is it?}
        """,
        good="""
        dimensions:
          - {id: ease, name: Ease}
          - {id: speed, name: Speed, parent: ease}
        questions:
          - {id: one, dimension: speed, type: yesno, yes_is: good, text: Is it?}
        """,
    ),
    Rule(
        "R07",
        "unused",
        Severity.WARNING,
        """A scale of the bank that no question uses, or a group without a question.

        It is a leftover, or a sign of a slip: a question that was meant for it may
        name another.

        Name it in a question, or take it out. Scales of a framework are not found,
        because any bank may use them, and for a dimension without a question see P08.
        While a question of the bank has faults of its own, this is not judged.
        """,
        bad="""
        groups:
          - {id: speed, title: Speed}
          - {id: care, title: Care}
        questions:
          - {id: one, group: speed, dimension: ease, …}
        """,
        good="""
        groups:
          - {id: speed, title: Speed}
        questions:
          - {id: one, group: speed, dimension: ease, …}
        """,
    ),
    Rule(
        "R08",
        "differs-only-by-case",
        Severity.WARNING,
        """Two ids of one list that differ only by case.

        An id has no capitals, so one of the two has an error already (S05). Put right
        in the obvious way it would be the same as the other, and the answers to both
        would be mixed up.

        Use the first for both where one thing is meant, and give the other a name of
        its own where two are. Ids of different lists may be alike: a question may be
        called as its group is.
        """,
        bad="""
        groups:
          - {id: reply, title: Replies}
          - {id: Reply, title: Reply times}
        """,
        good="""
        groups:
          - {id: reply, title: Replies}
          - {id: reply_times, title: Reply times}
        """,
    ),
    Rule(
        "R10",
        "id-gone",
        Severity.WARNING,
        """An id, or a whole bank, that was there at an earlier revision and is gone.

        Answers are found by ids. Rename a question, and the answers of last year no
        longer meet it; rename a dimension, and this year cannot be held against last
        year.

        Keep the id, even where the words change. Where questions are gone for good,
        an ignore comment on the line before questions: says so; it hides all that
        are gone from that list, so take it out once the change is merged.

        This is looked for only with --against REV, a git revision. The ids of
        questions, groups, dimensions, roles and scales are compared, of banks and
        frameworks with the same id of their own. One that is gone itself, or has
        another id now, is told by its file. Where a folder is checked, a file that
        has moved within it is known again; where files are named, by its name only.
        """,
        bad="id: quick_reply  # was first_reply",
        good="id: first_reply",
    ),
)
