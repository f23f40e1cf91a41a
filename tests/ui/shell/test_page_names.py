"""An item of the rail and the page it leads to have one name."""

import pytest

from smallacts_desktop.ui.text.window_words import PAGES, faces_name, import_page_name, paper_name
from tests.ui.app_fixture import AppFixture


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_headed_by_its_name_on_the_rail(app: AppFixture, page: str) -> None:
    """By eye and by ear; the calendar adds which year or month it shows."""
    button = app.window.workspace.rail.button(page)
    button.click()
    shown = app.window.workspace.pages.named(page)
    assert shown.title.text().split(" · ")[0] == button.text() == button.accessibleName()
    assert shown.accessibleName() == shown.title.text()


def test_a_way_on_has_the_name_of_where_it_leads(app: AppFixture) -> None:
    """From Share to the file and the paper, from Journal to the faces."""
    workspace = app.window.workspace
    app.click("Share")
    for button, name in (
        (workspace.pages.share.more.csv_import, import_page_name()),
        (workspace.pages.share.more.paper, paper_name()),
        (workspace.pages.journal.faces_button, faces_name()),
    ):
        button.click()
        page = workspace.stack.currentWidget()
        assert page is not None
        assert button.text() == name == page.accessibleName()
