"""Days in words: the months of a report, whole sentences that a translator can turn around."""

from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP

MONTHS = (
    QT_TRANSLATE_NOOP("Report", "{day} January {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} February {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} March {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} April {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} May {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} June {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} July {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} August {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} September {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} October {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} November {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} December {year}"),
)
SHORT_MONTHS = (
    QT_TRANSLATE_NOOP("Report", "{day} Jan {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Feb {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Mar {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Apr {year}"),
    # Translators: the short form of May.
    QT_TRANSLATE_NOOP("Report", "{day} May {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Jun {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Jul {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Aug {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Sep {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Oct {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Nov {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Dec {year}"),
)
