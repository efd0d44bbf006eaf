"""W01: two questions in one.

No tagger and no parser: what follows an "and" shows whether it joins clauses, verbs or nouns. A
doubt counts as nouns, because a false warning costs more than a missed one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from custcheck.rules.fault import Fault
from custcheck.rules.wording.asked import Asked, main_clause
from custcheck.rules.wording.verbs import Form, also_nouns, any_verb, verbs
from custcheck.rules.wording.vocabulary import ASKING, AUXILIARIES, STOPS, SUBJECTS, vocabulary

HINTS = frozenset(("and", "or"))
"""The words that join."""

_HELPERS = AUXILIARIES - {"is", "are", "was", "were", "isn't", "aren't", "wasn't", "weren't"}
_BEING = vocabulary("is are was were be been being am i'm they're we're it's")
_ANYBODY = vocabulary("anyone anybody someone somebody everyone everybody nobody one")
_OBJECTS = vocabulary(
    """it them him her us me the a an this that these those their our its your my his what how
    why whether who whom which each every any all another customers complaints problems
    feedback others ideas promises mistakes"""
)
_PRONOUNS = vocabulary("it them him us me this what how why whether")
_ENDS = frozenset(".?!")
_WANTING = vocabulary("plan plans want wants hope hopes")
_PREPOSITIONS = vocabulary(
    """about across after against along alongside among around at before behind beyond by during
    for from in inside into near of off on onto out over per since through to towards under until
    up upon via with within without"""
)
_AFTER_PAST = (
    _OBJECTS | _PREPOSITIONS | STOPS | vocabulary("when where if as well quickly too again")
)
_BETWEEN_VERBS = vocabulary(
    """then also so still actually really even always never not to just therefore thereby later
    afterwards again now often usually regularly clearly quickly openly personally
    themselves would will can could may should must be been being is are have has do does
    at least"""
)
_CONDITIONS = vocabulary("when whenever if once after before until because while unless")
_PARTS = _CONDITIONS | {"moment"}
_GETTING = vocabulary("find finds see sees get gets receive receives read reads repeat repeats")
_CHOOSING = vocabulary(
    "whether rather more less easier harder quicker faster better worse than which"
)
_ONE_ACT = vocabulary(
    """come comes came coming go goes went going try tries tried sit sits sat stand stands stop
    stops log logs ring rings walk walks carry carries pick picks"""
)
_PARTICLES = vocabulary("in on out up down back over around round by online through")
_FIXED = vocabulary(
    """give+take tried+tested pick+choose pick+pack picks+packs picked+packed mix+match read+write
    live+work cut+paste meet+greet show+tell buy+sell look+feel research+develop see+hear
    search+rescue ordered+delivered wait+see learn+grow like+dislike love+hate hope+fear
    call+speak call+ask call+complain phone+talk phone+speak write+complain"""
)
_DETERMINERS = vocabulary("the a an this that these those their our its your my his")
_KINDS_OF_PRAISE = (
    "fast quick prompt rapid speedy timely punctual swift",
    "accurate correct right reliable dependable consistent complete thorough",
    "friendly polite courteous kind welcoming warm pleasant attentive caring respectful helpful",
    "knowledgeable competent skilled capable professional experienced well-informed well-trained",
    "cheap affordable inexpensive",
    "clean tidy hygienic",
    "clear plain simple easy understandable readable straightforward",
    "useful relevant practical worthwhile",
    "up-to-date current recent",
    "honest open fair truthful transparent",
    "safe secure",
    "comfortable spacious quiet",
    "attractive modern stylish appealing",
)
_PRAISE = {word: kind for kind, words in enumerate(_KINDS_OF_PRAISE) for word in words.split()}
_REMEDY = "Ask each half on its own, or keep the half that matters."


@dataclass(frozen=True, slots=True)
class _Joint:
    """An "and" or "or", with the words of its sentence on either side."""

    before: Sequence[str]
    word: str
    after: Sequence[str]

    def after_at(self, index: int) -> str:
        """Return a word of the right side; a full stop past its end."""
        return self.after[index] if index < len(self.after) else "."


def joined(asked: Asked) -> Fault | None:
    """Suggest one question at a time: W01."""
    words = asked.words
    if HINTS.isdisjoint(words):
        return None
    start = main_clause(words)
    for index in range(start + 1, len(words) - 1):
        if words[index] in HINTS and (
            length := _length(_Joint(words[start:index], words[index], words[index + 1 :]))
        ):
            said = asked.said(index, index + 1 + length)
            return asked.fault("W01", f'"{said}" may join two questions.', _REMEDY, said)
    return None


def _length(joint: _Joint) -> int:
    """Return how many words after the joint show that it joins two questions; 0 for none."""
    if not joint.before or joint.before[-1] in _ENDS or "between" in joint.before:
        return 0
    if joint.word == "and" and (length := _clause(joint)):
        return length
    return _verb(joint) or _praise(joint)


def _clause(joint: _Joint) -> int:
    """Find a second clause: "and does it", "and they are", "and the customer is told"."""
    first, second = joint.after_at(0), joint.after_at(1)
    if not _has_verb(joint.before):
        return 0
    if first in AUXILIARIES:
        return 2 if second not in STOPS and joint.before[-1] not in AUXILIARIES else 0
    if first in ASKING:
        asks = second in SUBJECTS or second in AUXILIARIES or second in {"to", "much", "well"}
        return 2 if asks and joint.before[-1] not in ASKING and first not in joint.before else 0
    if first == "if" and second == "so":
        return 2
    if first == "that" and "that" in joint.before:
        return 1
    if not _CONDITIONS.isdisjoint(joint.before) and joint.before[-1] != ",":
        return 0
    if first in SUBJECTS or first in _ANYBODY:
        is_clause = _is_verb(second) or second in _BETWEEN_VERBS
        return 2 if is_clause and _has_main_verb(joint.before) else 0
    if first in _DETERMINERS and _is_complete(joint.before):
        near = (at for at in range(2, 5) if joint.after_at(at) in _BEING | {"has", "have", "can"})
        return next(near, -1) + 1
    return 0


def _is_complete(before: Sequence[str]) -> bool:
    """Tell whether the left side is a clause that needs no more: its last verb has what it wants.

    A verb right before the noun that stands before the "and" wants both nouns.
    """
    verbs = [at for at, word in enumerate(before) if word in any_verb()]
    if not verbs or not AUXILIARIES.intersection(before):
        return False
    rest = before[verbs[-1] + 1 :]
    return len(rest) != 1 and (not rest or rest[0] in _PREPOSITIONS | STOPS)


def _verb(joint: _Joint) -> int:
    """Find a second verb: "and use it", "and acts on it", "or supported by"."""
    at = 0
    while joint.after_at(at) in _BETWEEN_VERBS or joint.after_at(at).endswith("ly"):
        at += 1
    verb, following = joint.after_at(at), joint.after_at(at + 1)
    if not _fits(joint, verb, following, joint.after_at(at + 2)):
        return 0
    if _is_one_act(joint.before, verb, is_far=at > 0) or _is_within_part(joint.before, verb):
        return 0
    if joint.word == "or" and not _is_either(joint, following, joint.after_at(at + 2)):
        return 0
    return 0 if _is_about_some(joint.before) else at + 1


def _is_one_act(before: Sequence[str], verb: str, *, is_far: bool) -> bool:
    """Tell whether two verbs say one thing: "sit down and talk", "tried and tested".

    Something may stand between the "and" and a verb that is far.
    """
    last, earlier = before[-1], before[-2] if len(before) > 1 else ""
    if last in _ONE_ACT or (last in _PARTICLES and earlier in _ONE_ACT):
        return True
    if last in _GETTING and not _is_past(verb):
        return True
    if f"{last}+{verb}" in _FIXED or (last in _PRAISE and verb in _PRAISE):
        return True
    if earlier == "to" and last in verbs(Form.BASE) and verb in verbs(Form.BASE):
        return not is_far  # "easy to install and use"
    return earlier in {"who", "that"} or (earlier in _BEING and before[-3:-2] == ["what"])


def _fits(joint: _Joint, verb: str, following: str, next_one: str) -> bool:
    """Tell whether a word is a verb here that the left side has a partner for."""
    if verb in verbs(Form.BASE) or verb in verbs(Form.THIRD):
        if _is_twin(joint.before, verb, following):
            return _agrees(joint.before, verb)
        has_object = (
            following in _OBJECTS
            or (following in _PREPOSITIONS and next_one in _PRONOUNS)
            or (verb in _WANTING and following == "to")
            or (following in _PREPOSITIONS and _is_parallel(joint.before, following))
        )
        if verb not in also_nouns() or has_object:
            return _has_verb(joint.before) and _agrees(joint.before, verb)
    if _is_past(verb):
        return following in _AFTER_PAST and any(map(_is_past, joint.before))
    if verb in verbs(Form.ING):
        return following in _OBJECTS and not verbs(Form.ING).isdisjoint(joint.before)
    return False


def _is_twin(before: Sequence[str], verb: str, following: str) -> bool:
    """Tell whether a plain verb stands right before: "collect and use", "listen to and act on"."""
    at = 2 if before[-1] in _PREPOSITIONS and following in _PREPOSITIONS else 1
    last, earlier = (["", "", *before])[-at], (["", "", *before])[-at - 1]
    form = Form.BASE if verb in verbs(Form.BASE) else Form.THIRD
    if earlier in _DETERMINERS or earlier.endswith("'s"):
        return False
    if earlier == "," and last in verbs(form) and len(before) > 3:
        last = before[-3]  # "encourage, support and reward"
    return last in verbs(form) and last not in also_nouns()


def _is_parallel(before: Sequence[str], preposition: str) -> bool:
    """Tell whether a verb stands before the same preposition: "hire for ... and train for"."""
    return any(word == preposition and verb in any_verb() for verb, word in pairwise(before))


def _agrees(before: Sequence[str], verb: str) -> bool:
    """Tell whether a second verb in this form can follow: "does listen and act", not "acts"."""
    if verb in verbs(Form.THIRD):
        return not {"is", "has"}.isdisjoint(before) or not verbs(Form.THIRD).isdisjoint(before)
    helped = "to" in before or not _HELPERS.isdisjoint(before)
    helped = helped or ("are" in before and not _is_past(verb))
    return helped or not verbs(Form.BASE).isdisjoint(before)


def _is_either(joint: _Joint, following: str, next_one: str) -> bool:
    """Tell whether "or" joins two acts: plain alternatives and comparisons are one question."""
    if "either" in joint.before:
        return True
    last = joint.before[-1]
    shares_object = last in any_verb() and last not in also_nouns()
    is_choice = shares_object or not _CHOOSING.isdisjoint(joint.before)
    whose = next_one if following in _PREPOSITIONS else following
    return not is_choice and whose in {"it", "them", "one"}


def _is_about_some(before: Sequence[str]) -> bool:
    """Tell whether the left side only says who is meant: "what share of people who call and"."""
    if "who" not in before:
        return False
    who = len(before) - 1 - list(reversed(before)).index("who")
    outside = sum(word in any_verb() and word not in AUXILIARIES for word in before[:who])
    inside = sum(word in any_verb() and word not in AUXILIARIES for word in before[who:])
    return not outside and inside < 2


def _praise(joint: _Joint) -> int:
    """Find two merits of different kinds: "friendly and knowledgeable", not "clear and simple"."""
    if joint.word != "and":
        return 0
    length = 3 if joint.after[:3] == ["up", "to", "date"] else 1
    first, second = _PRAISE.get(joint.before[-1]), _PRAISE.get("-".join(joint.after[:length]))
    return length if first is not None and second is not None and first != second else 0


def _is_within_part(before: Sequence[str], verb: str) -> bool:
    """Tell whether the partner stands in a part such as "until it is checked and closed".

    So it does in "know how to open and close an account".
    """
    until = [at for at, word in enumerate(before) if word in _PARTS]
    if ("how", "to") in pairwise(before):
        return True
    if not until or "," in before[until[-1] :]:
        return False
    part = before[until[-1] + 1 :]
    if _is_past(verb):
        return any(map(_is_past, part))
    return any(verb in verbs(form) and not verbs(form).isdisjoint(part) for form in Form)


def _is_past(word: str) -> bool:
    """Tell whether a word is a past form; one in -ed is, known or not."""
    ends_so = word.endswith("ed") and not word.endswith("eed") and len(word) > 5
    return ends_so or word in verbs(Form.PAST)


def _is_verb(word: str) -> bool:
    return word in AUXILIARIES or word in any_verb()


def _has_main_verb(words: Sequence[str]) -> bool:
    """Tell whether there is a verb beside the do or can that opens a question."""
    return _has_verb(words[2:] if words[0] in _HELPERS else words)


def _has_verb(words: Sequence[str]) -> bool:
    return any(map(_is_verb, words)) or not _BEING.isdisjoint(words)
