"""The page of metrics is the one that the code makes."""

from deploy.metrics_reference import PAGE, reference


def test_the_page_of_metrics_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == reference(), "python -m deploy.metrics_reference"
