from scoring.model.nearest import nearest


def test_a_slip_finds_its_name():
    assert nearest("governence", ["governance", "people"]) == "governance"


def test_upper_case_finds_its_name():
    assert nearest("GOVERNANCE", ["governance", "people"]) == "governance"


def test_nothing_near_is_empty():
    assert nearest("xyz", ["governance", "people"]) == ""
    assert nearest("xyz", []) == ""


def test_the_order_of_the_allowed_names_does_not_matter():
    assert nearest("ab", ["abd", "abc", "AB"]) == nearest("ab", ["AB", "abc", "abd"]) == "AB"
    assert nearest("a", ["A", "a"]) == nearest("a", ["a", "A"])


def test_a_name_may_come_from_a_generator():
    assert nearest("peple", (name for name in ["people"])) == "people"
