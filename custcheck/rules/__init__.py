"""The rules that banks and frameworks are held to once they have their shape.

A new rule is a function here below, a line in ``BANK_RULES``, a line in the catalogue, and a
case that fires beside one that does not.
"""

from custcheck.rules import counting, references, shape
from custcheck.rules.fault import PRESENT, UNTOLD, Fault, Rule, Subject

BANK_RULES: tuple[Rule, ...] = (
    shape.standing_alone,
    shape.options,
    shape.lengths,
    shape.majority,
    references.undefined,
    references.repeated,
    references.shadowed_scales,
    references.parents,
    references.questions_on_parents,
    counting.weights,
    counting.one_score_for_all,
    counting.ascending,
    counting.empty_dimensions,
    counting.thresholds,
    counting.pairs,
)

__all__ = ["BANK_RULES", "PRESENT", "UNTOLD", "Fault", "Rule", "Subject"]
