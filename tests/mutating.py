"""Files as nobody meant them: made from good ones, the same for the same seed."""

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import yaml

WORDS = [
    b"- ", b": ", b" #", b"{", b"}", b"[", b"]", b"\t", b"\xff", b"\xe2\x80", b"\0", b"&a ", b"*a",
    b"!x ", b"---\n", b"|\n", b"'", b'"', b".inf", b"9" * 30, b"null", b"yes", b"\xef\xbb\xbf",
    b"custcheck: 1\n", b"kind: bank\n", b"kind: answers\n", b"answers:\n", b"questions:\n", b"id: ",
    b"\r", b"\r\n", b"\xc2\x85", b"\xe2\x80\xa8", b"\xf0\x9f\x90\xa2",
    b" # custcheck: ignore[W01]", b"# custcheck: ignore[W01, S06] so be it\n",
]  # fmt: skip
"""What makes or breaks YAML, and files of ours."""
HOSTILE = [
    "null", "~", "''", "' '", "'?'", "TODO", "yes", "true", "0", "-1", "1.0", "1e308", "-.inf",
    ".nan", "9" * 18, "9" * 300, "0x1F", "1_000", "2026-13-45", "2026-11-21", "[]", "{}", "[null]",
    "[a, [b, {c: d}]]", "{a: 1}", "{'': {'': ''}}", "[" * 40 + "]" * 40, "[" * 70 + "]" * 70,
    r'"\0\a\e[31mred\e]0;title\a"', r'"\u202e\u200b\ufeff"', r'"\r\n\t\u2028"', r"'%s {0} \ [b]'",
    "'" + "long " * 2000 + "'", "ŒÆ", r'"\ufb01 \uff34\uff2f"', "'1,000 %'", "!!int x",
    "!y {z: !!set {}}", "|\n  a\n  b", "'<<'", "'='", "[{id: a}, {id: a}]", "{value: 1, label: a}",
    "{custcheck: 1, kind: bank}", "'# custcheck: ignore[W01]'", "0 to 5", "'5 - 9'", "over 9",
    "Do you never not know and always fail to tell us why, or when, or how? Why not?",
]  # fmt: skip
"""Values that nobody expects, as YAML."""
LOADED = [
    "and", "or", "not", "never", "no", "without", "fail to", "unclear", "always", "every", "nobody",
    "Don't you agree", "Surely", "excellent", "world-class", "?", "??", "\u2019", "\u2026", "-",
    "1-5", "up to", "over 9", "0 to 10 %", "more", "better", "disagree", "<b>", "**", "{{x}}", "#",
    "[a](b)", "https://x", "ß\u0130", "\U0001f422", "\u00a0", "e\u0301", "'", '"', "(", "/", ". ",
    "collect X and use it",
]  # fmt: skip
"""Words that rules on wording look for, and characters that few texts have."""


