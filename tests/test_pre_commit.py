"""The hook, run by the real pre-commit on a repository of banks.

It installs custcheck from a commit of its own, so it needs a network: marked ``ci``.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import QUESTIONNAIRES, TESTS

pytestmark = pytest.mark.ci

ROOT = TESTS.parent
HOOK_PARTS = ("custcheck", "questionnaires", "pyproject.toml", "README.md", "LICENSE")
IDENTITY = ["-c", "user.name=A Tester", "-c", "user.email=tester@example.com"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return an environment with nothing of the developer's git and pre-commit."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("COV_", "GIT_", "PYTEST_"))}
    caches = {"PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit"))}
    return kept | caches | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def commit_all(folder: Path, environment: Mapping[str, str]) -> str:
    """Put all that is in a folder into a commit, and return its hash."""
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "All"]):
        subprocess.run(["git", *IDENTITY, *words], cwd=folder, env=environment, check=True)
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=folder, env=environment, check=True, capture_output=True
    )
    return head.stdout.decode().strip()


@pytest.fixture(scope="module")
def hook(tmp_path_factory: pytest.TempPathFactory, environment: Mapping[str, str]) -> str:
    """Return what a project writes into its ``.pre-commit-config.yaml``."""
    source = tmp_path_factory.mktemp("source")
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", source)
    for name in HOOK_PARTS:
        part = ROOT / name
        if part.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(part, source / name, ignore=ignored)
        else:
            shutil.copy(part, source)
    revision = commit_all(source, environment)
    return f"repos:\n  - repo: {source}\n    rev: {revision}\n    hooks: [{{id: custcheck}}]\n"


def run_hook(folder: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    subprocess.run(["git", "add", "."], cwd=folder, env=environment, check=True)
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--color=never"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_hook(hook: str, tmp_path: Path, environment: Mapping[str, str]) -> None:
    folder = tmp_path / "banks"
    banks = folder / "questionnaires"
    banks.mkdir(parents=True)
    signs = (QUESTIONNAIRES / "warning-signs.yaml").read_text(encoding="utf-8")
    (banks / "ours.yaml").write_text(signs.replace("id: warning-signs", "id: ours"))
    (folder / ".pre-commit-config.yaml").write_text(hook)
    commit_all(folder, environment)

    (banks / "more.yaml").write_text(signs.replace("id: warning-signs", "id: more"))
    code, said = run_hook(folder, environment)

    assert code == 0, said
    assert "custcheck check" in said
    assert "Passed" in said

    (banks / "more.yaml").write_text(signs.replace("id: warning-signs", "id: ours"))
    code, said = run_hook(folder, environment)

    assert code == 1, said
    assert "questionnaires/ours.yaml:4:5: R03" in said, "all files are seen, not the changed ones"

    (banks / "more.yaml").unlink()
    framework = "framework: customer-centricity"
    (banks / "ours.yaml").write_text(
        signs.replace("id: warning-signs", "id: ours").replace(framework, "framework: here")
    )
    shared = (QUESTIONNAIRES / "framework.yaml").read_text(encoding="utf-8")
    (banks / "framework.yaml").write_text(shared.replace("id: customer-centricity", "id: here"))
    assert run_hook(folder, environment)[0] == 0
    commit_all(folder, environment)
    (banks / "framework.yaml").unlink()
    code, said = run_hook(folder, environment)

    assert code == 1, said
    assert 'There is no framework "here"' in said, "a commit that only deletes is checked too"
