"""P: questions to which yes is the bad answer, while it counts as the good one."""

import re
from collections.abc import Iterator
from functools import cache

from custcheck.model import Polarity, Question, ScaleQuestion, Use, YesNoQuestion
from custcheck.rules.advice.label_order import runs_down
from custcheck.rules.fault import Fault, Subject
from custcheck.rules.wording.asked import is_english

_SIGNALS = frozenset(
    (
        *("not", "never", "cannot", "no", "nobody", "none", "no-one", "rarely", "seldom", "hardly"),
        *("fail", "fails", "failed", "neglect", "neglects", "neglected", "forget", "forgets"),
        *("forgotten", "lack", "lacks", "unable", "unaware", "unwilling", "unsure", "unclear"),
        *("struggle", "hard", "difficult", "impossible", "busy"),
    )
)
"""One of these words must be there, before the grammar is looked at, and any pattern compiled."""

_NEGATORS = (
    r"\b(?:not|never|cannot|no|nobody|none|rarely|seldom|hardly|only|few|fewer|without"
    r"|(?:fail|neglect|forg[eo]t|lack)\w*|un(?:able|aware|willing|sure|clear)|struggle|hard(?!-)|difficult|impossible"
    r"|too busy)\b|n't\b"
)
_LEAD_IN = (
    r"^(?:when|if|once|after|before|where|while|until|unless|over|during|in|at|for|on|as|since|with"
    r"|by|among|of)\b[^,]*,\s*"
)
_OPENER = (
    r"^(?:how (?:often|frequently|regularly|many|much)(?: of)?"
    r"|(?:for |in )?what (?:share|part|proportion|percentage|number) of)\s+"
)
_CLAUSE_END = (
    r"[,;:()?!\u2013\u2014]|\.(?=\s|$)|\b(?:when|whenever|once|if|who|whom|whose|that|which|whether"
    r"|because|unless|until|before|after|while|where|what|why|how|so|without|than|rather|instead|although|though"
    r"|except|or|and|but)\b"
)
_LONGEST = 500
"""So far a text is looked at."""

_TURNS_ROUND = ("without", "unless", "until", "except", "but", "than", "rather", "instead")
"""Where a clause goes on with one of these, what it says may be good after all."""

_DO = r"(?:do|does|did)"
_BE = r"(?:is|are|was|were)"
_HAVE = r"(?:has|have|had)"
_MAY = r"(?:can|could|may|might|must|shall|should|will|would)"
_STATED = rf"^(?!(?:{_DO}|{_BE}|{_HAVE}|{_MAY})\b)"
_NOBODY = r"(?:nobody|no[ -]one|none of (?:\w+ ){1,3})"
_NOT = r"(?:not|never|rarely|seldom|hardly)"
_WORDS = r"(?:[\w'-]+ ){1,8}?"
_SUBJECT = r"(?:(?!(?:for|by|with|told|sent|given|kept|there|\w\w+ed) )[\w'-]+ ){1,6}?"
_ADVERB = r"(?:(?:yet|always|often|ever|be|been|\w{2,12}ly) ){0,3}"
_DOES = (
    r"(?:(?:answer(?!s? for)|return|acknowledge|resolve|solve|fix|mend|repair|correct|honou?r"
    r"|listen|hear|understand|know|inform|tell|explain|help|trust|respect|value|welcome|consult|thank"
    r"|apologi[sz]e|care|deliver|review|respond)s?|repl(?:y|ies)|(?:follows?|acts?) (?:up|on))\b"
)
_DONE = (
    r"(?:answered|returned|acknowledged|resolved|solved|fixed|mended|repaired|corrected|put right"
    r"|honou?red|met|kept(?=\s*$)|heard|understood|known|aware|informed|told(?! to)|explained"
    r"|helped|helpful|able|available|reachable|easy|clear|trusted|trained|respected|valued"
    r"|welcomed?|consulted"
    r"|thanked|followed up|delivered|completed|reviewed|responsible|accountable|in charge"
    r"|empowered|authori[sz]ed|satisfied|ready|accurate)\b"
)
_CAN_DO = (
    r"(?:reach|find|get|contact|speak|talk|cancel|complain|understand|rely on|trust|help|solve"
    r"|decide|answer)\b"
)
_LINK = r"(?:to|for|in|on|at|of|by|with|from|over)"
_FRAME = (
    r"(?:owner|person|contact|goal|target|measure|standard|definition|strategy|plan|policy"
    r"|procedure|process|promise|way|budget)s?"
)
_LACKING = r"(?P<said>(?:unable|unwilling) to\b|unaware of\b|un(?:sure|clear)\b)"
_NO_MORE_VERBS = r"(?!.*(?:\w\wed|given|kept|sent|told|met|made|paid)\b)"
"""A participle further on may be the verb: are calls not returned in a day listed?"""

_HARM = re.compile(
    r"\b(?:again|twice|too|late|later|longer|worse|more|blam|(?<!in )charg|overcharg|punish|penal"
    r"|harm|hurt|mislead|misled|lie|lies|lying|pressur|forc|fraud|cheat|abus|spam|delay|hidden|sold"
    r"|sell|junk|unfair|excess|unnecess|repeat|wait|lost|limit)"
)
"""What is good to be without: a clause that goes on with one of these is left alone."""

_OTHERS = (
    r"\b(?:competitor|rival|fraud|scam|attacker|outsider|goods|item|parcel|product|purchase)s?"
)
"""Whose failing may be good, or what had better not come back."""

