"""What stands in the demo's plans. Everything is invented; days are counted from the first day of the plan."""

from typing import Any, NamedTuple


class Words(NamedTuple):
    """One version: how many days ago it began, why it was made, and its rows.

    Needs are (type, words); outcomes (words, days, strand, numbers of needs, steps); steps (target,
    criterion, baseline, days); lines the fields of a line; texts (section, prompt, words); advice
    (title, author, role, days before).
    """

    days_old: int
    because: str
    needs: list[tuple[str, str]]
    outcomes: list[tuple[str, int, str, tuple[int, ...], list[tuple[str, str, str, int]]]]
    lines: list[dict[str, Any]]
    texts: list[tuple[str, str, str]]
    advice: list[tuple[str, str, str, int]]


_A = [
    ("ehc-a", "child", "I like building things that move. I want people to wait until I have finished."),
    ("ehc-a", "hopes", "Toby wants to repair bicycles, first with his uncle and later in a shop."),
    ("ehc-a", "parents", "He understands more than he can say. School goes well when the day is clear."),
    ("ehc-a", "communicate", "Short sentences, a picture or a gesture, and ten seconds to answer. He chose "
     "which drawings stand in this plan."),
    ("ehc-i", "name", "Alder Vale School"),
    ("ehc-i", "type", "Mainstream secondary school"),
]  # fmt: skip
_NEEDS = [
    ("SLCN", "Toby follows one spoken instruction at a time. Longer talk is lost on him after a few words, and "
     "new words need to be met many times."),
    ("SPLD", "He reads 62 words right in a minute where 110 are usual at his age, and avoids reading aloud."),
]  # fmt: skip
_TALK = (
    "Toby retells what happened in a lesson in five linked sentences, to an adult who was not there.",
    560, "", (1,),
    [
        ("Three linked sentences with a picture strip", "4 of 5 times in a fortnight",
         "Single words and gestures", 90),
        ("Five linked sentences with one picture", "4 of 5 times in a fortnight",
         "Two sentences with help", 200),
    ],
)  # fmt: skip
_READ = (
    "Toby reads a page of a Year 7 text aloud to one adult, 100 words right in a minute.",
    560, "", (2,),
    [("75 words right in a minute", "On two days running", "62 words in September", 120)],
)  # fmt: skip
_TALK_LINE = {
    "what": "Small group for listening and telling, from the speech and language programme.",
    "who": "HLTA, literacy", "qualification": "trained by the speech and language therapist",
    "group_size": 4, "minutes": 30, "times": 3, "per": "week", "weeks": 38, "setting": "out",
    "needs": (1,), "outcomes": (1,),
}  # fmt: skip
_SLT = {
    "section": "ehc-g", "what": "A speech and language therapist sets and reviews the programme.",
    "who": "Speech and language therapist", "minutes": 60, "times": 1, "per": "term", "weeks": 38,
    "group_size": 1, "setting": "both", "needs": (1,), "outcomes": (1,),
}  # fmt: skip

FIRST = Words(
    330, "First plan after the assessment.", _NEEDS, [_TALK, _READ],
    [
        _TALK_LINE | {"times": 2},
        {
            "what": "Reading aloud with an adult, same book at home.", "who": "Teaching assistant",
            "group_size": 1, "minutes": 15, "times": 3, "per": "week", "weeks": 38, "setting": "out",
            "needs": (2,), "outcomes": (2,),
        },
        _SLT,
    ],
    _A,
    [
        ("Educational psychology report", "Rosalind Achebe", "Educational psychologist", 60),
        ("Speech and language therapy report", "Piotr Lund", "Speech and language therapist", 74),
    ],
)  # fmt: skip
AMENDED = Words(
    62, "Amended after the annual review: more talk, daily reading, a reader for tests.", _NEEDS,
    [
        _TALK, _READ,
        (
            "Toby says in a lesson that he has not understood, without being asked.", 380, "", (1,),
            [("Shows the card in English and science", "Once a lesson in 4 of 5 lessons",
              "Waits until he is asked", 100)],
        ),
    ],
    [
        _TALK_LINE,
        {
            "what": "Reading fluency: the same short text aloud, timed, four times a day it is read.",
            "who": "Teaching assistant", "qualification": "trained in the programme", "group_size": 4,
            "minutes": 20, "times": 5, "per": "week", "weeks": 38, "setting": "out", "needs": (2,),
            "outcomes": (2,),
        },
        {
            "what": "Access to a quiet place and adult support as required.", "runs": False,
            "outcomes": (3,),
        },
        _SLT,
    ],
    _A,
    [
        ("Educational psychology report", "Rosalind Achebe", "Educational psychologist", 330),
        ("Speech and language therapy review", "Piotr Lund", "Speech and language therapist", 20),
    ],
)  # fmt: skip
EHC = [FIRST, AMENDED]

