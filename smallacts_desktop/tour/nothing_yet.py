"""The pages of a journal in which nothing is written yet."""

from smallacts_desktop.tour.app_fixture import AppFixture, Step


def an_empty_calendar(app: AppFixture) -> None:
    """A year with nothing in it, and nothing that scolds."""
    app.go_to("calendar")
    app.expect(app.entries_on_disk() == [], "the journal is not empty")


def an_empty_journal(app: AppFixture) -> None:
    """One sentence about what will be here, and a way to the card."""
    app.go_to("journal")
    page = app.window.workspace.pages.journal
    app.expect(page.empty.isVisible(), "the page does not say what will be here")
    app.expect(not page.search.isVisible(), "there is nothing to search")


def no_faces_yet(app: AppFixture) -> None:
    """Where people will show once they have a nickname."""
    app.click(app.window.workspace.pages.journal.faces_button)
    faces = app.window.workspace.pages.faces
    app.until(faces.isVisible, "the page did not open")
    app.expect(faces.empty.isVisible() and not faces.cards, "there are faces")


def nothing_to_look_back_on(app: AppFixture) -> None:
    """No chart without entries."""
    app.go_to("insights")
    page = app.window.workspace.pages.insights
    app.expect(page.empty.isVisible(), "the page does not say what will be here")
    app.expect(not page.moods.isVisible(), "there is a chart of nothing")


NOTHING_YET: tuple[Step, ...] = (
    an_empty_calendar,
    an_empty_journal,
    no_faces_yet,
    nothing_to_look_back_on,
)
