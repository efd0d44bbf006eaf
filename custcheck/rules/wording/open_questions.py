"""W18: questions that yes or no do not answer, asked with no other answer to give."""

from collections.abc import Sequence

from custcheck.rules.fault import Fault
from custcheck.rules.wording.asked import Asked, asking_sentence, main_clause
from custcheck.rules.wording.verbs import any_verb
from custcheck.rules.wording.vocabulary import ASKING, AUXILIARIES

_OPEN = ASKING - {"whether"} | {"whose"}
_LEADS_TO_IT = frozenset(("when", "where"))
"""These open a question only before a helping verb, and not in "When a promise is broken, …"."""
_BEFORE_IT = frozenset(("about", "at", "by", "for", "from", "in", "of", "on", "over", "to", "with"))


def not_yes_or_no(asked: Asked) -> Fault | None:
    """Suggest a type with an answer to how, what or who: W18."""
    words = asked.words
    if not asked.is_yes_or_no or words[-1:] != ["?"] or _OPEN.isdisjoint(words):
        return None
    if asked.whole.count("?") > 1:
        return None  # W10 says so
    start = _opening(words)
    at = start + 1 if words[start] in _BEFORE_IT else start
    if at + 2 >= len(words) or words[at] not in _OPEN or _is_a_lead_in(words[start:]):
        return None
    if words[at] in _LEADS_TO_IT and words[at + 1] not in AUXILIARIES:
        return None
    said = asked.said(start, at + 1 + (at > start or words[at] == "how"))
    return asked.fault(
        "W18",
        f'Yes or no is no answer to "{said}".',
        "Make it type: scale or type: levels, or ask whether it is so.",
    )


def _opening(words: Sequence[str]) -> int:
    """Return where the question opens: behind "When a call is missed," and "In the past year,"."""
    start = asking_sentence(words)
    first, second = words[start], words[start + 1] if start + 1 < len(words) else ""
    if first in _LEADS_TO_IT and second in AUXILIARIES:
        return start
    if first in _BEFORE_IT and second not in _OPEN and "," in words[start:]:
        return min(words.index(",", start) + 1, len(words) - 1)
    return min(main_clause(words), len(words) - 1)


def _is_a_lead_in(words: Sequence[str]) -> bool:
    """Tell whether it only leads to a question: "What customers say, is it written down?"."""
    marks = [at for at, word in enumerate(words) if word in {",", ":", ";"}]
    asking = [at for at in marks if words[at + 1] in AUXILIARIES]
    if not asking or (len(marks) > 1 and words[asking[0]] == ","):
        return False
    before = words[: asking[0]]
    return words[asking[0]] != "," or before[1] == "which" or not any_verb().isdisjoint(before)
