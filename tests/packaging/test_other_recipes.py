"""What can be held of the recipes for macOS and for hosted builds without either."""

import plistlib
import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
MACOS = CHECKOUT / "packaging" / "macos"
WORKFLOWS = CHECKOUT / ".github" / "workflows"


def test_the_macos_program_owns_its_backup_files() -> None:
    """The kind of file that the program declares is the one it opens."""
    values = plistlib.loads((MACOS / "Info.plist").read_bytes())
    (declared,) = values["UTExportedTypeDeclarations"]
    (opened,) = values["CFBundleDocumentTypes"]
    assert opened["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    tags = declared["UTTypeTagSpecification"]
    assert tags == {"public.filename-extension": ["smallacts"]}
    assert values["NSHighResolutionCapable"] is True


def test_the_macos_program_asks_for_no_network() -> None:
    """Its entitlements are the two a frozen Python needs."""
    asked = plistlib.loads((MACOS / "entitlements.plist").read_bytes())
    assert sorted(asked) == [
        "com.apple.security.cs.allow-unsigned-executable-memory",
        "com.apple.security.cs.disable-library-validation",
    ]


def test_every_action_of_a_hosted_build_is_pinned() -> None:
    """By the full name of a commit, with the release in a comment, and by nobody but GitHub."""
    used = []
    for workflow in WORKFLOWS.glob("*.yml"):
        used += re.findall(r"uses: *(.+)", workflow.read_text(encoding="utf-8"))
    assert len(used) >= 3
    for action in used:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def test_one_action_is_pinned_to_one_commit() -> None:
    """The same release everywhere, so that moving on is one search."""
    used = set()
    for workflow in WORKFLOWS.glob("*.yml"):
        used.update(re.findall(r"uses: *(\S+)", workflow.read_text(encoding="utf-8")))
    names = [action.partition("@")[0] for action in used]
    assert len(names) == len(set(names)), sorted(used)


def test_hosted_builds_may_only_read() -> None:
    """No secrets, no rights beyond reading, and no rights left behind in the checkout."""
    for workflow in WORKFLOWS.glob("*.yml"):
        text = workflow.read_text(encoding="utf-8")
        assert "\npermissions:\n  contents: read\n" in text
        assert text.count("permissions:") == 1
        assert "secrets." not in text
        assert text.count("persist-credentials: false") == text.count("actions/checkout@")
