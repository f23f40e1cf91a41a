"""The parts of a journal that no start asks for: each is imported and made when it is wanted."""

import random
from functools import cached_property
from typing import TYPE_CHECKING

from smallacts_desktop.domain.acts import Catalogue
from smallacts_desktop.journal.acts import ActLibrary, DailyCard
from smallacts_desktop.journal.changes import JournalContext, JournalPart

if TYPE_CHECKING:
    from smallacts_desktop.journal.closing import ClosingLines
    from smallacts_desktop.journal.lost_entries import CopyFinder, RecentlyDeleted, Unreadable
    from smallacts_desktop.journal.overviews import (
        FamiliarFaces,
        GoodMoments,
        InsightsReader,
        PastShares,
    )
    from smallacts_desktop.journal.paper import PaperWeek


class JournalParts(JournalPart):
    """What ``Journal`` leaves to others, each under the name by which it is reached."""

    def __init__(
        self,
        context: JournalContext,
        catalogue: Catalogue,
        rng: random.Random | None,
        find_copy: "CopyFinder | None",
    ) -> None:
        super().__init__(context)
        self._context, self._find_copy = context, find_copy
        self._rng = rng or random.Random()  # noqa: S311 - it chooses an act, and guards nothing
        self.preferences = context.preferences
        self.acts = ActLibrary(context, catalogue)
        self.card = DailyCard(context, self.acts, self._rng)

    @cached_property
    def closing(self) -> "ClosingLines":
        """The line that closes each entry."""
        from smallacts_desktop.journal.closing import ClosingLines

        return ClosingLines(self._context)

    @cached_property
    def faces(self) -> "FamiliarFaces":
        """The people met again."""
        from smallacts_desktop.journal.overviews import FamiliarFaces

        return FamiliarFaces(self._context)

    @cached_property
    def insights(self) -> "InsightsReader":
        """What the entries show over a period."""
        from smallacts_desktop.journal.overviews import InsightsReader

        return InsightsReader(self._context)

    @cached_property
    def good_moments(self) -> "GoodMoments":
        """What the person marked to come back to."""
        from smallacts_desktop.journal.overviews import GoodMoments

        return GoodMoments(self._context, self._rng)

    @cached_property
    def deleted(self) -> "RecentlyDeleted":
        """What can be brought back."""
        from smallacts_desktop.journal.lost_entries import RecentlyDeleted

        return RecentlyDeleted(self._context)

    @cached_property
    def unreadable(self) -> "Unreadable":
        """What cannot be read any more."""
        from smallacts_desktop.journal.lost_entries import Unreadable, no_copies

        return Unreadable(self._context, self._find_copy or no_copies)

    @cached_property
    def shares(self) -> "PastShares":
        """What was shared."""
        from smallacts_desktop.journal.overviews import PastShares

        return PastShares(self._context)

    @cached_property
    def paper(self) -> "PaperWeek":
        """A week filled in by hand."""
        from smallacts_desktop.journal.paper import PaperWeek

        return PaperWeek(self._context, self.acts, self._rng)
