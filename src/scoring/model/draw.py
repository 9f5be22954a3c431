"""Ways to draw weights: what each is called, and its parameters. Names and fields are what a description holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import Attribute, field, fields, frozen, validators

from scoring.model.method import Use
from scoring.model.text import Text


def _shares(_instance: object, attribute: Attribute[Any], numbers: tuple[float, ...]) -> None:
    for place, number in enumerate(numbers):
        if not 0 <= number <= 1:
            raise ValueError(f"{attribute.name}[{place}] must lie between 0 and 1, found {number:g}")


def _from_one(_instance: object, attribute: Attribute[Any], numbers: tuple[int, ...]) -> None:
    for place, number in enumerate(numbers):
        if number < 1:
            raise ValueError(f"{attribute.name}[{place}] must not be below 1, found {number}")


@frozen(kw_only=True)
class Uniform:
    """Every weighting is as likely as every other: uniform on the simplex."""


@frozen(kw_only=True)
class Sobol:
    """Weightings laid out evenly on the simplex by a scrambled Sobol sequence: standard errors are told too large.

    Parameters
    ----------
    shape : map from the cube to the simplex: ``exponential``, or ``spacings`` of sorted coordinates.
    """

    shape: Literal["exponential", "spacings"] = "exponential"


@frozen(kw_only=True)
class Dirichlet:
    """Weights spread around the official ones by a Dirichlet distribution.

    Parameters
    ----------
    concentration : how close they stay: a weight w has the variance w (1 - w) / (concentration + 1).
    """

    concentration: float = field(default=50.0, validator=[validators.gt(0), validators.le(1e9)])


@frozen(kw_only=True)
class Noise:
    """The official weights, each multiplied by a factor near one, over their sum (as COINr does).

    Parameters
    ----------
    share : the factors are uniform between 1 - share and 1 + share.
    """

    share: float = field(default=0.25, validator=[validators.ge(0), validators.le(1)])


@frozen(kw_only=True)
class Ordered:
    """Uniform among the weightings in which the order of importance holds.

    Parameters
    ----------
    ranks : 1 for the most important child, in the order of the children, who may share a number; left out, the order
        of the official weights.
    tied : children that share a number have ``any`` order among themselves, or ``equal`` weights.
    """

    ranks: tuple[int, ...] = field(default=(), validator=_from_one)
    tied: Literal["any", "equal"] = "any"


@frozen(kw_only=True)
class Interval:
    """Uniform among the weightings between limits.

    Parameters
    ----------
    margin : distance of the limits from the official weights, cut at 0 and 1; for the limits that are not given.
    lower, upper : limits of each child, in the order of the children.
    """

    margin: float = field(default=0.1, validator=[validators.ge(0), validators.le(1)])
    lower: tuple[float, ...] = field(default=(), validator=_shares)
    upper: tuple[float, ...] = field(default=(), validator=_shares)


@frozen(kw_only=True)
class Constraints:
    """Uniform among the weightings that fulfil linear inequalities.

    Parameters
    ----------
    rules : such as ``"policy >= 0.3"`` or ``"2 policy - service <= 0.5"``, by the ids of the children.
    """

    rules: tuple[str, ...] = field(validator=validators.min_len(1))


@frozen(kw_only=True)
class Table:
    """Weightings from the rows of a table, such as those that experts gave.

    Parameters
    ----------
    path : text table, workbook or Parquet file with a column for each child; a row is taken in proportion.
    order : rows are drawn at ``random`` with replacement, or taken in ``turn``, each as often as the others.
    """

    path: str
    order: Literal["random", "turn"] = "random"


Spread = Uniform | Sobol | Dirichlet | Noise | Ordered | Interval | Constraints | Table
"""Parameters of a way to draw weights."""


@frozen(kw_only=True)
class DrawMethod:
    """A way to draw weights.

    Parameters
    ----------
    name : what a description begins with.
    parameters : class of its parameters.
    summary : what it does, one sentence in each language.
    source : paper or package that it follows.
    """

    name: str
    parameters: type[Spread]
    summary: Text
    source: str = ""


def _near() -> tuple[DrawMethod, ...]:
    """Return the ways that stay around the official weights, or take given ones."""
    return (
        DrawMethod(
            name="dirichlet",
            parameters=Dirichlet,
            summary=Text(
                en="Weights spread around the official ones.",
                id="Bobot yang tersebar di sekitar bobot resmi.",
            ),
            source="Devroye, Non-Uniform Random Variate Generation, 1986, XI.4",
        ),
        DrawMethod(
            name="noise",
            parameters=Noise,
            summary=Text(
                en="Official weights, each a little larger or smaller.",
                id="Bobot resmi, masing-masing sedikit lebih besar atau lebih kecil.",
            ),
            source="Becker, Caperna, Del Sorbo et al., COINr, Journal of Open Source Software 7, 2022",
        ),
        DrawMethod(
            name="table",
            parameters=Table,
            summary=Text(
                en="Weightings from the rows of a table.", id="Pembobotan dari baris-baris suatu tabel."
            ),
        ),
    )


def _anywhere() -> tuple[DrawMethod, ...]:
    """Return the ways that are uniform, on all weights or on some."""
    return (
        DrawMethod(
            name="uniform",
            parameters=Uniform,
            summary=Text(
                en="Every weighting is as likely as every other.",
                id="Setiap pembobotan sama mungkinnya.",
            ),
            source="Devroye, Non-Uniform Random Variate Generation, 1986, V.2.1",
        ),
        DrawMethod(
            name="ordered",
            parameters=Ordered,
            summary=Text(
                en="Any weights that keep an order of importance.",
                id="Bobot apa pun yang menjaga urutan kepentingan.",
            ),
            source="Barron and Barrett, Management Science 42, 1996",
        ),
        DrawMethod(
            name="interval",
            parameters=Interval,
            summary=Text(en="Any weights between limits.", id="Bobot apa pun di antara batas."),
            source="Smith, Annals of Applied Probability 24, 2014 (a Gibbs sampler on the simplex)",
        ),
        DrawMethod(
            name="constraints",
            parameters=Constraints,
            summary=Text(
                en="Any weights that fulfil linear inequalities.",
                id="Bobot apa pun yang memenuhi pertidaksamaan linear.",
            ),
            source="Smith, Operations Research 32, 1984 (hit-and-run)",
        ),
        DrawMethod(
            name="sobol",
            parameters=Sobol,
            summary=Text(
                en="Weightings laid out evenly instead of at random.",
                id="Pembobotan yang disebar merata, bukan acak.",
            ),
            source="Owen, Journal of Complexity 14, 1998; Pillards and Cools, Journal of Computational and Applied "
            "Mathematics 174, 2005",
        ),
    )


DRAWS: Mapping[str, DrawMethod] = {item.name: item for item in (*_anywhere(), *_near())}


@frozen(kw_only=True)
class Drawn:
    """A way to draw weights with its parameters.

    Parameters
    ----------
    method : its name.
    spread : its parameters.
    """

    method: str
    spread: Spread

    @property
    def use(self) -> Use:
        """What describes it: the name and those parameters that are not as they are by default."""
        own = {item.name: getattr(self.spread, item.name) for item in fields(type(self.spread))}
        usual = {item.name: item.default for item in fields(type(self.spread))}
        return Use(
            method=self.method,
            parameters={name: value for name, value in own.items() if value != usual[name]},
        )
