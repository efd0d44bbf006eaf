"""Installed in every way people install, custcheck runs and finds its banks.

These need a network for pip, so they are marked ``ci``.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import TESTS
from test_docs import block

pytestmark = pytest.mark.ci

ROOT = TESTS.parent
PARTS = (
    "custcheck", "questionnaires", "tests", "pyproject.toml", "README.md", "CHANGELOG.md",
    "LICENSE", ".gitignore", ".pre-commit-hooks.yaml",
)  # fmt: skip
CLEAN = {
    name: value
    for name, value in os.environ.items()
    if name not in {"COLUMNS", "LINES", "VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME"}
    and not name.startswith(("COV_", "PYTEST_"))
}


def do(
    *command: str | Path,
    cwd: Path,
    environment: Mapping[str, str] = CLEAN,
    user: str | None = None,
) -> str:
    """Run a command that must succeed, and return what it prints."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=dict(environment),
        user=user,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project with nothing installed or cached in it."""
    copy = tmp_path_factory.mktemp("checkout") / "custcheck"
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=ignore)
        else:
            copy.mkdir(exist_ok=True)
            shutil.copy2(source, copy / name)
    return copy


@pytest.fixture(scope="module")
def dists(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sdist, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dists")
    tools = folder / "tools"
    do(sys.executable, "-m", "venv", tools, cwd=folder)
    do(tools / "bin" / "pip", "install", "-q", "build", cwd=folder)
    do(tools / "bin" / "python", "-m", "build", "--outdir", folder, checkout, cwd=folder)
    return folder


def audits_the_sample(command: list[str | Path], cwd: Path, **environment: str) -> None:
    """Check that a command lists the banks and audits the sample, from any folder."""
    sample = ROOT / "questionnaires" / "samples" / "harbour-and-lane.yaml"
    merged = {**CLEAN, **environment}
    listed = do(*command, "banks", cwd=cwd, environment=merged)
    report = do(*command, "audit", "--answers", sample, cwd=cwd, environment=merged)

    assert "warning-signs  Ten warning signs" in listed
    assert "Harbour & Lane Insurance is not customer-centric today." in report


@pytest.mark.parametrize("kind", ["*.whl", "*.tar.gz"])
def test_from_a_distribution(kind: str, dists: Path, tmp_path: Path) -> None:
    (package,) = dists.glob(kind)
    do(sys.executable, "-m", "venv", tmp_path / "v", cwd=tmp_path)
    do(tmp_path / "v" / "bin" / "pip", "install", "-q", package, cwd=tmp_path)

    audits_the_sample([tmp_path / "v" / "bin" / "custcheck"], tmp_path)
    audits_the_sample([tmp_path / "v" / "bin" / "python", "-m", "custcheck"], tmp_path)


def test_editable_and_plain_checkout(checkout: Path, tmp_path: Path) -> None:
    python = tmp_path / "v" / "bin" / "python"
    do(sys.executable, "-m", "venv", tmp_path / "v", cwd=tmp_path)
    do(python, "-m", "pip", "install", "-q", "-e", checkout, cwd=tmp_path)
    audits_the_sample([tmp_path / "v" / "bin" / "custcheck"], tmp_path)
    do(python, "-m", "pip", "uninstall", "-q", "-y", "custcheck", cwd=tmp_path)

    audits_the_sample([python, "-m", "custcheck"], tmp_path, PYTHONPATH=str(checkout))
    audits_the_sample([python, "-m", "custcheck"], checkout)


@pytest.mark.parametrize("user", ["the owner", "nobody"])
def test_the_readmes_commands(user: str, checkout: Path, tmp_path: Path) -> None:
    """Run both, twice, with the system's own Python and nothing else on the path."""
    if user == "nobody" and os.getuid() != 0:
        pytest.skip("only root can become somebody else")
    # Not under tmp_path: nobody cannot enter root's.
    home = Path(tempfile.gettempdir()) / f"custcheck-{os.getpid()}-{user.replace(' ', '-')}"
    shutil.copytree(checkout, home / "custcheck")
    system = {**CLEAN, "PATH": "/usr/bin:/bin", "HOME": str(home), "TMPDIR": str(home)}
    account = None
    if user == "nobody":
        account = "nobody"
        owner = pwd.getpwnam(account)
        for path in (home, *home.rglob("*")):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    try:
        for _ in range(2):
            run = do(
                "bash", "-c", block("command: run"),
                cwd=home / "custcheck", environment=system, user=account,
            )  # fmt: skip
            assert run == block("the report")
        tests = block("command: test").strip() + " -q -k 'docs or reports'"
        for _ in range(2):
            out = do("bash", "-c", tests, cwd=home / "custcheck", environment=system, user=account)
            assert " passed" in out
    finally:
        shutil.rmtree(home)