def mutated(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """Return content with a few bytes or lines deleted, inserted or swapped."""
    for _ in range(chance.randint(1, 4)):
        by_line = chance.random() < 0.5
        parts = (
            content.splitlines(keepends=True)
            if by_line
            else [content[i : i + 1] for i in range(len(content))]
        )
        at, another = chance.randrange(len(parts)), chance.randrange(len(parts))
        match chance.choice(("delete", "insert", "swap", "copy", "cut")):
            case "delete":
                del parts[at]
            case "insert":
                parts.insert(at, chance.choice(WORDS))
            case "swap":
                parts[at], parts[another] = parts[another], parts[at]
            case "copy":
                parts.insert(at, parts[another])
            case _:
                parts[at] = parts[at][: chance.randint(0, len(parts[at]))]
        content = b"".join(parts) or b"\n"
    return content


def interleaved(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """Return some lines of one file, some of the other, and so on."""
    piles = [content.splitlines(keepends=True), other.splitlines(keepends=True)]
    lines: list[bytes] = []
    while all(piles):
        for pile in piles:
            number = chance.choice((1, 1, 2, 5, 40))
            lines += pile[:number]
            del pile[:number]
    return b"".join(lines)


def restructured(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """Return content with a few values and keys replaced, moved, repeated, wrapped or dropped."""
    try:
        root = yaml.compose(content, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return mutated(content, other, chance)
    for _ in range(chance.randint(1, 4)):
        branches = [node for node in nodes_in(root) if node.value]
        if branches:
            change(chance.choice(branches), branches, chance)
    text: str = yaml.serialize(
        root, Dumper=yaml.CSafeDumper, allow_unicode=chance.random() < 0.8, width=10_000
    )
    return text.encode()


def nodes_in(node: yaml.Node | None) -> list[yaml.CollectionNode]:
    """Return the collections in a tree; one that stands in it twice comes once."""
    found: dict[int, yaml.CollectionNode] = {}
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.CollectionNode) and id(node) not in found:
            found[id(node)] = node
            pairs = node.value if isinstance(node, yaml.MappingNode) else [(i,) for i in node.value]
            waiting += [child for pair in pairs for child in pair]
    return list(found.values())


def change(
    branch: yaml.CollectionNode, branches: Sequence[yaml.CollectionNode], chance: random.Random
) -> None:
    """Change one item of a mapping or of a list."""
    at = chance.randrange(len(branch.value))
    item = branch.value[at]
    key, value = item if isinstance(item, tuple) else (None, item)
    other = chance.choice(chance.choice(branches).value)
    other_key, other_value = other if isinstance(other, tuple) else (hostile(chance), other)
    match chance.choice(
        ("hostile", "words", "words", "key", "drop", "twice", "wrap", "move", "mix")
    ):
        case "hostile":
            value = hostile(chance)
        case "words" if isinstance(value, yaml.ScalarNode):
            value = scalar(garbled(value.value, chance))
        case "key" if key is not None:
            key = chance.choice((other_key, hostile(chance), scalar(str(key.value).upper())))
        case "drop":
            del branch.value[at]
            return
        case "twice":
            again = copied(value) if key is None else (key, copied(value))
            branch.value.insert(chance.randint(0, len(branch.value)), again)
            return
        case "wrap":
            wrapped = yaml.SequenceNode("tag:yaml.org,2002:seq", [value])
            keyed = yaml.MappingNode("tag:yaml.org,2002:map", [(scalar("id"), value)])
            value = chance.choice((wrapped, keyed))
        case "move":  # without a copy it stands twice, under an anchor
            value = other_value if chance.random() < 0.1 else copied(other_value)
        case _:
            chance.shuffle(branch.value)
            return
    branch.value[at] = value if key is None else (key, value)


def copied(node: yaml.Node) -> yaml.Node:
    """Return a copy of a tree."""
    if isinstance(node, yaml.ScalarNode):
        return yaml.ScalarNode(node.tag, node.value, style=node.style)
    if isinstance(node, yaml.MappingNode):
        pairs = [(copied(key), copied(value)) for key, value in node.value]
        return yaml.MappingNode(node.tag, pairs)
    return yaml.SequenceNode(node.tag, [copied(item) for item in node.value])


def garbled(text: str, chance: random.Random) -> str:
    """Return a text with words left out, and with words in it that rules on wording look for."""
    words = [word for word in text.split() if chance.random() < 0.9]
    for _ in range(chance.randint(1, 6)):
        words.insert(chance.randint(0, len(words)), chance.choice(LOADED))
    return " ".join(words)


def hostile(chance: random.Random) -> yaml.Node:
    """Return a value that nobody expects."""
    node = yaml.compose(chance.choice(HOSTILE), Loader=yaml.CSafeLoader)
    assert node is not None
    return node


def scalar(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)


MUTATIONS: Mapping[str, Callable[[bytes, bytes, random.Random], bytes]] = {
    "bytes": mutated,
    "structure": restructured,
    "lines": interleaved,
}


def variant(path: Path, mutation: str, files: Sequence[Path], seed: int) -> bytes:
    """Return the mutation of a file that a seed names."""
    chance = random.Random(seed)
    return MUTATIONS[mutation](path.read_bytes(), chance.choice(files).read_bytes(), chance)
