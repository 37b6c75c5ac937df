"""Files of invented pupils as school systems export them, for tests of reading and importing.

``invented_pupils`` gives plain dictionaries; ``mis_csv``, ``mis_xlsx`` and ``ctf`` write them as a
file. Every UPN has its right check letter.
"""

import csv
import datetime
import io
from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

from pupils.identifiers import upn_check_letter

FORENAMES = ("Toby", "Zoë", "Amira", "Łukasz", "Niamh", "Kofi", "Seán", "Ines", "Arlo", "Mei")
SURNAMES = ("Wrenfield", "O’Dell-Marsh", "Çelebi", "Ashgrove", "Núñez", "Fairlamb", "Okonjo")
NEEDS = ("SLCN", "MLD", "SPLD", "SEMH", "ASD", "DS")

#: Headings by system. Each system has its own words for the same fields.
STYLES: dict[str, dict[str, str]] = {
    "sims": {
        "upn": "UPN", "uln": "ULN", "admission_number": "Adno", "surname": "Legal Surname",
        "forename": "Legal Forename", "known_as": "Preferred Forename",
        "known_surname": "Preferred Surname", "born_on": "DOB", "sex": "Sex", "year_group": "Year",
        "form": "Reg", "sen": "SEN Status", "need_1": "SEN Need 1", "need_2": "SEN Need 2",
        "ethnicity": "Ethnicity Code", "language": "First Language", "looked_after": "In care",
        "premium": "Pupil Premium Indicator", "meals": "FSM Eligible", "attendance": "% Attendance",
        "joined_on": "DOA", "left_on": "DOL", "medical": "Medical Flag",
    },
    "arbor": {
        "upn": "Student: UPN", "uln": "Student: ULN", "admission_number": "Admission Number",
        "surname": "Legal Last Name", "forename": "Legal First Name",
        "known_as": "Preferred First Name", "known_surname": "Preferred Last Name",
        "born_on": "Date of birth", "sex": "Sex", "year_group": "Year Group",
        "form": "Registration Form", "sen": "SEN status", "need_1": "Primary SEN need",
        "need_2": "Secondary SEN need", "ethnicity": "Ethnicity", "language": "Native Language",
        "looked_after": "Looked after", "premium": "Pupil Premium recipient",
        "meals": "Free School Meals", "attendance": "Attendance %", "joined_on": "Enrolment date",
        "left_on": "Leaving date", "medical": "Medical alert",
    },
    "bromcom": {
        "upn": "Unique Pupil Number", "uln": "ULN", "admission_number": "Admission No.",
        "surname": "Legal Surname", "forename": "Legal Forename", "known_as": "Known As",
        "known_surname": "Preferred Surname", "born_on": "Date Of Birth", "sex": "Gender",
        "year_group": "NC Year", "form": "Tutor Group", "sen": "SEN Provision",
        "need_1": "SEN Type 1", "need_2": "SEN Type 2", "ethnicity": "Ethnicity Code",
        "language": "Home Language", "looked_after": "LAC", "premium": "PP", "meals": "FSM",
        "attendance": "Attendance", "joined_on": "Admission Date", "left_on": "Leaving Date",
        "medical": "Medical Indicator",
    },
}  # fmt: skip
SEN_WORDS = {"N": "N - No SEN", "K": "K - SEN Support", "E": "E - Education, Health and Care Plan"}


def upn(number: int, authority: str = "207", school: str = "4000", year: str = "25") -> str:
    """A UPN with the right check letter for a serial from 0 to 999."""
    body = f"{authority}{school}{year}{number:03d}"
    return upn_check_letter(body) + body


