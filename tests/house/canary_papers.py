"""Who reads why a pupil was left out of a file of papers; by hand: whoever had the file made."""

from pupils.models import PaperRunRow
from tests.house.canary import read_by

CANARIES = [read_by(PaperRunRow, "ta", "", out_of_book=True, outcome="left_out")]

MORE = [("paper_run", "", {"pk": "failed_run"})]
