"""Secrets from OpenBao: its agent writes them into the file that auth-service reads them from, and reads again."""

import base64
import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import requests

REPLICA = os.environ["REPLICA_URL"]
MOUNTED = Path(os.environ["MOUNTED_FILE"])
BAO = str(Path(sys.executable).with_name("bao"))
CLIENT = os.environ["CLIENT_ID"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


FOLDER = Path(tempfile.mkdtemp(prefix="openbao"))
TOKEN = secrets.token_urlsafe(32)
ADDRESS = f"127.0.0.1:{free_port()}"
ENVIRONMENT = {**os.environ, "BAO_ADDR": f"http://{ADDRESS}", "BAO_TOKEN": TOKEN, "HOME": str(FOLDER)}
PROCESSES = []


def remember(*values):
    with open(os.environ["SECRETS_FILE"], "a", encoding="utf-8") as file:
        file.writelines(f"{value}\n" for value in values)


def start(*arguments):
    log = open(FOLDER / f"{arguments[0]}.log", "w", encoding="utf-8")
    PROCESSES.append(subprocess.Popen([BAO, *arguments], env=ENVIRONMENT, stdout=log, stderr=log))


def bao(*arguments):
    done = subprocess.run([BAO, *arguments], env=ENVIRONMENT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def until(what, holds):
    end = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < end, f"not within two minutes: {what}"
        time.sleep(0.1)


def log():
    return Path(os.environ["REPLICA_LOG"]).read_text(encoding="utf-8", errors="replace")


def read_again(times):
    """Guesses would lock the client: it is tried once the service has read the file."""
    until(f"the file was read {times} times", lambda: log().count(f"settings were read file={MOUNTED}") >= times)


def store(*values):
    remember(*values)
    hashes = ",".join(hashlib.sha256(value.encode()).hexdigest() for value in values)
    bao("kv", "put", "secret/lead-ignite/auth", f"client={hashes}")


def status(secret):
    basic = base64.b64encode(f"{CLIENT}:{secret}".encode()).decode()
    return requests.post(
        f"{REPLICA}/auth/v1/token?grant_type=client_credentials",
        json={},
        headers={"Authorization": f"Basic {basic}"},
        timeout=60,
    ).status_code


# As in docs/operations.md.
TEMPLATE = """\
{{ with secret "secret/data/lead-ignite/auth" }}
leadignite.auth.clients."%s".secret-sha256={{ .Data.data.client }}
leadignite.auth.clients."%s".scopes=users:admin
{{ end }}
""" % (CLIENT, CLIENT)

AGENT = """\
pid_file = "%(folder)s/agent.pid"
auto_auth {
  method "approle" {
    config = {
      role_id_file_path                   = "%(folder)s/role-id"
      secret_id_file_path                 = "%(folder)s/secret-id"
      remove_secret_id_file_after_reading = false
    }
  }
}
template_config {
  static_secret_render_interval = "1s"
}
template {
  source      = "%(folder)s/auth.properties.tpl"
  destination = "%(mounted)s"
  perms       = "0600"
}
"""


def serve(secret):
    remember(TOKEN)
    start("server", "-dev", f"-dev-root-token-id={TOKEN}", f"-dev-listen-address={ADDRESS}", "-dev-no-store-token")
    until("OpenBao answers", lambda: subprocess.run([BAO, "status"], env=ENVIRONMENT, capture_output=True).returncode == 0)
    store(secret)
    policy = FOLDER / "policy.hcl"
    policy.write_text('path "secret/data/lead-ignite/auth" { capabilities = ["read"] }\n', encoding="utf-8")
    bao("policy", "write", "auth-service", str(policy))
    bao("auth", "enable", "approle")
    bao("write", "auth/approle/role/auth-service", "token_policies=auth-service")
    for name in ("role-id", "secret-id"):
        path = f"auth/approle/role/auth-service/{name}"
        command = ["read"] if name == "role-id" else ["write", "-f"]
        value = bao(*command, f"-field={name.replace('-', '_')}", path)
        remember(value)
        (FOLDER / name).write_text(value, encoding="utf-8")
    (FOLDER / "auth.properties.tpl").write_text(TEMPLATE, encoding="utf-8")
    agent = FOLDER / "agent.hcl"
    agent.write_text(AGENT % {"folder": FOLDER, "mounted": MOUNTED}, encoding="utf-8")
    start("agent", f"-config={agent}")


def checks():
    before = os.environ["CLIENT_SECRET"]
    assert status(before) == 200
    print("ok   auth-service has started with the secrets of a mounted file")

    first = secrets.token_urlsafe(32)
    serve(first)
    read_again(2)
    assert status(first) == 200
    assert status(before) == 401
    print("ok   what OpenBao's agent writes counts without a restart")

    second = secrets.token_urlsafe(32)
    store(first, second)
    read_again(3)
    assert status(second) == 200
    assert status(first) == 200
    print("ok   while it is changed both secrets count")

    store(second)
    read_again(4)
    assert status(first) == 401
    assert status(second) == 200
    print("ok   a secret that is changed in OpenBao replaces the one before")

    for process in reversed(PROCESSES):
        process.kill()
        process.wait()
    MOUNTED.unlink()
    until("the file is missed", lambda: "cannot be read" in log())
    assert status(second) == 200
    print("ok   without OpenBao and without the file the last secret stays in force")


try:
    checks()
finally:
    for process in reversed(PROCESSES):
        process.kill()
    shutil.rmtree(FOLDER, ignore_errors=True)
