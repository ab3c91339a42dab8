"""An endpoint of an organization, whose events verify with standardwebhooks as it comes from PyPI."""

import os
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import requests
from standardwebhooks import Webhook, WebhookVerificationError

from steps import check, remember, report

URL = os.environ["WEBHOOK_URL"].rstrip("/") + "/webhooks/v1/endpoints"
HEADERS = {"Authorization": "Bearer " + os.environ["TOKEN"]}
PORT = int(os.environ["PORT"])
received = []


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        received.append((dict(self.headers.items()), body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", PORT), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()


def post(path, body):
    answer = requests.post(URL + path, json=body, headers=HEADERS, timeout=60)
    assert answer.ok, answer.text
    return answer.json()


endpoint = post("", {"url": f"http://127.0.0.1:{PORT}/hook", "event_types": ["lead.created"]})
remember(endpoint["secret"])


@check("what an endpoint got verifies")
def _():
    assert post(f"/{endpoint['id']}/test", {})["outcome"] == "delivered"
    headers, body = received[-1]
    assert Webhook(endpoint["secret"]).verify(body, headers)["type"] == "endpoint.test"


@check("a byte that was changed does not")
def _():
    headers, body = received[-1]
    try:
        Webhook(endpoint["secret"]).verify(body.replace(b"endpoint", b"Endpoint"), headers)
    except WebhookVerificationError:
        return
    raise AssertionError("it verifies")


@check("after a rotation both secrets verify")
def _():
    rotated = post(f"/{endpoint['id']}/secrets", {})
    remember(rotated["secret"])
    post(f"/{endpoint['id']}/test", {})
    headers, body = received[-1]
    for secret in (endpoint["secret"], rotated["secret"]):
        Webhook(secret).verify(body, headers)


report()
