"""Where the validators are. A missing one fails the test, never skips it, and says what to install."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
NODE_MODULES = ROOT / "node_modules"
DEBIAN_JARS = Path("/usr/share/java")


def missing(what: str, install: str) -> NoReturn:
    """Fail the test that asked, with what to do about it."""
    pytest.fail(f"{what} is missing: run `make test`, or `{install}`", pytrace=False)


@cache
def program(name: str, package: str) -> str:
    """Find a program on the path; `package` is the Debian package that brings it."""
    return shutil.which(name) or missing(name, f"apt-get install {package}")


def java() -> str:
    """Find a Java that can run a source file, which a runtime without the compiler cannot."""
    program("javac", "default-jdk-headless")
    return program("java", "default-jdk-headless")


def node_file(name: str, install: str = "npm ci") -> Path:
    """Find a file of an npm package."""
    path = NODE_MODULES / name
    return path if path.exists() else missing(name, install)


def debian_jar(name: str, package: str) -> Path:
    """Find a jar that a Debian package brings."""
    path = DEBIAN_JARS / name
    return path if path.exists() else missing(name, f"apt-get install {package}")


@cache
def package_folder(name: str) -> Path:
    """Find the folder of an installed Python package without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        missing(f"the Python package {name}", "pip install --group dev")
    return Path(spec.origin).parent


def run_source(
    source: str, class_path: Sequence[Path | str], arguments: Sequence[str]
) -> Iterator[dict[str, str]]:
    """Run a single-file Java program of this folder and give the JSON objects that it prints."""
    jars = ":".join(str(jar) for jar in class_path)
    done = run([java(), "-Xss16m", "-cp", jars, str(HERE / source), *arguments])
    for line in done.stdout.splitlines():
        yield json.loads(line)


def run(command: Sequence[str], env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a validator; if it breaks down, say so with the end of what it complained about."""
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=env)
    if done.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done


def all_checked(validator: str, asked: Sequence[Path], checked: Sequence[Any]) -> None:
    """Insist that every file was looked at: silence about a file is no proof that it is good."""
    left = {str(path) for path in asked} - {str(path) for path in checked}
    if left:
        raise RuntimeError(f"{validator} said nothing about {', '.join(sorted(left))}")
