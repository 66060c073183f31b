"""The Kubernetes files are what the API takes, start the same processes as compose, closed as far as they can be."""

import re
import warnings
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.settings_reference import variables
from hearing_state.main.command import main
from tests.deploy.test_compose import NODES, SERVICES

DEPLOY = Path(__file__).parents[2] / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
VERSION = "1.31"
"""The oldest that is still looked after when this is released."""
OURS = {"web", "console", "live", *NODES, "broadcast", "worker", "timetable", "migrate"}
SERVING = {"web", "console", "live", "broadcast"}


def documents(path: Path) -> list[dict[str, Any]]:
    return [each for each in yaml.safe_load_all(path.read_text(encoding="utf-8")) if each]


def kustomization(folder: Path) -> dict[str, Any]:
    return documents(folder / "kustomization.yaml")[0]


def built(folder: Path) -> list[dict[str, Any]]:
    """The resources that kustomize would gather, without its patches."""
    found = []
    for name in kustomization(folder)["resources"]:
        path = (folder / name).resolve()
        found += built(path) if path.is_dir() else documents(path)
    return found


TRIAL = built(KUBERNETES / "overlays" / "trial")
NAMES = [f"{each['kind']}/{each['metadata']['name']}" for each in TRIAL]
WORKLOADS = [each for each in TRIAL if each["kind"] in {"Deployment", "StatefulSet", "Job"}]


def named(kind: str, name: str) -> dict[str, Any]:
    return TRIAL[NAMES.index(f"{kind}/{name}")]


def pod_of(workload: dict[str, Any]) -> dict[str, Any]:
    return workload["spec"]["template"]["spec"]


def by_name(each: dict[str, Any]) -> str:
    return f"{each['kind']}-{each['metadata']['name']}"


@pytest.mark.parametrize("resource", TRIAL, ids=by_name)
def test_the_api_takes_it_and_knows_every_field(resource):
    with warnings.catch_warnings():  # the validator's own libraries
        warnings.simplefilter("ignore")
        import kubernetes_validate

        kubernetes_validate.validate(resource, VERSION, strict=True)


def test_the_validator_would_find_a_mistyped_field():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import kubernetes_validate

        wrong = yaml.safe_load(
            yaml.safe_dump(named("Deployment", "web")).replace("readinessProbe", "readynessProbe")
        )
        with pytest.raises(kubernetes_validate.ValidationError):
            kubernetes_validate.validate(wrong, VERSION, strict=True)


def test_nothing_is_there_twice_and_every_file_is_gathered():
    assert len(NAMES) == len(set(NAMES))
    for folder in (KUBERNETES / "base", KUBERNETES / "stores"):
        files = {path.name for path in folder.glob("*.yaml")} - {"kustomization.yaml"}
        assert set(kustomization(folder)["resources"]) == files


def test_the_processes_are_those_of_compose():
    ours = {each["metadata"]["name"] for each in WORKLOADS}
    assert ours == {name for name in SERVICES if name != "web-beside"}
    for name in OURS:
        args = pod_of(next(each for each in WORKLOADS if each["metadata"]["name"] == name))["containers"][0][
            "args"
        ]
        assert args == SERVICES[name]["command"], name


