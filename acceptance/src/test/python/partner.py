"""A partner's program with Authlib as it comes from PyPI: client credentials, and a code with PKCE."""

import os
from urllib.parse import parse_qs, urlsplit

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "true"

PLATFORM = os.environ["PLATFORM_URL"]
PERSON = {"Authorization": f"Bearer {os.environ['TOKEN']}"}
ENDPOINT = f"{PLATFORM}/auth/v1/oauth"
CALLBACK = "https://partner.example/callback"


def register(**more):
    body = {"name": "Dialer", "scopes": ["leads:read"], "redirect_uris": [CALLBACK], **more}
    made = requests.post(f"{ENDPOINT}/clients", json=body, headers=PERSON, timeout=60)
    assert made.status_code == 201, made.text
    return made.json()["client"]["client_id"], made.json()["client_secret"]


def read_leads(session):
    assert session.get(f"{PLATFORM}/leads/v1/leads", timeout=60).status_code == 200


machine = OAuth2Session(*register(grant_types=["client_credentials"], redirect_uris=[]), scope="leads:read")
machine.fetch_token(f"{ENDPOINT}/token", grant_type="client_credentials")
read_leads(machine)
print("ok   Authlib gets a token by client credentials")

client = OAuth2Session(
    *register(), scope="leads:read", redirect_uri=CALLBACK, code_challenge_method="S256"
)
verifier = generate_token(64)
url, state = client.create_authorization_url(f"{ENDPOINT}/authorize", code_verifier=verifier)
page = requests.get(url, allow_redirects=False, timeout=60).headers["Location"]
asked = parse_qs(urlsplit(page).query)["authorization_id"][0]
request = f"{ENDPOINT}/authorizations/{asked}"
assert requests.get(request, headers=PERSON, timeout=60).status_code == 200
decided = requests.post(f"{request}/consent", json={"action": "approve"}, headers=PERSON, timeout=60)
client.fetch_token(
    f"{ENDPOINT}/token",
    authorization_response=decided.json()["redirect_url"],
    state=state,
    code_verifier=verifier,
)
read_leads(client)
client.refresh_token(f"{ENDPOINT}/token")
read_leads(client)
print("ok   Authlib exchanges a code with PKCE, and refreshes")