def invented_pupil(number: int, **changes: Any) -> dict[str, Any]:
    """One pupil, different for each number, the same each time; ``changes`` replace fields."""
    sen = "NNKE"[number % 4]
    return {
        "upn": upn(number),
        "uln": "",
        "admission_number": f"{number + 1:06d}",
        "surname": SURNAMES[number % len(SURNAMES)],
        "forename": FORENAMES[number % len(FORENAMES)],
        "known_as": "Tobes" if number % 10 == 0 else "",
        "known_surname": "",
        "born_on": datetime.date(2012, 9, 1) + datetime.timedelta(days=number % 700),
        "sex": "FM"[number % 2],
        "year_group": str(7 + number % 5),
        "form": f"{7 + number % 5}{'ABC'[number % 3]}",
        "sen": sen,
        "sen_from": datetime.date(2024, 9, 2) if sen != "N" else None,
        "needs": [] if sen == "N" else [NEEDS[number % 6], NEEDS[(number + 1) % 6]],
        "ethnicity": ("WBRI", "BAFR", "APKN")[number % 3],
        "language": ("ENG", "POL")[number % 2],
        "looked_after": number % 20 == 0,
        "premium": number % 3 == 0,
        "meals": number % 4 == 0,
        "attendance": f"{90 + number % 10}.5",
        "joined_on": datetime.date(2024, 9, 2),
        "left_on": None,
        "medical": number % 9 == 0,
    } | changes


def invented_pupils(count: int) -> list[dict[str, Any]]:
    """``count`` pupils, at most 1,000."""
    return [invented_pupil(number) for number in range(count)]


def _cells(pupil: Mapping[str, Any], date_format: str) -> dict[str, str]:
    needs = [*pupil["needs"], "", ""]
    cells = {**pupil, "need_1": needs[0], "need_2": needs[1]}
    cells["sen"] = SEN_WORDS.get(pupil["sen"], pupil["sen"])
    for column, value in cells.items():
        if isinstance(value, datetime.date):
            cells[column] = value.strftime(date_format)
        elif isinstance(value, bool):
            cells[column] = "Yes" if value else "No"
        elif value is None:
            cells[column] = ""
    return cells


def mis_csv(
    pupils: Iterable[Mapping[str, Any]],
    *,
    style: str = "sims",
    separator: str = ",",
    encoding: str = "utf-8",
    date_format: str = "%d/%m/%Y",
    title: str = "",
) -> bytes:
    """A CSV export. ``utf-8-sig`` as encoding adds the mark; ``title`` puts a line above."""
    headings = STYLES[style]
    out = io.StringIO(newline="")
    if title:
        out.write(f"{title}\r\n\r\n")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(headings.values())
    for pupil in pupils:
        cells = _cells(pupil, date_format)
        writer.writerow([cells[column] for column in headings])
    return out.getvalue().encode(encoding, errors="strict")


def mis_xlsx(
    pupils: Iterable[Mapping[str, Any]], *, style: str = "arbor", title: str = ""
) -> bytes:
    """An Excel export: dates as dates, attendance as a number shown as a percentage."""
    headings = STYLES[style]
    book = Workbook()
    sheet = book.active
    if title:
        sheet.append([title])
        sheet.append([])
    sheet.append(list(headings.values()))
    for pupil in pupils:
        cells = _cells(pupil, "%Y-%m-%d")
        cells |= {column: pupil[column] for column in ("born_on", "joined_on", "left_on")}
        cells["attendance"] = float(pupil["attendance"]) / 100
        cells["year_group"] = int(pupil["year_group"])
        sheet.append([cells[column] for column in headings])
        sheet.cell(sheet.max_row, list(headings).index("attendance") + 1).number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


CTF_FRAME = """<?xml version="1.0" encoding="UTF-8"?>
<CTfile{namespace}>
  <Header>
    <DocumentName>Common Transfer File</DocumentName>
    <CTFversion>{version}</CTFversion>
    <DateTime>2026-07-14T15:20:00</DateTime>
    <DocumentQualifier>{qualifier}</DocumentQualifier>
    <DataDescriptor>Whole year group</DataDescriptor>
    <SupplierID>Invented Systems</SupplierID>
    <SourceSchool>
      <LEA>207</LEA>
      <Estab>2001</Estab>
      <URN>900003</URN>
      <SchoolName>Linden Row Primary</SchoolName>
      <AcademicYear>2026</AcademicYear>
    </SourceSchool>
    <DestSchool>
      <LEA>{destination_lea}</LEA>
      <Estab>{destination_estab}</Estab>
    </DestSchool>
  </Header>
  <CTFpupilData>
{pupils}
  </CTFpupilData>
</CTfile>
"""


