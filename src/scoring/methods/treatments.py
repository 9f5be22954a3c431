"""The built-in treatments: screening, denominators, outliers, transformations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import wraps
from typing import Any

from attrs import field, frozen, validators

from scoring.errors import RejectedError, problem
from scoring.kernels.treat import denominate, screen
from scoring.kernels.treat.screen import Floats
from scoring.methods.treatment_outliers import of_outliers
from scoring.methods.treatment_transforms import of_transforms
from scoring.model.method import Treatment
from scoring.model.nearest import nearest
from scoring.model.text import Text
from scoring.plugins import hookimpl


def _share(default: float) -> Any:  # noqa: ANN401 - attrs says the field's type
    return field(default=default, validator=[validators.ge(0), validators.le(1)])


@frozen(kw_only=True)
class Screen:
    """Parameters of ``screen``.

    Parameters
    ----------
    availability : least share of the criteria for which a city has a value; 0 to leave it out of account.
    non_zero : least share of values other than zero among those it has; 0 to leave it out of account.
    include : codes of cities that stay in any case.
    """

    availability: float = _share(2 / 3)
    non_zero: float = _share(0.0)
    include: tuple[str, ...] = ()


@frozen(kw_only=True)
class Denominate:
    """Parameters of ``denominate``.

    Parameters
    ----------
    scale : what the quotient is multiplied by, such as 1000 for a rate per thousand.
    """

    scale: float = field(default=1.0, validator=validators.gt(0))


@hookimpl
def scoring_treatments() -> Iterable[Treatment]:
    """Yield the methods."""
    yield Treatment(
        name="screen",
        apply=screened,
        parameters=Screen,
        inputs=("codes",),
        summary=Text(
            en="Leaves out all values of a city of which too little is known.",
            id="Mengosongkan semua nilai kota yang datanya terlalu sedikit.",
        ),
        formula="x where present / n >= availability and non-zero / present >= non_zero, else missing",
        source="Becker, COINr (R package), 2022, Screen",
    )
    yield Treatment(
        name="denominate",
        apply=denominate.denominate,
        parameters=Denominate,
        inputs=("of",),
        summary=Text(en="The value per unit of its denominator.", id="Nilai per satuan penyebutnya."),
        formula="x * scale / of; missing where of is missing or 0",
        source="OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 5",
    )
    yield from of_outliers()
    yield from of_transforms()


@wraps(screen.screen)
def screened(
    values: Floats,
    *,
    codes: Sequence[str],
    availability: float,
    non_zero: float,
    include: Collection[str],
) -> Floats:
    """Screen, and refuse cities to include that are not there."""
    unknown = [code for code in include if code not in codes]
    if unknown:
        raise RejectedError(
            problem("unknown-city", found=code, nearest=nearest(code, codes)) for code in unknown
        )
    return screen.screen(values, codes=codes, availability=availability, non_zero=non_zero, include=include)
