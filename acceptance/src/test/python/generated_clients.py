"""Clients that openapi-generator makes of the four documents create, read, list and change what they should."""

import importlib
import json
import os
import subprocess
import sys
import time
import uuid

from steps import EMAIL, PASSWORD, PLATFORM, check, remember, report

DOCUMENTS = os.environ["DOCUMENTS"]
SERVICES = ("auth", "leads", "webhook", "audit")
GENERATOR = os.path.join(os.path.dirname(sys.executable), "openapi-generator-cli")
SURROUNDINGS = {
    **os.environ,
    "PATH": os.path.join(os.environ["JAVA_HOME"], "bin") + os.pathsep + os.environ["PATH"],
    # It runs for seconds only: the optimizing compiler would cost more than it saves.
    "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


def generator(*words):
    result = subprocess.run([GENERATOR, *words], env=SURROUNDINGS, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def document(service):
    return os.path.join(DOCUMENTS, f"{service}-service.yaml")


for service in SERVICES:

    @check(f"openapi-generator finds the document of {service} valid")
    def validate():
        generator("validate", "--input-spec", document(service))


@check("openapi-generator makes a client of each")
def generate():
    settings = []
    for service in SERVICES:
        settings.append(f"{service}.json")
        with open(settings[-1], "w", encoding="utf-8") as file:
            json.dump(
                {
                    "inputSpec": document(service),
                    "generatorName": "python",
                    "packageName": f"{service}_client",
                    "outputDir": f"clients/{service}",
                },
                file,
            )
        sys.path.insert(0, os.path.abspath(f"clients/{service}"))
    generator("batch", "--threads", "1", "--fail-fast", *settings)
    importlib.invalidate_caches()


token = None


def client(service):
    """The package that was made for a service, and a client of it with the token, if there is one by now."""
    package = importlib.import_module(f"{service}_client")
    # From its module: auth-service has a schema of that name.
    configuration = importlib.import_module(f"{service}_client.configuration").Configuration
    return package, package.ApiClient(configuration(host=PLATFORM, access_token=token))


@check("signs up and signs in")
def sign_in():
    global token
    auth, api = client("auth")
    signed_up = auth.SignInApi(api).sign_up(auth.SignUpBody(email=EMAIL, password=PASSWORD)).actual_instance
    remember(EMAIL, PASSWORD, signed_up.access_token, signed_up.refresh_token)
    answer = auth.SignInApi(api).issue_token(
        grant_type="password", token_body=auth.TokenBody(email=EMAIL, password=PASSWORD)
    )
    session = answer.actual_instance
    remember(session.access_token, session.refresh_token)
    assert session.user.email == EMAIL, session
    token = session.access_token


@check("reads and changes the account, and lists its sessions and organizations")
def account():
    auth, api = client("auth")
    assert auth.AccountApi(api).get_user().email == EMAIL
    changed = auth.AccountApi(api).update_user(auth.UserBody(data={"name": "Ada"}))
    assert changed.user_metadata["name"] == "Ada", changed
    assert len(auth.SessionsApi(api).list_sessions(limit=10).items) == 2
    assert len(auth.OrganizationsApi(api).list_organizations().items) == 1


@check("invites somebody with a token that is shown once")
def invite():
    auth, api = client("auth")
    invitations = auth.InvitationsApi(api)
    made = invitations.create_invitation(auth.NewInvitationBody(email="guest-" + EMAIL, role="agent"))
    remember(made.token)
    assert len(made.token) >= 20
    assert [(listed.id, listed.token) for listed in invitations.list_invitations().items] == [(made.id, None)]


@check("creates, reads, lists and changes a lead, and is refused a change of a stale version")
def leads():
    leads, api = client("leads")
    api = leads.LeadsApi(api)
    lead = api.create_lead(
        leads.LeadDetailsBody(last_name="Hopper", email="grace@example.net", phone="+14155552671"),
        idempotency_key=str(uuid.uuid4()),
    )
    assert lead.status == "new", lead
    read = api.get_lead_with_http_info(lead.id)
    assert read.data == lead
    etag = read.headers["ETag"]
    changed = api.change_lead(lead.id, leads.LeadDetailsPatch(company="NASA"), if_match=etag)
    assert changed.company == "NASA" and changed.version == lead.version + 1, changed
    assert [listed.id for listed in api.list_leads(limit=10).items] == [lead.id]
    try:
        api.change_lead(lead.id, leads.LeadDetailsPatch(company="Other"), if_match=etag)
    except leads.ApiException as refused:
        assert refused.status == 412 and json.loads(refused.body)["status"] == 412, refused
    else:
        raise AssertionError("the change was taken")


@check("creates, reads and lists a source of webhooks and rotates its secret, each secret shown once")
def sources():
    webhooks, api = client("webhook")
    sources = webhooks.SourcesApi(api)
    source = sources.create_source(webhooks.NewSourceBody(name="generated", kind="generic_hmac"))
    remember(source.secret)
    assert len(source.secret) >= 24
    assert sources.get_source(source.id).secret is None
    assert [listed.name for listed in sources.list_sources().items] == ["generated"]
    rotated = sources.rotate_secret(source.id, webhooks.NewSecretBody())
    remember(rotated.secret)
    assert rotated.secret != source.secret
    assert webhooks.InboxApi(api).list_webhooks(source_id=source.id).items == []


@check("lists and reads the audit log of it all, and may not add to it")
def audit():
    audit, api = client("audit")
    events = audit.EventsApi(api)
    for action in ("lead.created", "lead.updated", "webhook.source.created"):
        found = []
        for _ in range(120):
            found = events.list_events(action=action, limit=10).items
            if found:
                break
            time.sleep(0.5)  # events come by an outbox: soon, and not at once
        assert [event.action for event in found] == [action], found
        assert events.get_event(found[0].id).action == action
    try:
        events.add_events(audit.EventBatchBody(events=[]))
    except audit.ApiException as refused:
        assert refused.status == 403, refused
    else:
        raise AssertionError("a person added events")


report()
