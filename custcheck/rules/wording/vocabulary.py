"""Lists of English words, and those that several rules share."""


def vocabulary(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


STOPS = frozenset(",;:?!.\"\u201c\u201d-%'")
AUXILIARIES = vocabulary(
    """is are was were do does did has have had can could will would should must may isn't aren't
    wasn't weren't don't doesn't didn't hasn't haven't can't couldn't won't wouldn't"""
)
NEGATED = vocabulary(
    """ain't aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mustn't needn't
    shan't shouldn't wasn't weren't won't wouldn't"""
)
SUBJECTS = vocabulary("i we they it he she you there")
ASKING = vocabulary("how why what whether where when which who whom")
OPENERS = vocabulary(
    """when whenever if once after before where while since until as although because unless
    thinking"""
)
