"""One figure of matplotlib as bytes: the same figure gives the same bytes, and no name is read as a formula."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, cast

from scoring.errors import ExtraMissingError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PlotFormat = Literal["svg", "png"]
STYLE: dict[str, Any] = {
    "svg.hashsalt": "scoring",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "text.parse_math": False,
    "figure.facecolor": "white",
}
"""Settings of every figure; a ``$`` in the name of a city is a dollar sign."""
INK, MUTED, ACCENT = "#1b2733", "#9aa7b3", "#0b6bcb"
PALETTE = ("#0b6bcb", "#d1495b", "#2a9d8f", "#e9a23b", "#6a4c93", "#577590", "#bc6c25", "#3d405b")
PIXELS = 160


def drawn(draw: Callable[[Axes], None], *, width: float, height: float, form: PlotFormat = "svg") -> bytes:
    """Return a figure with one pair of axes.

    Parameters
    ----------
    draw : draws on the axes.
    width, height : of the figure, in inches.
    form : of the bytes.

    Raises
    ------
    ExtraMissingError
        If matplotlib is not installed.
    """
    try:
        import matplotlib as mpl  # noqa: PLC0415 - an extra
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError as error:
        raise ExtraMissingError(method="plot", package="matplotlib", extra="plot") from error
    with mpl.rc_context(cast("Any", STYLE)):
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(figure.subplots())
        target = BytesIO()
        metadata = {"Date": None, "Creator": "scoring"} if form == "svg" else {"Software": "scoring"}
        with warnings.catch_warnings():  # a letter that the font lacks is drawn as a box
            warnings.simplefilter("ignore", UserWarning)
            figure.savefig(target, format=form, dpi=PIXELS, metadata=metadata)
    return target.getvalue()
