"""Files of pupils for the tests of importing: rows of an export, and a transfer file."""

from collections.abc import Iterable

HEADINGS = ("UPN", "Legal surname", "Legal forename", "Date of birth", "Year", "Reg", "SEN status",
            "Main need", "Second need", "Adno", "Preferred forename", "Leaving date")  # fmt: skip

#: Valid numbers with different check letters (domain.md 7.2).
UPNS = (
    "A207400025014", "B207400025005", "C207400025025", "D207400025016", "E207400025007",
    "F207400025027", "G207400025018", "H207400025009", "J207400025002", "K207400025022",
)  # fmt: skip
TEMPORARY = "X20240002501A"


def row(
    upn="", surname="Wrenfield", forename="Tobias", born="14/03/2014", year="8", form="8B",
    sen="", need="", second="", number="", known="", left="",
) -> tuple[str, ...]:  # fmt: skip
    """One pupil of an export."""
    return (upn, surname, forename, born, year, form, sen, need, second, number, known, left)


def export(*rows: Iterable[str], headings=HEADINGS) -> bytes:
    """A CSV export."""
    lines = [",".join(headings), *(",".join(one) for one in rows)]
    return "\r\n".join(lines).encode()


def transfer(*pupils: str) -> bytes:
    """A Common Transfer File around the given pupils, all on one line."""
    return (
        "<?xml version='1.0' encoding='UTF-8'?><CTfile><Header><DocumentName>Common Transfer File"
        "</DocumentName><CTFversion>25.0</CTFversion><DateTime>2026-09-01T09:00:00</DateTime>"
        "<DocumentQualifier>full</DocumentQualifier><SourceSchool><LEA>207</LEA><Estab>4000</Estab>"
        "<SchoolName>Hill</SchoolName></SourceSchool></Header>"
        f"<CTFpupilData>{''.join(pupils)}</CTFpupilData></CTfile>"
    ).encode()


def ctf_pupil(upn: str, surname: str = "Wrenfield", forename: str = "Tobias", sen: str = "") -> str:
    """One pupil of a transfer file."""
    return (
        f"<Pupil><UPN>{upn}</UPN><Surname>{surname}</Surname><Forename>{forename}</Forename>"
        f"<DOB>2014-03-14</DOB><Sex>M</Sex><BasicDetails><NCyearActual>8</NCyearActual>"
        f"</BasicDetails>{sen}</Pupil>"
    )
