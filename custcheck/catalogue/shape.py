"""S: the shape."""

from custcheck.catalogue.rule import Rule
from custcheck.problem import Severity

RULES = (
    Rule(
        "S01",
        "unknown-key",
        Severity.ERROR,
        """A key that the format does not know.

        Most are slips of the pen, and what stands under them would be lost: a
        question with lable has no label, and nobody would hear of it.

        Take the key that is suggested, or one of those that are listed; notes of your
        own go into comments. A key that belongs to another type of question is S13.
        """,
        bad="lable: Quick replies",
        good="label: Quick replies",
    ),
    Rule(
        "S02",
        "missing-key",
        Severity.ERROR,
        """A key that the format requires, and that is missing.

        Nothing is guessed in its place. Whether a yes is good, for one, has no
        default: the wrong guess would turn the best answers into the worst.

        Add the key. A bank needs custcheck, kind, id, version, title, questions, and
        either framework or dimensions; a question needs id, type, text, dimension,
        and what its type needs: yes_is, scale or levels.
        """,
        bad="- {id: one, dimension: ease, type: yesno, text: Is it easy?}",
        good="- {id: one, dimension: ease, type: yesno, yes_is: good, text: Is it easy?}",
    ),
    Rule(
        "S03",
        "wrong-type",
        Severity.ERROR,
        """A value of the wrong type, such as a number where text is due.

        No value is turned into another type, because that can go wrong unseen: a
        version of 1.10 would become 1.1. A key that is not text is found as well.

        Put text that looks like a number in quotes, write true or false for a switch,
        and put even a single entry of a list in brackets.
        """,
        bad="""
        ask: manager
        weight: "2"
        """,
        good="""
        ask: [manager]
        weight: 2
        """,
    ),
    Rule(
        "S04",
        "value-not-allowed",
        Severity.ERROR,
        """A value that the format does not allow here, such as a word that is not on its list.

        It has the right type and no meaning: a yes that is neither good nor bad, a
        target of 101, the 30th of February. Any guess at what was meant could be
        wrong.

        Write one of the words that the message lists, or stay within the limit that
        it names. Lists that must not be empty, and a role's short name of over five
        characters, are found here too.
        """,
        bad="yes_is: god",
        good="yes_is: good",
    ),
    Rule(
        "S05",
        "bad-id",
        Severity.ERROR,
        """An id that other survey tools would refuse, or that custcheck keeps for itself.

        An id has only lower-case letters, digits and _, at most 32, and begins with a
        letter; so it can name a variable wherever the answers go. Those of banks and
        frameworks may have hyphens too, and 64 characters. The words overall and
        verdict belong to --explain.

        Choose well before the first audit: ids are for ever, because earlier answers
        are found by them. Mend the names that refer to it too.
        """,
        bad="id: First reply",
        good="id: first_reply",
    ),
    Rule(
        "S06",
        "empty-text",
        Severity.ERROR,
        """A text that is empty, or only a placeholder such as TODO.

        It would be asked in the interview and printed in the report as it stands.
        Placeholders are todo, tbd, fixme, xxx, question marks, three dots and a dash,
        in small letters or capitals.

        Write the text, or take the key out if it is optional. A sentence that holds
        such a word is not found, nor is an optional key without any value.
        """,
        bad="text: TODO",
        good="text: Is a reply sent within a day?",
    ),
    Rule(
        "S07",
        "unknown-format",
        Severity.ERROR,
        """A format version, or a kind of file, that custcheck does not know.

        Another version of the format may give the same keys another meaning, so
        nothing in such a file is taken for granted. A file of another kind than was
        asked for, such as answers given as a bank, is found too.

        Write custcheck: 1, without quotes, and one of kind: bank, kind: framework and
        kind: answers.
        """,
        bad="""
        custcheck: 2
        kind: questionnaire
        """,
        good="""
        custcheck: 1
        kind: bank
        """,
    ),
    Rule(
        "S08",
        "too-few-options",
        Severity.ERROR,
        """A scale, or a question's own levels, with fewer than two options.

        One option is no choice. Scores run from the lowest value to the highest, and
        between one and itself there is nothing to measure.

        List two options or more, from the lowest value to the highest.
        """,
        bad="""
        levels:
          - {value: 1, label: In a week}
        """,
        good="""
        levels:
          - {value: 1, label: In a week}
          - {value: 2, label: In a day}
        """,
    ),
    Rule(
        "S09",
        "duplicate-option",
        Severity.ERROR,
        """Two options of one scale with the same label.

        An answer may be given by its label, and then nobody could tell which of the
        two was meant. Capitals, and spaces around a label, make no difference.

        Give each option a label of its own. The same label in two scales is not
        found.
        """,
        bad="""
        own:
          - {value: 1, label: Never}
          - {value: 2, label: never}
        """,
        good="""
        own:
          - {value: 1, label: Never}
          - {value: 2, label: Rarely}
        """,
    ),
    Rule(
        "S10",
        "stray-spaces",
        Severity.WARNING,
        """White space at an end of a text, or several spaces in a row.

        It shows in no list, and yet two labels that look the same are not, a search
        misses one of them, and the next person to tidy up changes what nobody meant
        to change.

        Leave one space between words and none at the ends. The line end that closes a
        block text is not found, nor how the lines within one are indented; nor are
        spaces around a value that YAML leaves out.
        """,
        bad='label: "Quick  replies "',
        good="label: Quick replies",
    ),
    Rule(
        "S11",
        "markup",
        Severity.WARNING,
        """Markup or a template in a text, which is shown as it stands.

        Text is text: nothing in it is formatted, linked or filled in. Whoever is
        asked reads the stars and the brackets, and no name where one was meant to
        stand.

        Write the words themselves. Found are HTML tags and entities, **bold**,
        __bold__, [text](link), [bold]text[/bold], {{name}}, {% if %} and ${name}.
        Plain brackets are not, such as [optional], <3 or "yes [or no]", nor is a
        single star.
        """,
        bad="text: Is a reply sent <b>within a day</b> to {{customer}}?",
        good="text: Is a reply sent to the customer within a day?",
    ),
    Rule(
        "S13",
        "foreign-key",
        Severity.ERROR,
        """A key for another type of question, or only for a bank that stands alone.

        It would do nothing, and its author would think that it did: reverse turns
        scales alone, yes_is speaks of yes and no. Likewise a bank that names a
        framework takes its dimensions, roles, target and enough from there.

        Take the key out, or change the type of the question. In a bank, keep either
        the framework or dimensions of its own.
        """,
        bad="""
        type: scale
        scale: practice
        yes_is: bad
        """,
        good="""
        type: scale
        scale: practice
        reverse: true
        """,
    ),
    Rule(
        "S14",
        "too-long-for-lists",
        Severity.WARNING,
        """A label or a dimension's name that is too long for lists and tables.

        On a screen of 80 columns there is room for 34 characters of a question's
        label or clear_label, and for 27 of a dimension's name. Longer ones may be
        cut, often before the word that matters.

        Shorten it: a label is the gist of its question. The text itself may be
        longer, and a missing label is not found.
        """,
        bad="label: Replies are sent much later than a day",
        good="label: Replies later than a day",
    ),
)
