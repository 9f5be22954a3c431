from attrs import evolve

from scoring.model.edition import Group
from scoring.model.text import Text
from scoring.report.labels import Labels


def test_columns_are_called_by_criterion_type_and_stage(sample):
    labels = Labels(scheme=sample.scheme, language="en")
    assert labels.column("governance.service@academic#one") == "Public service · Academic · one"
    assert labels.column("governance.service@academic") == "Public service · Academic"
    assert labels.column("governance.service#two") == "Public service · two"
    assert labels.column("governance") == "Governance"
    assert labels.column("index") == "Sample index"


def test_what_has_no_name_is_called_by_its_id(sample):
    labels = Labels(scheme=sample.scheme, language="id")
    assert labels.column("nowhere.found@stranger") == "nowhere.found · stranger"
    assert labels.attribute("note") == "note"
    assert labels.member("size", "huge") == "huge"


def test_a_missing_language_falls_back_to_the_other(sample):
    edition = evolve(sample.scheme.edition, name=Text(id="Hanya ini"))
    assert Labels(scheme=evolve(sample.scheme, edition=edition), language="en").title() == "Hanya ini"


def test_known_attributes_have_names_without_the_edition_giving_any(sample):
    edition = evolve(sample.scheme.edition, groups={"cohort": Group(column="cohort")})
    labels = Labels(scheme=evolve(sample.scheme, edition=edition), language="id")
    assert labels.group("cohort") == "Angkatan"
    assert labels.attribute("population") == "Penduduk"
