"""English verbs that questions about customers, service and staff are made of, in all their forms.

A curated list stands in for a tagger: it knows a few hundred verbs well and nothing else.
"""

from collections.abc import Sequence
from enum import Enum
from functools import cache

from custcheck.rules.wording.vocabulary import vocabulary


class Form(Enum):
    """A form that a verb takes; ``read`` is two of them."""

    BASE = 1
    THIRD = 2
    PAST = 3
    ING = 4


_CLEAR = """
    accept achieve acknowledge acquire adapt adjust admit adopt advise agree allocate allow
    analyse announce anticipate apologise apply appreciate argue arrange arrive ask assess
    assign assist assume assure attend avoid bear become begin believe belong borrow bother
    break bring build buy calculate calm cancel carry celebrate cheat cherish choose circulate
    clarify collect come commit communicate compensate compete compile complain complete comply
    compose conceal conclude condense confirm congratulate consider construct consult continue
    contradict contribute converse convert convince cooperate coordinate cope correct cover
    create criticise decide decline decrease defend define delegate delete deliver demonstrate
    deny depend describe deserve detect determine develop devise diagnose differ disclose
    discourage discover discuss dislike dismiss disrupt distribute divide earmark earn eat
    educate elect eliminate embed embrace emphasise empower enable encourage enforce engage
    enhance enjoy enrol ensure enter entrust equip escalate establish evaluate evolve exaggerate
    examine exceed exclude execute expand expect explain explore expose express extend
    facilitate fail familiarise feel fill finalise find finish fix follow foresee forget forgive
    formulate foster frustrate fulfil gain gather get give go greet grow guess handle happen
    hate have hear hesitate hire hold hurt identify ignore illustrate imagine implement imply
    impose impress improve incentivise include incorporate indicate increase induct inform insert
    insist inspect inspire install instruct integrate intend interpret introduce invent invest
    investigate invite involve irritate itemise join justify keep know lack launch lead learn
    lend let listen log lose lower magnify maintain make maximise mean meet mend mention migrate
    minimise mislead misuse modify monitor motivate neglect negotiate notice notify nurture obey
    observe obtain occur offend offer omit onboard open operate organise orient outsource
    overcome overlook oversee owe own participate pay perform permit persist persuade pinpoint
    possess postpone predict prefer prepare prescribe present pretend prevent prioritise proceed
    procure prohibit prolong promote pronounce propose prove provide publish punish purchase
    pursue put qualify quantify query quit raise reach react read realise rearrange reassign
    reassure rebook receive recite recognise recommend reconcile reconnect reconsider recover
    redeem redesign redirect reduce refer refine reflect refuse regard register regret reimburse
    reinforce reject relate relax rely remain remedy remember remind remove renew reopen reorder
    repair repay repeat replace reply represent require reschedule rescue resign resist resolve
    respect respond restore restrict resume retain rethink retire retrieve return reveal revise
    revisit rewrite ring rotate safeguard satisfy say scrap scrutinise secure see seek seem
    segment seize select sell send separate serve settle shorten show simplify sit socialise
    solicit solve speak specify spend sponsor stand standardise stay steer stick stop streamline
    strengthen stretch strive submit succeed suggest summarise supervise supply suppress surpass
    suspect suspend sustain tackle tailor take talk teach tell tend thank think tidy tighten
    tolerate transform translate transmit treat trust understand undertake unite uphold use
    usher utilise validate vary verify violate visualise wait waive warn watch weigh welcome
    widen wish withdraw wonder worsen write
"""
_ALSO_NOUNS = """
    access act address advance aim alert amend answer appeal approach approve attempt audit
    award balance benefit bill blame book budget call care cause chair challenge change charge
    chat check claim coach comment compare concern conduct contact control copy cost count
    credit cut damage deal debate delay delight demand design detail display document doubt
    download draft drive drop email estimate exchange exercise experience feed file finance flag
    focus force forecast forward group guarantee guide harm help host impact influence
    inquire interest interview issue judge label limit link list live look love mail manage map
    mark match matter measure mentor model name need note number object order outline pass phone
    pick place plan play pool post praise press price process produce programme progress promise
    protect push question queue rank rate recall record recruit refund release report request
    research reset rest result reuse review reward risk rule run sample save scan score screen
    search set shadow shape share shop sign smile sort sound staff start state store strike
    struggle study suffer support surprise survey target task test text time total touch trace
    track trade train transfer travel trigger try turn type update upgrade upset value view
    visit voice volunteer vote walk want waste win work worry
"""
_IRREGULAR = {
    "become": "became become",
    "begin": "began begun",
    "break": "broke broken",
    "bring": "brought",
    "bear": "bore borne",
    "build": "built",
    "buy": "bought",
    "choose": "chose chosen",
    "come": "came come",
    "cost": "cost",
    "cut": "cut",
    "deal": "dealt",
    "drive": "drove driven",
    "eat": "ate eaten",
    "feed": "fed",
    "feel": "felt",
    "find": "found",
    "foresee": "foresaw foreseen",
    "forgive": "forgave forgiven",
    "forget": "forgot forgotten",
    "get": "got",
    "give": "gave given",
    "go": "went gone",
    "grow": "grew grown",
    "have": "had",
    "hear": "heard",
    "hold": "held",
    "hurt": "hurt",
    "keep": "kept",
    "know": "knew known",
    "lead": "led",
    "learn": "learnt learned",
    "let": "let",
    "lend": "lent",
    "lose": "lost",
    "make": "made",
    "mean": "meant",
    "meet": "met",
    "mislead": "misled",
    "oversee": "oversaw overseen",
    "overcome": "overcame overcome",
    "pay": "paid",
    "put": "put",
    "quit": "quit",
    "read": "read",
    "repay": "repaid",
    "reset": "reset",
    "rewrite": "rewrote rewritten",
    "rethink": "rethought",
    "ring": "rang rung",
    "run": "ran run",
    "say": "said",
    "see": "saw seen",
    "seek": "sought",
    "sell": "sold",
    "send": "sent",
    "set": "set",
    "show": "showed shown",
    "sit": "sat",
    "speak": "spoke spoken",
    "spend": "spent",
    "stand": "stood",
    "stick": "stuck",
    "strike": "struck",
    "take": "took taken",
    "teach": "taught",
    "tell": "told",
    "think": "thought",
    "understand": "understood",
    "undertake": "undertook undertaken",
    "uphold": "upheld",
    "upset": "upset",
    "win": "won",
    "withdraw": "withdrew withdrawn",
    "write": "wrote written",
}
_DOUBLED = vocabulary(
    """admit begin chat cut control cancel get forget let log map model permit plan prefer put
    quit refer reset run scan set shop sit stop submit transfer travel trigger win fulfil
    label embed commit regret"""
)
_NOUNS_TOO = vocabulary(
    """complete correct cover gain guess lack launch lead log offer present purchase query regard
    register remedy rescue repair repay respect return separate show supply trust use welcome"""
)
_NOUNS_IN_S = vocabulary("talks means sales buys earns needs reads increases")
_S_AFTER = ("s", "x", "z", "ch", "sh", "o")


