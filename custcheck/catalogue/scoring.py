"""P: what would make a score wrong or empty."""

from custcheck.catalogue.rule import Rule
from custcheck.problem import Severity

RULES = (
    Rule(
        "P01",
        "weight",
        Severity.ERROR,
        """A question's weight that is not above 0.

        A weight of 0 would take a question out of its score without a word, and one
        below 0 would reward bad answers.

        Write a weight above 0, or none: the default is 1. To ask a question that no
        score counts, write use: mirror.
        """,
        bad="weight: 0",
        good="use: mirror",
    ),
    Rule(
        "P02",
        "values-not-ascending",
        Severity.ERROR,
        """Option values that are repeated, or that do not ascend.

        An answer scores by where its value lies between the lowest and the highest.
        Two options of one value score the same, and an answer given by its value
        could mean either; in a list out of order the worst may look like the
        best.

        List the options from the lowest value to the highest. Steps may be uneven,
        and values below 0 are fine. Where all values are the same, that is P04 alone.
        Where low is good, keep the order and write reverse: true on the questions
        that use the scale.
        """,
        bad="""
        own:
          - {value: 2, label: Often}
          - {value: 1, label: Rarely}
        """,
        good="""
        own:
          - {value: 1, label: Rarely}
          - {value: 2, label: Often}
        """,
    ),
    Rule(
        "P04",
        "one-score-for-all",
        Severity.ERROR,
        """Options that all have one value, so that every answer scores the same.

        A score says how far an answer lies from the lowest value to the highest.
        Where both are one value there is no way between them, and the question
        measures nothing.

        Give the options values that rise. Where some values are repeated and others
        are not, P02 says so instead.
        """,
        bad="""
        levels:
          - {value: 1, label: In a week}
          - {value: 1, label: In a day}
          - {value: 1, label: At once}
        """,
        good="""
        levels:
          - {value: 1, label: In a week}
          - {value: 2, label: In a day}
          - {value: 3, label: At once}
        """,
    ),
    Rule(
        "P07",
        "too-few-levels",
        Severity.WARNING,
        """A scale or a ladder of a bank that has two levels.

        Whoever is on the way has to choose between not begun and done. The score
        jumps from 0 to 100, and a year of good work may not show in it.

        Describe one or more levels between the two. If there are none, the question
        is one of yes or no: type: yesno says it better. Scales of a framework are not
        found.
        """,
        bad="""
        levels:
          - {value: 1, label: No plan}
          - {value: 2, label: A plan with owners and dates}
        """,
        good="""
        levels:
          - {value: 1, label: No plan}
          - {value: 2, label: A draft}
          - {value: 3, label: A plan with owners and dates}
        """,
    ),
    Rule(
        "P08",
        "nothing-scored",
        Severity.ERROR,
        """A dimension that no question scores, in a bank that stands alone.

        It would stand in every report without a score. Questions with use: stage,
        claim or mirror do not score.

        Add a question for it, or take it out. Parents are not found, because their
        children score for them; nor are dimensions of a shared framework, which
        another bank may score. While a question of the bank has faults of its own,
        this is not judged.
        """,
        bad="""
        dimensions:
          - {id: ease, name: Ease}
          - {id: speed, name: Speed}
        questions:
          - {id: one, dimension: ease, …}
        """,
        good="""
        dimensions:
          - {id: ease, name: Ease}
        questions:
          - {id: one, dimension: ease, …}
        """,
    ),
    Rule(
        "P10",
        "one-question-rules",
        Severity.WARNING,
        """One question with over half of the weight in its dimension.

        All the others together cannot outweigh it: the score is the answer to that
        question, under a name that promises more.

        Lower its weight to what the others have together, or raise theirs. Only banks
        that stand alone are judged, in dimensions with two scored questions or more:
        a shared dimension has questions of other banks too.
        """,
        bad="""
        - {id: one, dimension: ease, weight: 5, …}
        - {id: two, dimension: ease, …}
        - {id: three, dimension: ease, …}
        """,
        good="""
        - {id: one, dimension: ease, weight: 2, …}
        - {id: two, dimension: ease, …}
        - {id: three, dimension: ease, …}
        """,
    ),
    Rule(
        "P11",
        "thin-dimension",
        Severity.WARNING,
        """A dimension with one or two scored questions, in a bank that stands alone.

        One answer, right or wrong, then makes half of its score or all of it. A
        difference from last year may be no more than another person's mood.

        Ask three or more about each dimension, or join two dimensions in one. Parents
        are not counted, because they are the mean of their children; a dimension with
        no question at all is P08. Shared dimensions are not judged: other banks ask
        about them as well.
        """,
        bad="""
        dimensions:
          - {id: ease, name: Ease}
        questions:
          - {id: one, dimension: ease, …}
        """,
        good="""
        dimensions:
          - {id: ease, name: Ease}
        questions:
          - {id: one, dimension: ease, …}
          - {id: two, dimension: ease, …}
          - {id: three, dimension: ease, …}
        """,
    ),
    Rule(
        "P12",
        "negative-wording",
        Severity.WARNING,
        """A plain negative in a question, where yes or a high answer counts as good.

        "Are calls not returned?" with yes_is: good scores 100 where no call is
        returned. Such a slip turns a result round, and no report shows it.

        Write yes_is: bad or reverse: true, or ask for what should be there. Only a
        plain negative in the question itself is found, in banks in English: fail to,
        nobody, not returned, unable to, struggle to, too busy to, no authority. It is
        not in "Can customers cancel without calling?", in what stands behind when, who
        or that, or where harm is what does not happen, as in "Are customers not
        charged for calls?". A positive question with yes_is: bad is never found, since
        it may well be meant.
        """,
        bad="""
        type: yesno
        yes_is: good
        text: Are calls not returned within a day?
        """,
        good="""
        type: yesno
        yes_is: good
        text: Are calls returned within a day?
        """,
    ),
    Rule(
        "P13",
        "labels-reversed",
        Severity.WARNING,
        """Labels that run down while their values run up, such as Always, Often, Never.

        The highest value scores best. With the labels the wrong way round, the worst
        answer does, and the report looks as sound as ever.

        List the lowest label first; a question where high is bad says reverse: true.
        Labels are known from families of words (how often, how many, how good,
        agreement and the like) and from plain numbers and percentages: two or more
        have to be known, and all of those to run down. A ladder begins with its worst
        level, which may well be "Always", so that in levels only words for good and
        bad are held to their order. A scale is let be where all its questions are
        reversed.
        """,
        bad="""
        scales:
          how_often:
            - {value: 1, label: Always}
            - {value: 2, label: Sometimes}
            - {value: 3, label: Never}
        """,
        good="""
        scales:
          how_often:
            - {value: 1, label: Never}
            - {value: 2, label: Sometimes}
            - {value: 3, label: Always}
        """,
    ),
    Rule(
        "P15",
        "overlapping-labels",
        Severity.WARNING,
        """Labels with numbers that overlap, or that leave a number without a label.

        With 0-10 and 10-20, ten belongs to both, and two people who saw the same give
        different answers. With 1-5 and 7-10, six belongs nowhere.

        Let each label begin where the one before it ends. Understood are "5 to 10
        days", "under 5", "at most 5", "over 10", "10 or more", "10+", percentages and
        the like; where two labels are not understood, or their units differ, nothing
        is found. Nor is it where labels are read one after the other, as "Within 5
        days" and "Within 10 days" are, or are single points such as 0%, 50% and 100%.
        """,
        bad="""
        levels:
          - {value: 1, label: 0 to 10 visits}
          - {value: 2, label: 10 to 20 visits}
          - {value: 3, label: Over 20 visits}
        """,
        good="""
        levels:
          - {value: 1, label: 0 to 10 visits}
          - {value: 2, label: 11 to 20 visits}
          - {value: 3, label: Over 20 visits}
        """,
    ),
    Rule(
        "P16",
        "agreement-scale",
        Severity.INFO,
        """A scale of agreement without five points, or with more of them on one side.

        More ways to agree than to disagree draw people to agreement, and a scale
        without a middle makes those choose who have no opinion. Five points are what
        most surveys use, so that results can be compared.

        Give it two points on each side and one in the middle. This is a note: it
        fails nothing, and there can be good reasons for four points or seven.
        """,
        bad="""
        agree:
          - {value: 1, label: Disagree}
          - {value: 2, label: Slightly agree}
          - {value: 3, label: Agree}
          - {value: 4, label: Strongly agree}
        """,
        good="""
        agree:
          - {value: 1, label: Strongly disagree}
          - {value: 2, label: Disagree}
          - {value: 3, label: Neither}
          - {value: 4, label: Agree}
          - {value: 5, label: Strongly agree}
        """,
    ),
    Rule(
        "P17",
        "unlabelled-point",
        Severity.WARNING,
        """A point that is called by its number, on a scale whose ends are called by words.

        What a bare 2 means is left to whoever answers, and each sees something else
        in it. Two answers that look the same are then not about the same thing.

        Say in words what one would see there. A scale of numbers alone is not found,
        such as 0, 1, 2 or more visits.
        """,
        bad="""
        levels:
          - {value: 1, label: No plan}
          - {value: 2, label: "2"}
          - {value: 3, label: A plan with owners and dates}
        """,
        good="""
        levels:
          - {value: 1, label: No plan}
          - {value: 2, label: A plan without dates}
          - {value: 3, label: A plan with owners and dates}
        """,
    ),
    Rule(
        "P19",
        "threshold-off-scale",
        Severity.ERROR,
        """A blocking threshold that every answer meets, or none.

        A blocking finding caps the overall word, so the threshold must part harmful
        answers from others. A threshold at the top of the scale blocks whatever is
        said; one below the scale never does.

        Name the highest value that still does harm: at least the lowest value, and
        below the highest. On a reversed question low is good, so any threshold is
        found there: word the question so that high is good.
        """,
        bad="""
        type: scale
        scale: practice  # values 1 to 5
        blocking: {at_most: 5}
        """,
        good="""
        type: scale
        scale: practice  # values 1 to 5
        blocking: {at_most: 2}
        """,
    ),
    Rule(
        "P20",
        "uneven-leads",
        Severity.WARNING,
        """A group without a lead question, or with too many, in a bank that has leads.

        A quick audit asks the leads alone. A group without one drops out of it
        unseen, and one with several counts for more than the others do.

        Put lead: true on one question of each group. A claim may lead together with
        the deed that tests it, a question that blocks may lead beside another, and
        all questions of a group may. A bank without any lead is asked as a whole, and
        is not judged.
        """,
        bad="""
        groups: [{id: buy, title: Buying}, {id: use, title: Using}]
        questions:
          - {id: a, group: buy, lead: true, dimension: ease, …}
          - {id: b, group: use, dimension: ease, …}
        """,
        good="""
        groups: [{id: buy, title: Buying}, {id: use, title: Using}]
        questions:
          - {id: a, group: buy, lead: true, dimension: ease, …}
          - {id: b, group: use, lead: true, dimension: ease, …}
        """,
    ),
    Rule(
        "P21",
        "majority-of-what",
        Severity.ERROR,
        """A question that is not yes/no, in a bank with verdict: majority.

        Such a bank is read by counting how many of its signs are raised, and half a
        sign cannot be counted.

        Make it a yes/no question, move it to another bank, or take verdict: majority
        out.
        """,
        bad="""
        verdict: majority
        questions:
          - {id: one, dimension: ease, type: scale, scale: practice, text: Is it?}
        """,
        good="""
        verdict: majority
        questions:
          - {id: one, dimension: ease, …}
        """,
    ),
    Rule(
        "P22",
        "uneven-pair",
        Severity.ERROR,
        """A deed with more or fewer levels than the claim that it is held against.

        What is said is held against what is done, level by level. Where one has three
        levels and the other five, a gap would tell of the scales and not of the
        organisation.

        Give both as many levels; their values and labels may differ. Yes and no are
        two levels, and a scale that is not defined is not judged.
        """,
        bad="""
        - {id: say, type: scale, scale: claim, use: claim, …}
        - {id: do, type: yesno, yes_is: good, tests_claim: say, …}
        """,
        good="""
        - {id: say, type: scale, scale: claim, use: claim, …}
        - {id: do, type: scale, scale: practice, tests_claim: say, …}
        """,
    ),
)
