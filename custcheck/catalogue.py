"""Every rule that custcheck holds files to: its code, its short name, how much it matters."""

from dataclasses import dataclass

from custcheck.problem import Position, Problem, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as people look it up."""

    code: str
    slug: str
    severity: Severity
    finds: str


RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        # Y: the file as YAML
        Rule("Y01", "not-utf-8", _E, "The file is not UTF-8 text."),
        Rule("Y02", "unsafe-character", _E, "A control, bidirectional or invisible character."),
        Rule("Y03", "tab-indent", _E, "A tab in the indentation."),
        Rule("Y04", "syntax", _E, "The file is not well-formed YAML."),
        Rule("Y05", "repeated-key", _E, "A key stands twice in one mapping."),
        Rule("Y06", "anchor", _E, "An anchor, an alias or a merge key."),
        Rule("Y07", "tag", _E, "A YAML tag."),
        Rule("Y08", "second-document", _E, "A second document in one file."),
        Rule("Y09", "not-a-mapping", _E, "The file is empty, or is not a mapping."),
        Rule("Y10", "too-large", _E, "The file is larger or deeper than any questionnaire needs."),
        Rule("Y11", "ambiguous-scalar", _W, "A bare value that other YAML readers change."),
        Rule("Y12", "cut-text", _E, "Text that YAML cuts at ' #' or reads as an anchor."),
        Rule("Y13", "not-a-number", _E, "NaN or infinity."),
        Rule("Y14", "byte-order-mark", _I, "A byte-order mark, or mixed line ends."),
        Rule("Y15", "directive", _W, "A %YAML or %TAG directive."),
        # S: the shape
        Rule("S01", "unknown-key", _E, "A key that the format does not know."),
        Rule("S02", "missing-key", _E, "A key that the format requires."),
        Rule("S03", "wrong-type", _E, "A value of the wrong type."),
        Rule("S04", "value-not-allowed", _E, "A value that the format does not allow here."),
        Rule("S05", "bad-id", _E, "An id that other survey tools would refuse."),
        Rule("S06", "empty-text", _E, "Empty or placeholder text."),
        Rule("S07", "unknown-format", _E, "A format version or kind that custcheck does not know."),
        Rule("S08", "too-few-options", _E, "Fewer than two options."),
        Rule("S09", "duplicate-option", _E, "Two options with the same label."),
        Rule("S13", "foreign-key", _E, "A key that does not belong to this type of question."),
        Rule("S14", "too-long-for-lists", _W, "Text too long for its place in a report."),
        # R: references
        Rule("R01", "undefined-reference", _E, "A name that nothing defines."),
        Rule("R02", "duplicate-id", _E, "Two things with the same id in one file."),
        Rule("R03", "duplicate-across-files", _E, "The same bank id in two files."),
        Rule("R05", "parent-cycle", _E, "A dimension that is its own ancestor."),
        Rule("R06", "question-on-parent", _E, "A question on a dimension that has children."),
        # P: scoring
        Rule("P01", "weight", _E, "A weight that is not above 0."),
        Rule("P02", "values-not-ascending", _E, "Option values repeated or not ascending."),
        Rule("P08", "nothing-scored", _E, "A dimension of its own bank that no question scores."),
        Rule("P19", "threshold-off-scale", _E, "A blocking threshold that no answer can meet."),
        Rule("P21", "majority-of-what", _E, "A majority bank with a question that is not a sign."),
        Rule("P22", "uneven-pair", _E, "A deed with other levels than its claim has."),
        # A: answer files
        Rule("A01", "unknown-name", _E, "A bank, question or target that does not exist."),
        Rule("A02", "not-an-answer", _E, "A value that does not answer its question."),
        Rule("A04", "reason-missing", _E, "Not applicable, without a note that says why."),
        Rule("A05", "date-missing", _W, "Checked or confirmed, without a date."),
        Rule("A06", "bank-changed", _W, "The bank has changed since these answers were given."),
    )
}


def found(
    code: str, path: str, position: Position | None, message: str, remedy: str = ""
) -> Problem:
    """Return the problem that rule ``code`` found.

    Raises:
        KeyError: for a code that is not in ``RULES``.
    """
    return Problem(code, message, path, position, remedy, RULES[code].severity)