BRANDT_FIRST = Words(
170, "", [("SEMH", "Leo leaves the room when work feels too hard.")],
[
    (
        "Leo asks for a break with the card and is back within five minutes.", 100, "", (1,),
        [("Shows the card before he stands up", "4 of 5 times", "Leaves without a word", 50)],
    ),
    (
        "Leo starts the first task of a lesson within two minutes.", 100, "", (1,),
        [("Starts with an adult beside him", "4 of 5 lessons", "Starts in 1 of 5 lessons", 50)],
    ),
],
[
    {
        "what": "Group about feelings and what helps.", "who": "HLTA, numeracy", "group_size": 5,
        "minutes": 40, "times": 2, "per": "week", "weeks": 12, "setting": "out", "needs": (1,),
        "outcomes": (1,),
    },
],
[
    ("support-assess", "teachers", "Hard first ten minutes, then often well."),
    ("support-assess", "parents", "Mornings are difficult since the move."),
    ("support-class", "class", "A first task he can do alone; the card lies on his desk."),
],
[],
)  # fmt: skip

SUPPORT: dict[str, Words] = {
    "Chowdhury": Words(
        55, "", [("SLCN", "Samira uses few of the words that Year 9 subjects expect.")],
        [
            (
                "Samira explains a science idea with five of the topic’s words.", 110, "employment", (1,),
                [("Three words of the topic, with the word mat", "In 4 of 5 lessons", "One word, prompted", 60)],
            ),
        ],
        [
            {
                "what": "Word groups with pictures and talk.", "who": "Teaching assistant",
                "qualification": "trained in the programme", "group_size": 4, "minutes": 20, "times": 3,
                "per": "week", "weeks": 12, "setting": "out", "needs": (1,), "outcomes": (1,),
            },
        ],
        [
            ("support-assess", "teachers", "Answers well in drawing, rarely in words."),
            ("support-assess", "pupil", "I know it but the word does not come."),
            ("support-assess", "parents", "She talks all evening at home, in two languages."),
            ("support-class", "class", "Word mat on the desk; say the new word, show it, let her say it."),
            ("support-class", "impact", "Topic words in her written answers."),
        ],
        [],
    ),
    "Nwosu": Words(
        48, "", [("MLD", "Chidi loses his way in tasks of more than two steps.")],
        [
            (
                "Chidi finishes a task of four steps by himself.", 100, "", (1,),
                [("Two steps with a strip to tick", "4 of 5 tasks", "Asks after each step", 55)],
            ),
        ],
        [
            {
                "what": "Number facts and steps of a task, before the class meets them.",
                "who": "Teaching assistant", "group_size": 4, "minutes": 30, "times": 5, "per": "week",
                "weeks": 10, "setting": "out", "needs": (1,), "outcomes": (1,),
            },
        ],
        [
            ("support-assess", "teachers", "Starts well, then waits."),
            ("support-assess", "pupil", "I like to tick things off."),
            ("support-class", "class", "Print what stands on the board; give a strip with the steps."),
        ],
        [],
    ),
    "Brandt": Words(
        70, "Second cycle: asking for a break is done, starting work is not.",
        [("SEMH", "Leo leaves the room when work feels too hard.")],
        [
            (
                "Leo starts the first task of a lesson within two minutes.", 100, "", (1,),
                [("Starts with a task strip, adult at the next table", "4 of 5 lessons",
                  "Starts in 3 of 5 lessons with an adult beside him", 50)],
            ),
        ],
        [
            {
                "what": "Group about feelings and what helps.", "who": "HLTA, numeracy", "group_size": 5,
                "minutes": 40, "times": 2, "per": "week", "weeks": 12, "setting": "out", "needs": (1,),
                "outcomes": (1,),
            },
            {
                "what": "Calm start of the day with a plan of the morning.", "who": "Teaching assistant",
                "group_size": 5, "minutes": 20, "times": 3, "per": "week", "weeks": 12, "setting": "out",
                "needs": (1,), "outcomes": (1,),
            },
        ],
        [
            ("support-assess", "teachers", "Asks for breaks now. The first minutes are still the hardest."),
            ("support-assess", "parents", "Mornings are better since the calm start."),
            ("support-class", "class", "A first task he can do alone; the card lies on his desk."),
        ],
        [],
    ),
}  # fmt: skip
