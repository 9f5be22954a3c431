"""The matrix library is held to one thread, and has its threads back afterwards."""

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from scoring.lab.matrices import one_thread


def most_threads():
    return max((item["num_threads"] for item in threadpool_info() if item["user_api"] == "blas"), default=0)


@pytest.fixture
def two_threads():
    """Two threads of the library, for the time of a test."""
    np.ones((2, 2)) @ np.ones((2, 2))  # so that it is loaded
    with threadpool_limits(limits=2, user_api="blas"):
        if most_threads() != 2:
            pytest.skip("the matrix library has no second thread here")
        yield


@pytest.mark.usefixtures("two_threads")
def test_the_last_to_leave_gives_the_threads_back():
    with one_thread():
        assert most_threads() == 1
        with one_thread():
            assert most_threads() == 1
        assert most_threads() == 1
    assert most_threads() == 2


@pytest.mark.usefixtures("two_threads")
def test_whoever_comes_first_may_leave_first():
    first, second = one_thread(), one_thread()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert most_threads() == 1
    second.__exit__(None, None, None)
    assert most_threads() == 2


@pytest.mark.usefixtures("two_threads")
def test_an_error_gives_them_back_too():
    with pytest.raises(KeyError), one_thread():
        raise KeyError
    assert most_threads() == 2
