"""The recipes of docs/scale.md, as they stand there: eight parts are the bytes of one process."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pyspark
import pytest
from program import PROGRAM, ROOT

ONE = ["sensitivity", "acceptability", "fighter-aircraft", "--draws", "200000"]
PARTS = 8


def recipe(name, language):
    """The blocks of this language in the section of this name."""
    page = (ROOT / "docs" / "scale.md").read_text()
    section = re.search(rf"^### {name}\n(.*?)(?=^##)", page, re.DOTALL | re.MULTILINE).group(1)
    return re.findall(rf"^```{language}\n(.*?)^```", section, re.DOTALL | re.MULTILINE)


@pytest.fixture
def environment(tmp_path):
    """One in which the program is found by its name."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "afweging").symlink_to(PROGRAM)
    return {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}


def run(command, folder, environment):
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def same_as_one(folder):
    assert len(list(folder.glob("part-*.tally"))) == PARTS
    assert not list(folder.glob("*.checkpoint"))
    subprocess.run([PROGRAM, *ONE, "-o", "one.csv", "-q"], cwd=folder, check=True)
    assert (folder / "one.csv").read_bytes() == (folder / "shares.csv").read_bytes()


@pytest.mark.parametrize("name", ["xargs", "GNU parallel"])
def test_processes_of_one_machine(name, tmp_path, environment):
    (script,) = recipe(name, "sh")
    run(["sh", "-ec", script], tmp_path, environment)
    same_as_one(tmp_path)


def test_the_container_of_a_kubernetes_job(tmp_path, environment):
    (job,) = recipe("A Kubernetes indexed job", "yaml")
    (merge,) = recipe("A Kubernetes indexed job", "sh")
    assert f"completions: {PARTS}\n" in job
    script = re.search(r"args:\n +- \|\n(.*?)\n +volumeMounts", job, re.DOTALL).group(1)
    for index in range(PARTS):
        run(["sh", "-c", script], tmp_path, {**environment, "JOB_COMPLETION_INDEX": str(index)})
    run(["sh", "-ec", merge], tmp_path, environment)
    same_as_one(tmp_path)


def test_a_local_cluster_of_spark(tmp_path, environment):
    (script,) = recipe("Spark", "python")
    # Two workers, each a process of its own, on this machine alone.
    settings = ["spark.ui.enabled=false"]
    settings += [f"spark.driver.{key}=127.0.0.1" for key in ("host", "bindAddress")]
    confs = " ".join(f"--conf {setting}" for setting in settings)
    environment["PYSPARK_SUBMIT_ARGS"] = f"--master local-cluster[2,1,1024] {confs} pyspark-shell"
    environment["PYSPARK_PYTHON"] = sys.executable
    environment["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
    environment["SPARK_LOCAL_IP"] = "127.0.0.1"
    run([sys.executable, "-c", script], tmp_path, environment)
    same_as_one(tmp_path)


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@pytest.fixture
def slurm(tmp_path, environment):
    """A cluster of this machine, with a key of its own; the environment in which it is used."""
    home = tmp_path / "slurm"
    home.mkdir()
    node = socket.gethostname().split(".")[0]
    key, socket_of_keys = home / "munge.key", home / "munge.socket"
    key.write_bytes(os.urandom(128))
    key.chmod(0o600)
    (home / "slurm.conf").write_text(
        f"""ClusterName=one
SlurmctldHost={node}(127.0.0.1)
SlurmctldPort={free_port()}
SlurmdPort={free_port()}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={socket_of_keys}
StateSaveLocation={home}/state
SlurmdSpoolDir={home}/spool
SlurmctldPidFile={home}/slurmctld.pid
SlurmdPidFile={home}/slurmd.pid
SlurmdParameters=config_overrides
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
SchedulerParameters=sched_interval=1
NodeName={node} NodeAddr=127.0.0.1 CPUs=2
PartitionName=main Nodes={node} Default=YES
"""
    )
    environment["SLURM_CONF"] = str(home / "slurm.conf")
    daemons = [
        ["munged", "-F", "-f", f"--socket={socket_of_keys}", f"--key-file={key}"]
        + [f"--{kind}-file={home}/munged.{kind}" for kind in ("pid", "seed")]
        + [f"--log-file={home}/munged.log"],
        ["slurmctld", "-D"],
        ["slurmd", "-D"],
    ]
    running = []
    try:
        for daemon in daemons:
            with (home / f"{daemon[0]}.txt").open("w") as said:
                running.append(
                    subprocess.Popen(daemon, env=environment, stdout=said, stderr=said)
                )
            time.sleep(1)
        for _ in range(60):
            state = subprocess.run(
                ["sinfo", "-h", "-o", "%T"], env=environment, capture_output=True, text=True
            ).stdout
            if state.strip() == "idle":
                break
            time.sleep(1)
        else:
            said = "".join(file.read_text() for file in home.glob("*.txt"))
            pytest.fail(f"the cluster is not ready: {state}\n{said}")
        yield environment
    finally:
        for daemon in reversed(running):
            daemon.terminate()
            daemon.wait(30)


def test_a_slurm_array(tmp_path, slurm):
    parts, merge = recipe("A Slurm array", "sh")
    (tmp_path / "parts.sh").write_text(parts)
    run(["sh", "-ec", merge], tmp_path, slurm)
    same_as_one(tmp_path)
