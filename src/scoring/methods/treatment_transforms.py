"""The built-in treatments that bend skewed distributions."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen, validators

from scoring.kernels.treat import transform
from scoring.methods.treatment_outliers import COINR, Taken
from scoring.model.method import Treatment
from scoring.model.text import Text


@frozen(kw_only=True)
class BoxCox(Taken):
    """Parameters of ``box_cox``.

    Parameters
    ----------
    exponent : lambda; 1 changes nothing but the origin, 0 is the logarithm, less draws high values in further.
    """

    exponent: float = field(default=0.0, validator=[validators.ge(-5), validators.le(5)])


def of_transforms() -> Iterable[Treatment]:
    """Yield the treatments."""
    yield Treatment(
        name="log_shifted",
        apply=transform.log_shifted,
        parameters=Taken,
        summary=Text(
            en="Logarithm above the smallest value, shifted by a hundredth of the range.",
            id="Logaritma di atas nilai terkecil, digeser seperseratus rentang.",
        ),
        formula="ln(x - min + 0.01 (max - min))",
        source=f"{COINR}, log_CT",
    )
    yield Treatment(
        name="log_plus_one",
        apply=transform.log_plus_one,
        parameters=Taken,
        summary=Text(
            en="Logarithm above the smallest value, shifted by one.",
            id="Logaritma di atas nilai terkecil, digeser satu.",
        ),
        formula="ln(x - min + 1)",
        source=f"{COINR}, log_CT_orig",
    )
    yield Treatment(
        name="log_either_side",
        apply=transform.log_either_side,
        parameters=Taken,
        summary=Text(
            en="Shifted logarithm from the side away from the long tail.",
            id="Logaritma bergeser dari sisi yang berlawanan dengan ekor panjang.",
        ),
        formula="ln(x - min + 0.01 (max - min)) if skewness > 0, else -ln(max + 0.01 (max - min) - x)",
        source=f"{COINR}, log_CT_plus",
    )
    yield Treatment(
        name="log_gii",
        apply=transform.log_gii,
        parameters=Taken,
        summary=Text(
            en="Logarithm from zero at the smallest to that of the largest value, if that is above one.",
            id="Logaritma dari nol pada nilai terkecil sampai logaritma nilai terbesar, bila di atas satu.",
        ),
        formula="ln((max - 1) (x - min) / (max - min) + 1) if max > 1, else x",
        source=f"Global Innovation Index 2020, in {COINR}, log_GII",
    )
    yield Treatment(
        name="box_cox",
        apply=transform.box_cox,
        parameters=BoxCox,
        summary=Text(
            en="Power of the value above the smallest one, shifted by one.",
            id="Pangkat dari nilai di atas nilai terkecil, digeser satu.",
        ),
        formula="(y**exponent - 1) / exponent with y = x - min + 1; ln(y) for exponent 0",
        source="Box and Cox, An analysis of transformations, 1964, eq. (1)",
    )
