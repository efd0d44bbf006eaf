"""What a bank may do and had better not: rules that no audit waits for, run by the check alone."""

from custcheck.rules.advice import (
    label_order,
    label_ranges,
    leads,
    leftovers,
    polarity,
    scales,
    tidiness,
    weighing,
)
from custcheck.rules.fault import Rule

ADVICE_RULES: tuple[Rule, ...] = (
    tidiness.untidy,
    leftovers.unused,
    leftovers.differing_by_case,
    scales.too_few_levels,
    scales.agreement,
    scales.unlabelled_points,
    label_order.labels_reversed,
    label_ranges.ranges,
    weighing.one_question_rules,
    weighing.thin_dimensions,
    polarity.negative_wording,
    leads.uneven_leads,
)
