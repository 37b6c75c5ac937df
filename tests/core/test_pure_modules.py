import subprocess
import sys

import pytest
from django.conf import settings

PURE = (
    "core.calendar",
    "staff.line",
    "staff.pay",
    "pupils.behaviour_counts",
    "pupils.clashing",
    "pupils.identifiers",
    "pupils.plan_comparing",
    "pupils.plan_flags",
    "pupils.judging",
    "pupils.masking",
    "pupils.report_clock",
    "pupils.suppression",
    "pupils.week_chart",
    "pupils.reading",
    "pupils.sentences",
    "pupils.silence",
    "pupils.statutory",
    "interventions.measures",
    "interventions.promised",
    "interventions.sdq",
)


@pytest.mark.parametrize("module", PURE)
def test_a_pure_module_works_without_django(module):
    program = f"import sys, {module}; sys.exit('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=settings.BASE_DIR, check=False)
    assert done.returncode == 0
