"""The pages of a journal in which nothing is written yet."""

from smallacts_desktop.tour.stage import AppFixture, Step


def an_empty_calendar(stage: AppFixture) -> None:
    """A year with nothing in it, and nothing that scolds."""
    stage.go_to("calendar")
    stage.expect(stage.entries_on_disk() == [], "the journal is not empty")


def an_empty_journal(stage: AppFixture) -> None:
    """One sentence about what will be here, and a way to the card."""
    stage.go_to("journal")
    page = stage.window.workspace.pages.journal
    stage.expect(page.empty.isVisible(), "the page does not say what will be here")
    stage.expect(not page.search.isVisible(), "there is nothing to search")


def no_faces_yet(stage: AppFixture) -> None:
    """Where people will show once they have a nickname."""
    stage.click(stage.window.workspace.pages.journal.faces_button)
    faces = stage.window.workspace.pages.faces
    stage.until(faces.isVisible, "the page did not open")
    stage.expect(faces.empty.isVisible() and not faces.cards, "there are faces")


def nothing_to_look_back_on(stage: AppFixture) -> None:
    """No chart without entries."""
    stage.go_to("insights")
    page = stage.window.workspace.pages.insights
    stage.expect(page.empty.isVisible(), "the page does not say what will be here")
    stage.expect(not page.moods.isVisible(), "there is a chart of nothing")


NOTHING_YET: tuple[Step, ...] = (
    an_empty_calendar,
    an_empty_journal,
    no_faces_yet,
    nothing_to_look_back_on,
)