@cache
def verbs(form: Form) -> frozenset[str]:
    """Return all verbs in one form, the past in all its variants."""
    bases = (*_CLEAR.split(), *_ALSO_NOUNS.split())
    match form:
        case Form.BASE:
            return frozenset(bases)
        case Form.THIRD:
            return frozenset(map(_third, bases))
        case Form.PAST:
            return frozenset(word for verb in bases for word in _pasts(verb))
        case Form.ING:
            return frozenset(map(_gerund, bases))


@cache
def any_verb() -> frozenset[str]:
    """Return all verbs in all their forms."""
    return frozenset().union(*map(verbs, Form))


@cache
def also_nouns() -> frozenset[str]:
    """Return the bases and third persons that stand as nouns at least as often."""
    bases = (*_ALSO_NOUNS.split(), *_NOUNS_TOO)
    return frozenset(bases).union(map(_third, bases), _NOUNS_IN_S)


def _third(verb: str) -> str:
    if _ends_in_consonant_y(verb):
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(_S_AFTER) else "s")


def _pasts(verb: str) -> Sequence[str]:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb].split()
    if _ends_in_consonant_y(verb):
        return (verb[:-1] + "ied",)
    return (_stem(verb) + ("d" if verb.endswith("e") else "ed"),)


def _gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        return verb[:-1] + "ing"
    return _stem(verb) + "ing"


def _stem(verb: str) -> str:
    return verb + verb[-1] if verb in _DOUBLED else verb


def _ends_in_consonant_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2] not in "aeiou"
