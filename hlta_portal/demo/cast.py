"""Who plays in the demo. Every name is invented; nobody here exists."""

from typing import NamedTuple

TRUST = "Saltmarsh Learning Trust"
FIRST = ("Alder Vale School", 900001, "9001001")
SECOND = ("Brackwater Academy", 900002, "9001002")


class Player(NamedTuple):
    """One adult: user name, full name, role, title, band, old pay point, hours, manager's user name."""

    username: str
    name: str
    role: str
    title: str
    band: int | None
    old_point: int | None
    hours: str
    manager: str


ADULTS = [
    Player("head", "Helen Carrow", "head", "Headteacher", None, None, "37", ""),
    Player("senco", "Nadia Farrant", "senco", "SENCO", None, None, "37", "head"),
    Player(
        "assistant.senco",
        "Ruth Pemberton",
        "assistant_senco",
        "Assistant SENCO",
        None,
        None,
        "36",
        "senco",
    ),
    Player("hlta", "Danielle Okoro", "hlta", "HLTA, literacy", 3, 30, "36", "assistant.senco"),
    Player("hlta2", "Gwen Astley", "hlta", "HLTA, numeracy", 3, 29, "36", "assistant.senco"),
    Player("ta1", "Priti Vance", "ta", "Teaching assistant", 2, 21, "32.5", "hlta"),
    Player("ta2", "Joe Marsh", "ta", "Teaching assistant", 2, 20, "32.5", "hlta"),
    Player("ta3", "Marek Dunn", "ta", "Teaching assistant", 2, 20, "30", "hlta2"),
    Player("luca.hale", "Luca Hale", "ta", "Teaching assistant, induction", 1, 18, "25", "ta1"),
    Player("bea.whitlock", "Bea Whitlock", "ta", "Teaching assistant", 2, 21, "30", "hlta2"),
    Player(
        "owen.sarpong", "Owen Sarpong", "ta", "Teaching assistant", 2, 20, "22.5", "assistant.senco"
    ),
    Player("teacher", "Paulo Ferreira", "teacher", "Teacher of science", None, None, "37", ""),
    Player(
        "dsl", "Imogen Tarrant", "dsl", "Designated safeguarding lead", None, None, "37", "head"
    ),
    Player("hr", "Colin Mabey", "hr", "Business manager", None, None, "37", "head"),
    Player("exams", "Sunita Rai", "exams", "Exams officer", None, None, "30", "head"),
    Player("data", "Tom Ledbury", "data", "Data manager", None, None, "37", "head"),
]

OTHER_ADULTS = [
    Player("head.other", "Angus Birrell", "head", "Headteacher", None, None, "37", ""),
    Player("senco.other", "Mei Lindqvist", "senco", "SENCO", None, None, "37", "head.other"),
    Player("hlta.other", "Callum Reeve", "hlta", "HLTA", 3, 31, "36", "senco.other"),
    Player("ta.other", "Jasmin Toft", "ta", "Teaching assistant", 2, 20, "30", "hlta.other"),
]

#: Buttons on the sign-in page, in this order.
ONE_CLICK = [
    "hlta", "ta1", "ta2", "ta3", "hlta2", "senco", "assistant.senco", "head", "teacher", "dsl",
    "hr", "exams", "data", "senco.other",
]  # fmt: skip


class Child(NamedTuple):
    """One pupil of the stories: forename, known as, surname, year, form letter, code, needs, owner."""

    forename: str
    known_as: str
    surname: str
    year: int
    form: str
    code: str
    needs: tuple[str, ...]
    owner: str


