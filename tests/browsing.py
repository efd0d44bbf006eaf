"""A browser to look at pages with: Chromium, which has to be there."""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu")
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n')
DARK = "@media screen and (prefers-color-scheme:dark)"


def in_scheme(page: str, *, is_dark: bool) -> str:
    """Return a copy of a page that is dark or light wherever it is shown."""
    assert DARK in page
    return page.replace(DARK, f"@media {'all' if is_dark else 'not all'}")


def open_to_scripts(page: str, script: str) -> str:
    """Return a copy of a page that runs a script of ours when all of it is there."""
    return POLICY.sub("", page).replace("</body>", f"<script>{script}</script></body>")


def browse(page: Path, *flags: str) -> str:
    """Return what has become of a page, as HTML; what the browser keeps lies beside the page."""
    folder = page.parent
    own = (f"--user-data-dir={folder / 'user'}", "--dump-dom")
    done = subprocess.run(
        [_browser(), *FLAGS, *own, *flags, page.as_uri()],
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return done.stdout


@cache
def _browser() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found is not None, f"none of {', '.join(BROWSERS)} is installed"
    return found
