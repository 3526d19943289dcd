"""What a period gives account of, drawn from its reports alone: figures, coverage, plans and what became of them.

Every number and state here carries the entries it was taken from, so that a page can show its sources.
"""

from archive.account.account import Account
from archive.account.coverage import Coverage, Duty, coverage, record_of
from archive.account.figures import Amount, Row, Tally
from archive.account.plans import Undertaking, plan_answers, undertakings

__all__ = [
    "Account",
    "Amount",
    "Coverage",
    "Duty",
    "Row",
    "Tally",
    "Undertaking",
    "coverage",
    "plan_answers",
    "record_of",
    "undertakings",
]