_PATTERNS = (
    rf"^{_DO} {_WORDS}(?P<said>(?:fail|neglect|forget) to\b)",
    rf"^{_HAVE} {_WORDS}(?P<said>(?:failed|neglected|forgotten) to\b)",
    rf"{_STATED}{_WORDS}(?P<said>(?:fails?|neglects?|forgets?) to\b)",
    rf"^{_DO} {_WORDS}(?P<said>lack\b)(?! of| for| nothing)",
    rf"{_STATED}{_WORDS}(?<!\ba )(?<!the )(?<!any )(?<!of )(?<!for )(?P<said>lacks?\b)"
    r"(?! of| for| nothing)",
    rf"^(?:(?:{_DO}|{_BE}|{_HAVE}) )?(?P<said>{_NOBODY})\b ?(?:{_BE} |{_HAVE} )?{_ADVERB}"
    rf"(?:{_DOES}|{_DONE}|checks?\b|owns?\b)",
    rf"^{_DO} {_WORDS}(?P<said>{_NOT} {_ADVERB}{_DOES})",
    rf"^{_BE} {_SUBJECT}(?P<said>{_NOT} {_ADVERB}{_DONE}){_NO_MORE_VERBS}",
    rf"^{_HAVE} {_WORDS}(?P<said>{_NOT} (?:yet )?been {_ADVERB}{_DONE})",
    rf"^{_MAY} {_WORDS}(?P<said>{_NOT} (?:{_CAN_DO}|{_DOES}|be {_ADVERB}{_DONE}))",
    rf"{_STATED}.*?\b(?:{_BE}|{_HAVE})(?P<said>(?:n't| {_NOT}) {_ADVERB}{_DONE})",
    rf"{_STATED}.*?\b{_DO}(?P<said>(?:n't| not) {_ADVERB}{_DOES})",
    rf"{_STATED}{_WORDS}(?P<said>(?:never|rarely|seldom|hardly) (?:ever )?{_DOES})",
    rf"{_STATED}.*?(?P<said>\b(?:cannot|can't|can not) (?:\w+ly )?{_CAN_DO})",
    rf"^{_BE} (?!.* to .*\bun){_SUBJECT}{_LACKING}{_NO_MORE_VERBS}",
    rf"{_STATED}.*?\b{_BE} (?:often |still |usually )?{_LACKING}{_NO_MORE_VERBS}",
    r"\b(?:have|has|there) (?P<said>no (?:clear |real )?(?:authority|say|time|training|idea"
    rf"|means|budget|owner|plan(?! to)|way|standards?|goals?))(?=\s*$| {_LINK}\b)",
    rf"^{_BE} there (?P<said>no (?:agreed|clear|formal|named|shared|written) (?:[a-z]+ )?{_FRAME})"
    rf"(?=\s*$| {_LINK}\b)",
    rf"^{_DO} {_WORDS}(?P<said>(?:rarely|seldom|hardly) (?:ever )?(?:meet|visit|talk to)) "
    r"(?:the |their |any |a )?(?:customers?|branch(?:es)?|shops?|staff|front line)\b",
    rf"^{_DO} {_WORDS}(?P<said>struggle to {_CAN_DO})",
    rf"^is it (?P<said>(?:hard|difficult|impossible)) for (?:\w+ )?(?:customers|staff) to {_CAN_DO}"
    r"(?!.* by (?:mistake|accident)\b)",
    rf"^{_BE} {_SUBJECT}(?P<said>too busy to (?:listen|meet|talk|{_CAN_DO}))",
)
"""Each finds a clause that says of something good that it is not so."""


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns compiled, once there is something to hold them to."""
    return tuple(map(re.compile, _PATTERNS))


def negative_wording(subject: Subject) -> Iterator[Fault]:
    """Find negative wording where yes, or a high answer, counts as good: P12."""
    bank = subject.bank
    if bank is None or not is_english(bank):
        return
    for index, question in enumerate(bank.questions):
        said = _counts_as_good(subject, question) and negation(question.text)
        if not said:
            continue
        if isinstance(question, YesNoQuestion):
            says, write = "yes is the bad answer, and yes_is: good counts it as good", "yes_is: bad"
        else:
            says, write = "a high answer is bad, and counts as good", "reverse: true"
        yield Fault(
            "P12",
            ("questions", index, "text"),
            f'With "{said}" in the question, {says}.',
            f"Write {write}, or ask for what should be there.",
            said=said,
        )


def _counts_as_good(subject: Subject, question: Question) -> bool:
    """Tell whether yes, or the highest answer, counts as good."""
    if question.use not in (Use.SCORE, Use.CLAIM):
        return False
    if isinstance(question, YesNoQuestion):
        return question.yes_is is Polarity.GOOD
    if not isinstance(question, ScaleQuestion) or question.reverse:
        return False
    shared = subject.framework.scales if subject.framework else {}
    options = subject.own.scales.get(question.scale) or shared.get(question.scale) or ()
    return not runs_down(options)


def negation(text: str) -> str:
    """Return the words that turn the main clause of a question to the bad; empty when none do."""
    words = text[:_LONGEST].lower().replace("\u2019", "'")
    if _SIGNALS.isdisjoint(words.split()) and "n't" not in words:
        return ""
    clause = _main_clause(words)
    if len(re.findall(_NEGATORS, clause)) != 1 or re.search(_OTHERS, clause):
        return ""
    for pattern in _patterns():
        found = pattern.search(clause)
        if found and not _HARM.search(clause, found.end("said")):
            return found["said"].strip()
    return ""


def _main_clause(words: str) -> str:
    """Return the clause that is asked; empty when what follows may turn it round."""
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(words.split()))
    asked = next((s for s in reversed(sentences) if s.endswith("?")), sentences[0])
    clause = re.sub(_OPENER, "", re.sub(_LEAD_IN, "", asked, count=1), count=1)
    end = re.search(_CLAUSE_END, clause)
    if end is None:
        return clause
    return "" if end[0] in _TURNS_ROUND else clause[: end.start()]