@pytest.mark.parametrize("name", sorted(OURS))
def test_the_command_line_knows_the_word(name, capsys):
    workload = next(each for each in WORKLOADS if each["metadata"]["name"] == name)
    word, *options = pod_of(workload)["containers"][0]["args"]
    with pytest.raises(SystemExit) as left:
        main([word, "--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert all(option in shown for option in options if option.startswith("--"))


@pytest.mark.parametrize("workload", WORKLOADS, ids=by_name)
def test_a_pod_may_nearly_nothing(workload):
    pod = pod_of(workload)
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    assert not {"hostNetwork", "hostPID", "hostIPC"} & pod.keys()
    assert not any("hostPath" in volume for volume in pod.get("volumes", ()))
    for container in pod["containers"]:
        closed = container["securityContext"]
        assert closed["readOnlyRootFilesystem"] is True
        assert closed["allowPrivilegeEscalation"] is False
        assert closed["capabilities"] == {"drop": ["ALL"]}
        assert {"requests", "limits"} <= container["resources"].keys()
        assert {"cpu", "memory"} <= container["resources"]["requests"].keys()
        assert "memory" in container["resources"]["limits"]


@pytest.mark.parametrize("workload", [each for each in WORKLOADS if each["kind"] != "Job"], ids=by_name)
def test_a_process_says_whether_it_is_well(workload):
    for container in pod_of(workload)["containers"]:
        assert "livenessProbe" in container
        if workload["metadata"]["name"] not in {"worker", "timetable"}:
            assert {"readinessProbe", "startupProbe"} <= container.keys()
        ports = {port["name"] for port in container.get("ports", ())}
        for probe in ("livenessProbe", "readinessProbe", "startupProbe"):
            for way in ("httpGet", "tcpSocket"):
                asked = container.get(probe, {}).get(way)
                assert asked is None or asked["port"] in ports


def test_a_database_that_is_away_takes_no_process_out_of_service():
    for name in SERVING:
        (container,) = pod_of(named("Deployment", name))["containers"]
        assert {container[probe]["httpGet"]["path"] for probe in ("livenessProbe", "readinessProbe")} == {
            "/healthz"
        }


@pytest.mark.parametrize("workload", WORKLOADS, ids=by_name)
def test_labels_lead_from_services_and_budgets_to_pods(workload):
    labels = workload["spec"]["template"]["metadata"]["labels"]
    if workload["kind"] != "Job":
        assert workload["spec"]["selector"]["matchLabels"] == labels
    for each in TRIAL:
        if each["metadata"]["name"] != workload["metadata"]["name"]:
            continue
        if each["kind"] == "Service":
            assert each["spec"]["selector"] == labels
            ports = {
                port["name"] for container in pod_of(workload)["containers"] for port in container["ports"]
            }
            assert {port["targetPort"] for port in each["spec"]["ports"]} <= ports
        if each["kind"] == "PodDisruptionBudget":
            assert each["spec"]["selector"]["matchLabels"] == labels


def test_what_people_need_is_not_disrupted_all_at_once():
    for name in ("web", "console", "worker", "nginx"):
        assert named("PodDisruptionBudget", name)["spec"]["minAvailable"] == 1
        assert named("Deployment", name)["spec"]["replicas"] >= 2
        assert named("Deployment", name)["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert named("PodDisruptionBudget", "live")["spec"]["maxUnavailable"] == 0


def test_secrets_come_by_reference_alone():
    text = "".join(path.read_text(encoding="utf-8") for path in KUBERNETES.rglob("*.yaml"))
    assert "kind: Secret" not in text
    assert not re.search(
        r"(HS_SECRET_KEY|HS_DIGEST_KEY|PASSWORD|HS_DATABASE_URL|HS_SMTP_URL|HS_BROKER_URL)\s*[:=]\s*\S", text
    )
    for name in OURS:
        workload = next(each for each in WORKLOADS if each["metadata"]["name"] == name)
        sources = pod_of(workload)["containers"][0]["envFrom"]
        assert {"secretRef": {"name": "hearing-state-secrets"}} in sources


def test_every_setting_named_exists_in_the_code():
    text = "".join(
        path.read_text(encoding="utf-8") for path in KUBERNETES.rglob("*") if path.suffix in {".yaml", ".md"}
    )
    named_there = set(re.findall(r"\bHS_[A-Z_]+\b", text))
    assert named_there <= variables(), named_there - variables()


def test_nginx_has_the_same_configuration_as_everywhere():
    for path in (DEPLOY / "nginx").iterdir():
        copy = KUBERNETES / "base" / "nginx" / path.name
        assert copy.read_bytes() == path.read_bytes(), f"cp {path} {copy}"
    blanks = set(
        re.findall(r"\$\{(\w+)\}", (DEPLOY / "nginx" / "site.conf.template").read_text(encoding="utf-8"))
    )
    (container,) = pod_of(named("Deployment", "nginx"))["containers"]
    assert blanks <= {each["name"] for each in container["env"]}


def test_every_volume_that_is_mounted_is_there_and_every_folder_that_is_written_to():
    for workload in WORKLOADS:
        pod = pod_of(workload)
        there = {volume["name"] for volume in pod.get("volumes", ())}
        there |= {claim["metadata"]["name"] for claim in workload["spec"].get("volumeClaimTemplates", ())}
        for container in pod["containers"]:
            assert {mount["name"] for mount in container["volumeMounts"]} == there, workload["metadata"][
                "name"
            ]


@pytest.mark.parametrize("name", ["trial", "production"])
def test_an_overlay_changes_what_is_there(name):
    folder = KUBERNETES / "overlays" / name
    made = kustomization(folder)
    there = {f"{each['kind']}/{each['metadata']['name']}" for each in built(folder)}
    for patch in made["patches"]:
        (change,) = documents(folder / patch["path"])
        assert f"{change['kind']}/{change['metadata']['name']}" in there
    images = {
        container["image"].partition(":")[0]
        for each in built(folder)
        if each in WORKLOADS
        for container in pod_of(each)["containers"]
    }
    assert {image["name"] for image in made["images"]} <= images
    assert all(image["newTag"] != "latest" for image in made["images"])
    assert {f"Deployment/{each['name']}" for each in made["replicas"]} <= there
    assert made["namespace"].startswith("hearing-state")
