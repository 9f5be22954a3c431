import numpy as np
import pytest

NAN = float("nan")


@pytest.fixture
def countries():
    """COINr 1.1.14, vignette "Imputation": rows 37 to 46 of ASEM_iData, Pat, CultServ, CultGood, Tourist."""
    return np.array(
        [
            [23.7, 0.13405, NAN, 11.519],
            [583.5, 2.20754, 16.182, 24.040],
            [3.6, 0.05780, 0.985, 6.509],
            [249.8, 1.79800, NAN, 17.242],
            [NAN, NAN, NAN, 3.315],
            [64.2, 1.15292, 7.555, 26.757],
            [0.3, 0.00266, 0.046, 0.404],
            [NAN, 0.08905, NAN, 2.907],
            [46.5, 0.34615, 1.213, 3.370],
            [7.2, 0.03553, 1.256, 0.966],
        ]
    )
