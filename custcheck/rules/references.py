"""R: names that must lead somewhere, ids that must be one of a kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from custcheck.model import Bank, Dimension, ScaleQuestion
from custcheck.problem import Place
from custcheck.rules.fault import PRESENT, UNTOLD, Fault, Subject
from custcheck.text import did_you_mean, short

_HINTS = 100
"""For so many names the nearest is looked for: in a large file each look takes its time."""
_DEEPEST = 16
_WHAT = {
    "dimensions": "dimension",
    "groups": "group",
    "questions": "claim",
    "roles": "role",
    "scales": "scale",
}
"""What the lists of a file define: one of an untold id may be the one that is named."""


def undefined(subject: Subject) -> Iterator[Fault]:
    """Find names of dimensions, groups, scales, roles and claims that nothing defines: R01."""
    untold = {_WHAT[key] for key, name in subject.declared if name == UNTOLD and key in _WHAT}
    missing = (
        found
        for found in _references(subject)
        if found[2] not in found[3] and found[1] not in untold
    )
    ids = _ids_by_name(subject)
    for number, (place, what, name, known) in enumerate(missing):
        near = did_you_mean(name, known) if number < _HINTS else ""
        if called := ids.get((what, name.casefold())):
            near = f"Its id is {called}: write {what}: {called}."
        hint = near or _listing(what, known)
        says = f'There is no {what} "{short(name)}".'
        yield Fault("R01", place, says, hint, at_key="wording" in place)


def _ids_by_name(subject: Subject) -> Mapping[tuple[str, str], str]:
    """Return the ids of what has a name for people too: some write that where the id is due."""
    shared = subject.framework if subject.bank is not None else None
    dimensions = (*subject.own.dimensions, *(shared.dimensions if shared else ()))
    groups = subject.bank.groups if subject.bank else ()
    by_name = {("dimension", d.name.casefold()): d.id for d in dimensions}
    return by_name | {("group", group.title.casefold()): group.id for group in groups}


def _listing(what: str, known: Iterable[str]) -> str:
    names = sorted(known)
    if what == "claim":
        return "Name a question of this bank that has use: claim."
    return f"Known: {', '.join(names[:9])}." if names else f"Define the {what} first."


def _references(subject: Subject) -> Iterator[tuple[Place, str, str, set[str]]]:
    """Yield every name used: its place, what it names, the name, and the names there are."""
    own = subject.own
    roles = {r.id for r in own.roles} | _declared(subject, "roles")
    dimensions = {d.id for d in own.dimensions} | _declared(subject, "dimensions")
    for index, dimension in enumerate(own.dimensions):
        if dimension.parent is not None:
            yield ("dimensions", index, "parent"), "dimension", dimension.parent, dimensions
    for index, role in enumerate(own.roles):
        for nth, admitted in enumerate(role.admits):
            yield ("roles", index, "admits", nth), "role", admitted, roles
    if subject.bank is None or (subject.framework is None and not subject.stands_alone):
        return
    if subject.framework is not None:
        roles |= {r.id for r in subject.framework.roles}
        dimensions |= {d.id for d in subject.framework.dimensions}
    yield from _question_references(subject, subject.bank, dimensions, roles)


def _question_references(
    subject: Subject, bank: Bank, dimensions: set[str], roles: set[str]
) -> Iterator[tuple[Place, str, str, set[str]]]:
    shared = subject.framework.scales if subject.framework else {}
    scales = set(shared) | set(bank.scales) | _declared(subject, "scales")
    groups = {group.id for group in bank.groups} | _declared(subject, "groups")
    claims = {q.id for q in bank.questions if q.use.value == "claim"}
    claims |= _declared(subject, "questions") - {q.id for q in bank.questions}
    for index, question in enumerate(bank.questions):
        place = ("questions", index)
        yield (*place, "dimension"), "dimension", question.dimension, dimensions
        if question.group is not None:
            yield (*place, "group"), "group", question.group, groups
        if isinstance(question, ScaleQuestion):
            yield (*place, "scale"), "scale", question.scale, scales
        if question.tests_claim is not None:
            yield (*place, "tests_claim"), "claim", question.tests_claim, claims
        for nth, role in enumerate(question.ask):
            yield (*place, "ask", nth), "role", role, roles
        for role in question.wording:
            yield (*place, "wording", role), "role", role, roles


def _declared(subject: Subject, key: str) -> set[str]:
    return {name for listed, name in subject.declared if listed == key} - {PRESENT, UNTOLD}


def repeated(subject: Subject) -> Iterator[Fault]:
    """Find two things of one kind with the same id: R02."""
    lists: dict[str, Sequence[str]] = {
        "dimensions": [d.id for d in subject.own.dimensions],
        "roles": [r.id for r in subject.own.roles],
    }
    if subject.bank is not None:
        lists["groups"] = [g.id for g in subject.bank.groups]
        lists["questions"] = [q.id for q in subject.bank.questions]
    for key, ids in lists.items():
        first: dict[str, int] = {}
        for index, name in enumerate(ids):
            if first.setdefault(name, index) != index:
                yield Fault(
                    "R02",
                    (key, index, "id"),
                    f'The id "{name}" is already taken in {key}, by number {first[name] + 1}.',
                    "Give one of them another id; keep the one that has been answered before.",
                )


def shadowed_scales(subject: Subject) -> Iterator[Fault]:
    """Find a bank's scale that has the name of one in its framework: R02."""
    if subject.bank is None or subject.framework is None:
        return
    for name in sorted(set(subject.bank.scales) & set(subject.framework.scales)):
        yield Fault(
            "R02",
            ("scales", name),
            f'The framework has a scale "{name}" already.',
            "Use that one, or give this one another name.",
            at_key=True,
        )


def parents(subject: Subject) -> Iterator[Fault]:
    """Find dimensions that are their own ancestors: R05; and ancestors without end: Y10."""
    above = {d.id: d.parent for d in subject.own.dimensions}
    for index, dimension in enumerate(subject.own.dimensions):
        place = ("dimensions", index, "parent")
        ancestors = _ancestors(dimension, above)
        if dimension.id in ancestors:
            says = f'"{dimension.id}" is its own ancestor.'
            yield Fault("R05", place, says, "Let one dimension at the top have no parent.")
        elif len(ancestors) > _DEEPEST:
            says = f"Dimensions are nested more than {_DEEPEST} deep."
            yield Fault("Y10", place, says, "Two or three levels are enough.")
            return


def _ancestors(dimension: Dimension, above: Mapping[str, str | None]) -> list[str]:
    """Return what stands above a dimension, up to one that comes again, or to the limit."""
    found: list[str] = []
    step = dimension.parent
    while step is not None and step not in found and len(found) <= _DEEPEST:
        found.append(step)
        step = above.get(step)
    return found


def questions_on_parents(subject: Subject) -> Iterator[Fault]:
    """Find questions on a dimension that is the mean of its children: they would not count: R06."""
    with_children = {d.parent for d in subject.dimensions if d.parent is not None}
    for index, question in enumerate(subject.bank.questions if subject.bank else ()):
        if question.dimension in with_children:
            yield Fault(
                "R06",
                ("questions", index, "dimension"),
                f'"{question.dimension}" is the mean of its child dimensions; '
                "a question of its own would not count.",
                "Put the question on one of the children.",
            )
