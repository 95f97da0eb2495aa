"""The law, as pure functions over frozen dataclasses.

`estimer(situation, referentiel)` turns a doctor's `Situation` and the tables (`Referentiel`) into an
`Estimation`: reasons, thresholds, sources and a trace, never bare numbers. No Django here, no page, no
question, no sentence: codes and figures, which the site puts into words.
"""

from .estimation import Estimation, estimer
from .situation import Situation

__all__ = ["Estimation", "Situation", "estimer"]
