"""The matrix library is held to one thread, and has its threads back afterwards."""

import pytest

from scoring.lab.matrices import library, one_thread


@pytest.fixture
def threads():
    """Two threads of the library, for the time of a test."""
    found = library()
    if found is None:
        pytest.skip("numpy uses another matrix library than OpenBLAS here")
    before = found.ask()
    found.tell(2)
    if found.ask() != 2:
        found.tell(before)
        pytest.skip("the matrix library has no second thread here")
    yield found.ask
    found.tell(before)


def test_the_last_to_leave_gives_the_threads_back(threads):
    with one_thread():
        assert threads() == 1
        with one_thread():
            assert threads() == 1
        assert threads() == 1
    assert threads() == 2


def test_an_error_gives_them_back_too(threads):
    with pytest.raises(KeyError), one_thread():
        raise KeyError
    assert threads() == 2


def test_another_library_is_left_alone(monkeypatch):
    monkeypatch.setattr("scoring.lab.matrices.library", lambda: None)
    with one_thread():
        pass
