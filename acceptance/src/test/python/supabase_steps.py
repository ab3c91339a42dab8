"""What the scripts have that use supabase_auth: clients, and a record of their sessions' tokens."""

import json
import os
import re
import time
from urllib.parse import quote
from urllib.request import urlopen

from supabase_auth import SyncGoTrueClient, SyncMemoryStorage

from steps import PLATFORM, remember

# An auth-service with settings of its own, or the platform's.
AUTH = os.environ.get("AUTH_URL", PLATFORM)


def client(headers=None):
    return SyncGoTrueClient(
        url=f"{AUTH}/auth/v1",
        headers=headers,
        auto_refresh_token=False,
        storage=SyncMemoryStorage(),
    )


def mailed_code(address):
    """The code of the newest mail to an address, which is waited for."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with urlopen(f"{PLATFORM}/mailbox/mails?to={quote(address)}") as answer:
            items = json.load(answer)["items"]
        if items:
            return re.search(r"(\d{6})$", items[0]["text"], re.MULTILINE).group(1)
        time.sleep(0.05)
    raise AssertionError(f"no mail came to {address}")


def remembered(session):
    remember(session.access_token, session.refresh_token)
    return session