STORIES = [
    Child("Tobias", "Toby", "Wrenfield", 8, "B", "E", ("SLCN", "SPLD"), "assistant.senco"),
    Child("Idris", "", "Karim", 9, "C", "E", ("ASD",), "assistant.senco"),
    Child("Folu", "", "Adeyemi", 11, "A", "E", ("SPLD",), "senco"),
    Child("Samira", "", "Chowdhury", 9, "A", "K", ("SLCN",), "senco"),
    Child("Petra", "", "Novák", 7, "D", "K", ("MLD",), "assistant.senco"),
    Child("Ffion", "", "Llewellyn", 7, "A", "K", ("SPLD",), "senco"),
    Child("Leo", "", "Brandt", 8, "C", "K", ("SEMH",), "assistant.senco"),
    Child("Zina", "", "Okafor", 10, "D", "E", ("SEMH", "SLCN"), "assistant.senco"),
    Child("Caleb", "", "Hughes", 10, "B", "E", ("HI",), "senco"),
    Child("Chidi", "", "Nwosu", 7, "B", "K", ("MLD",), "senco"),
    Child("Benjamin", "Ben", "Talbot", 7, "B", "K", ("SEMH",), "assistant.senco"),
    Child("Nicolò", "Nico", "Ferrari", 9, "D", "K", ("SPLD",), "senco"),
    Child("Madeleine", "Maddie", "Price", 11, "C", "K", ("SPLD",), "hlta"),
    Child("Amara", "", "Osei", 7, "B", "E", ("SLCN",), "assistant.senco"),
    Child("Eleanor", "Ellie", "Jarvis", 10, "A", "K", ("SEMH",), "assistant.senco"),
    Child("Maja", "", "Kowalska", 7, "C", "K", ("SLCN",), "senco"),
    Child("Rory", "", "Donnelly", 9, "B", "K", ("MLD",), "senco"),
    Child("Yusuf", "", "Rahman", 8, "A", "E", ("PD",), "assistant.senco"),
    Child("Harpreet", "", "Singh", 8, "D", "E", ("VI",), "assistant.senco"),
    Child("Fenna", "", "Achterberg", 7, "A", "K", ("SPLD",), "senco"),
    Child("Christopher", "Kit", "Marlowe", 10, "C", "K", ("SEMH",), "assistant.senco"),
    Child("Aylin", "", "Demir", 8, "B", "K", ("SLCN",), "senco"),
    Child("Élodie", "", "Marchand", 7, "C", "K", ("NSA",), "assistant.senco"),
    Child("Grace", "", "Whitby", 7, "A", "E", ("DS", "SLCN"), "senco"),
    Child("Thomas", "Tom", "Wrenfield", 8, "D", "K", ("MLD",), "assistant.senco"),
    Child("Hana", "", "Sato", 7, "B", "N", (), ""),
]

FORENAMES = [
    "Aisha", "Alfie", "Amelie", "Anya", "Archie", "Bilal", "Bronwyn", "Callie", "Dara", "Dylan",
    "Edie", "Elif", "Esme", "Farid", "Finlay", "Freya", "Gabriel", "Georgi", "Hamza", "Hazel",
    "Ines", "Isla", "Jacob", "Jaya", "Joni", "Kai", "Kwame", "Lara", "Lewis", "Lily", "Lukas",
    "Malika", "Marcus", "Mina", "Nell", "Noor", "Oskar", "Poppy", "Ravi", "Rosa", "Rowan", "Saoirse",
    "Seren", "Stefan", "Tala", "Theo", "Uma", "Vikram", "Willa", "Zachary",
]  # fmt: skip
SURNAMES = [
    "Abara", "Ashdown", "Barlow", "Begum", "Birch", "Calder", "Costa", "Dalby", "Dean", "Eastwell",
    "Fenwick", "Fry", "Garrick", "Gill", "Haddow", "Hale", "Ibrahim", "Ivory", "Jalil", "Joyce",
    "Keating", "Khan", "Larkin", "Lowe", "Mistry", "Moss", "Nash", "Nolan", "O'Dwyer", "Okello",
    "Parr", "Petrov", "Quill", "Rashid", "Rook", "Sayer", "Silva", "Stone", "Tandy", "Tran", "Usher",
    "Varga", "Vale", "Wexford", "Wilde", "Yates", "Young", "Zafar", "Zielinski", "Thorne",
]  # fmt: skip


class Run(NamedTuple):
    """One group: name, programme, leader, room, slots, pupils, measure, from, target, pace."""

    name: str
    programme: str
    leader: str
    room: str
    slots: tuple[tuple[int, str], ...]
    pupils: tuple[str, ...]
    measure: str
    start: float
    target: float
    pace: float
    begun_weeks_ago: int = 0


