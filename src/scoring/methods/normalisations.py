"""The built-in normalisations."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.kernels.normalise.ranges import only_turned
from scoring.kernels.normalise.reference import no_points
from scoring.methods.normalisation_categories import of_categories
from scoring.methods.normalisation_centres import of_centres
from scoring.methods.normalisation_numbers import COINR
from scoring.methods.normalisation_places import of_places
from scoring.methods.normalisation_ranges import of_ranges
from scoring.methods.normalisation_ratios import of_ratios
from scoring.model.method import Normalisation
from scoring.model.text import Text
from scoring.plugins import hookimpl


@hookimpl
def scoring_normalisations() -> Iterable[Normalisation]:
    """Yield the methods."""
    yield Normalisation(
        name="none",
        fit=no_points,
        apply=only_turned,
        summary=Text(
            en="The value itself, its sign changed where lower is better.",
            id="Nilai itu sendiri, tandanya dibalik bila nilai rendah lebih baik.",
        ),
        formula="x; -x where lower is better",
        source=f'{COINR}, f_n = "none"',
    )
    yield from of_ranges()
    yield from of_centres()
    yield from of_places()
    yield from of_categories()
    yield from of_ratios()
