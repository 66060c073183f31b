"""The container file: locked, small, and nobody's."""

import re
from pathlib import Path

DEPLOY = Path(__file__).parents[2] / "deploy"
LINES = re.sub(r"\\\n", " ", (DEPLOY / "Containerfile").read_text(encoding="utf-8")).splitlines()
STEPS = [line for line in LINES if line and not line.startswith("#")]
SECOND_STAGE = STEPS[max(i for i, line in enumerate(STEPS) if line.startswith("FROM")) :]
REPOSITORY = DEPLOY.parent


def test_both_stages_stand_on_one_pinned_image():
    assert "ARG PYTHON_IMAGE=python:3.11-slim-bookworm" in STEPS
    assert [line.split()[1] for line in STEPS if line.startswith("FROM")] == ["${PYTHON_IMAGE}"] * 2


def test_dependencies_are_installed_by_hash_from_the_lock():
    installs = [line for line in STEPS if "pip install" in line]
    assert len(installs) == 1
    assert "--require-hashes -r requirements/run.txt" in " ".join(installs[0].split())


def test_nothing_is_fetched_by_other_ways():
    assert not re.search(r"\b(curl|wget|apt-get|git clone)\b|https?://|^ADD ", "\n".join(STEPS), re.MULTILINE)


def test_it_runs_as_nobody():
    users = [line for line in SECOND_STAGE if line.startswith("USER")]
    assert users == ["USER 10001:10001"]
    assert not [line for line in SECOND_STAGE[SECOND_STAGE.index(users[0]) :] if line.startswith("RUN")]


def test_no_secret_is_baked_in():
    assert not re.search(r"HS_\w*(KEY|URL)", "\n".join(STEPS))


def test_what_it_copies_is_there_and_not_ignored():
    ignored = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[0] == "*"
    for line in STEPS:
        if line.startswith("COPY") and "--from" not in line:
            source = line.split()[1]
            assert (REPOSITORY / source).exists(), source
            assert f"!{source}" in ignored


def test_every_package_of_the_wheel_is_in_the_image():
    import tomllib

    wheel = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"][
        "build"
    ]
    copied = {line.split()[1] for line in STEPS if line.startswith("COPY")}
    assert {*wheel["targets"]["wheel"]["packages"], "locales"} <= copied