#: Pace is the share of the expected line that the group's pupils reach. A group with weeks began late.
RUNS = [
    Run(
        "Phonics Catch-up",
        "Read Write Inc. Fresh Start",
        "ta1",
        "Room 4",
        ((0, "09:05"), (1, "09:05"), (2, "09:05"), (3, "09:05"), (4, "09:05")),
        ("Llewellyn", "Achterberg", "Kowalska", "Marchand"),
        "reading",
        78,
        85,
        1.2,
    ),
    Run(
        "Word Aware",
        "Colourful Semantics",
        "ta1",
        "Library",
        ((0, "09:50"), (1, "09:50"), (4, "09:50")),
        ("Chowdhury", "Demir", "Whitby", "Osei"),
        "own",
        22,
        40,
        1.15,
    ),
    Run(
        "Number Sense",
        "1stClass@Number 1",
        "ta1",
        "Room 12",
        ((0, "10:45"), (1, "10:45"), (2, "10:45"), (3, "10:45"), (4, "11:30")),
        ("Osei", "Talbot", "Nwosu", "Sato"),
        "standardised",
        80,
        88,
        1.2,
    ),
    Run(
        "Reading Fluency",
        "Reciprocal Reading",
        "ta2",
        "Library",
        ((0, "13:40"), (1, "13:40"), (2, "13:40"), (3, "13:40")),
        ("Wrenfield", "Demir", "Brandt", "Rahman"),
        "words",
        52,
        90,
        0.55,
    ),
    Run(
        "Talk Boost",
        "Talk Boost KS1/KS2",
        "hlta",
        "Room 4",
        ((0, "11:30"), (2, "11:30"), (3, "11:30")),
        ("Wrenfield", "Osei", "Karim", "Kowalska"),
        "own",
        18,
        34,
        1.2,
    ),
    Run(
        "Inference Club",
        "Inference Training",
        "hlta",
        "Room 7",
        ((1, "14:20"), (3, "14:20")),
        ("Ferrari", "Price", "Adeyemi", "Donnelly", "Chowdhury"),
        "reading",
        112,
        118,
        1.2,
    ),
    Run(
        "Reading Together",
        "Reciprocal Reading",
        "hlta",
        "Library",
        ((0, "12:00"), (4, "12:00")),
        ("Karim", "Brandt", "Singh", "Achterberg", "Ferrari", "Okafor"),
        "reading",
        100,
        106,
        1.3,
    ),
    Run(
        "Times Tables First",
        "1stClass@Number 2",
        "hlta2",
        "Room 12",
        ((1, "09:05"), (3, "09:05"), (4, "10:45")),
        ("Novák", "Nwosu", "Donnelly", "Whitby"),
        "standardised",
        76,
        85,
        0.6,
        begun_weeks_ago=4,
    ),
    Run(
        "Feelings First",
        "ELSA",
        "hlta2",
        "The Nest",
        ((2, "10:45"), (4, "14:20")),
        ("Okafor", "Jarvis", "Marlowe", "Brandt", "Talbot"),
        "sdq",
        21,
        14,
        1.1,
    ),
    Run(
        "Numeracy Boost",
        "1stClass@Number 2",
        "ta3",
        "Room 3",
        ((0, "10:00"), (2, "10:00")),
        ("Novák", "Rahman", "Singh", "Hughes"),
        "standardised",
        79,
        86,
        0.6,
    ),
    Run(
        "Spelling Ladder",
        "Pre-teach / overlearning",
        "bea.whitlock",
        "Room 3",
        ((1, "10:45"), (3, "10:45"), (4, "13:40")),
        ("Ferrari", "Price", "Adeyemi", "Llewellyn", "Achterberg"),
        "spelling",
        92,
        98,
        0.05,
    ),
    Run(
        "First Steps Reading",
        "Pre-teach / overlearning",
        "luca.hale",
        "Room 9",
        ((0, "09:30"), (1, "09:30"), (2, "09:30"), (3, "09:30")),
        ("Hughes", "Donnelly", "Price"),
        "reading",
        95,
        101,
        1.15,
    ),
    Run(
        "Calm Start",
        "Zones of Regulation",
        "owen.sarpong",
        "The Nest",
        ((0, "08:45"), (2, "08:45"), (4, "08:45")),
        ("Jarvis", "Marlowe", "Brandt", "Talbot", "Okafor"),
        "sdq",
        20,
        15,
        0.9,
        begun_weeks_ago=3,
    ),
    Run(
        "Social Stories",
        "Talkabout",
        "ta3",
        "The Nest",
        ((1, "11:30"), (4, "11:30")),
        ("Karim", "Okafor", "Marlowe", "Jarvis"),
        "gas",
        30,
        50,
        1.0,
    ),
]
OTHER_RUNS = [
    Run(
        "Reading Relay",
        "Reciprocal Reading",
        "ta.other",
        "Room 21",
        ((0, "09:05"), (2, "09:05"), (4, "09:05")),
        (),
        "reading",
        96,
        102,
        1.1,
    ),
    Run(
        "Number Bridge",
        "Pre-teach / overlearning",
        "hlta.other",
        "Room 22",
        ((1, "10:45"), (3, "10:45")),
        (),
        "standardised",
        80,
        88,
        0.9,
    ),
]