def ctf(
    pupils: Iterable[Mapping[str, Any]],
    *,
    version: str = "25.0",
    namespace: str = "",
    qualifier: str = "full",
    destination: str = "2074000",
) -> bytes:
    """A Common Transfer File with a full header; ``destination`` is a LAESTAB."""
    return CTF_FRAME.format(
        namespace=f' xmlns="{namespace}"' if namespace else "",
        version=version,
        qualifier=qualifier,
        destination_lea=destination[:3],
        destination_estab=destination[3:],
        pupils="\n".join(_ctf_pupil(pupil, destination) for pupil in pupils),
    ).encode()


def _tag(name: str, value: Any) -> str:
    return "" if value in (None, "") else f"<{name}>{escape(str(value))}</{name}>"


def _ctf_pupil(pupil: Mapping[str, Any], destination: str) -> str:
    needs = "".join(
        f"<SENneed><SENtypeRank>{rank}</SENtypeRank><SENtype>{code}</SENtype></SENneed>"
        for rank, code in enumerate(pupil["needs"], start=1)
    )
    history = "".join(
        f"<SEN>{_tag('StartDate', start)}{_tag('EndDate', end)}{_tag('SENprovision', code)}</SEN>"
        for code, start, end in pupil.get("history", [(pupil["sen"], pupil["sen_from"], None)])
    )
    possible = 190
    attended = round(float(pupil["attendance"] or 0) * possible / 100)
    return f"""    <Pupil>
      {_tag("UPN", pupil["upn"])}{_tag("UniqueLearnerNumber", pupil["uln"])}
      {_tag("Surname", pupil["surname"])}{_tag("Forename", pupil["forename"])}
      {_tag("DOB", pupil["born_on"])}{_tag("Sex", pupil["sex"])}
      <BasicDetails>
        {_tag("FormerUPN", pupil.get("former_upn"))}
        {_tag("PreferredSurname", pupil["known_surname"])}
        {_tag("PreferredForename", pupil["known_as"])}
        {_tag("NCyearActual", pupil["year_group"])}{_tag("Ethnicity", pupil["ethnicity"])}
        <Languages><Type>F</Type><Language>{pupil["language"]}</Language></Languages>
        <MedicalFlag>{"true" if pupil["medical"] else "false"}</MedicalFlag>
        <EnrolStatus>C</EnrolStatus>
      </BasicDetails>
      <FSMhistory><FSMinstance><FSMstartDate>2024-09-02</FSMstartDate>{
        "" if pupil["meals"] else "<FSMendDate>2025-07-20</FSMendDate>"
    }</FSMinstance></FSMhistory>
      <PupilPremium>{"true" if pupil["premium"] else "false"}</PupilPremium>
      <LookedAfter><InCare>{"true" if pupil["looked_after"] else "false"}</InCare></LookedAfter>
      <SENhistory>{history}</SENhistory>
      <SENneeds>{needs}</SENneeds>
      <Address><AddressLines><AddressLine1>1 Invented Lane</AddressLine1></AddressLines></Address>
      <Contacts><Contact><Order>1</Order><Surname>Guardian</Surname><Forename>Gail</Forename>
        <Relationship>MOT</Relationship><Language>POL</Language></Contact></Contacts>
      <Attendance><YearData><Year>2025</Year><SessionsPossible>{possible}</SessionsPossible>
        <SessionsAttended>{attended}</SessionsAttended></YearData></Attendance>
      <SchoolHistory><School><LEA>207</LEA><Estab>2001</Estab><EntryDate>2019-09-02</EntryDate>
        <LeavingDate>2026-07-20</LeavingDate></School><School><LEA>{destination[:3]}</LEA>
        <Estab>{destination[3:]}</Estab>{
        _tag("EntryDate", pupil["joined_on"])
    }</School></SchoolHistory>
    </Pupil>"""
