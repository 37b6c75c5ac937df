"""Access to papers made of many pupils; written by hand.

Whoever works with pupils has profiles made; a file and its page are its maker's alone.
The SENCO and the head make a pupil's file for another school.
"""

from pupils.models import PaperRun
from tests.house.access import acts, at, form, reads

READ = "head senco assistant_senco dsl hlta ta teacher"
PROFILE = "head senco assistant_senco dsl"

FILE = {"recipient": "Harbour Bridge School", "reason": "Moves", "has_asked_dsl": "on"}

SIGHT = dict.fromkeys(("run", "waiting_run", "failed_run"), at("ta", ""))

ROWS = {
    # A list of one's own files: empty for those who make none.
    "paper_runs": reads("", "all"),
    "make_profiles": form("", READ),
    "paper_run": reads("run", "ta", ""),
    "papers_progress": reads("run", "ta", ""),
    "download_papers": reads("run", "ta", ""),
    "make_papers_again": acts("waiting_run", "ta", ""),
    "wipe_papers": acts("run", "ta", ""),
    "pupil_file": form("pupil", "head senco", "head senco", data=FILE),
    "profile_pdf": reads("pupil", f"{PROFILE} hlta ta teacher", PROFILE),
}

SEEN = [(PaperRun, "paper_run"), (PaperRun, "download_papers")]

POLICIES = {"profile_pdf": "pupils.policies.see_profile"}
