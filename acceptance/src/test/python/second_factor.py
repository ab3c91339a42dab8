"""Second factors by supabase_auth as it comes from PyPI, with codes that oathtool computes."""

import os
import subprocess
import sys
import traceback

from supabase_auth import SyncGoTrueClient, SyncMemoryStorage
from supabase_auth.errors import AuthApiError

PLATFORM = os.environ["PLATFORM_URL"]
EMAIL = os.environ["EMAIL"]
PASSWORD = os.environ["PASSWORD"]
OATHTOOL = os.environ["OATHTOOL"]

done = 0


def check(sentence):
    """Runs what follows at once, prints its line, and ends the script where it does not hold."""

    def run(body):
        global done
        try:
            body()
        except Exception:
            print(f"FAIL {sentence}")
            traceback.print_exc(file=sys.stdout)
            sys.exit(1)
        done += 1
        print(f"ok   {sentence}")

    return run


def client():
    return SyncGoTrueClient(
        url=f"{PLATFORM}/auth/v1", auto_refresh_token=False, storage=SyncMemoryStorage()
    )


def remember(*secrets):
    with open(os.environ["SECRETS_FILE"], "a", encoding="utf-8") as file:
        file.writelines(f"{secret}\n" for secret in secrets)


def code(secret, when):
    command = [OATHTOOL, "--totp", "--base32", f"--now={when}", secret]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()


main = client()
session = main.sign_up({"email": EMAIL, "password": PASSWORD}).session
remember(session.access_token, session.refresh_token)
factor = None


@check("mfa.enroll answers what its model wants, without a name too")
def _():
    global factor
    factor = main.mfa.enroll({"factor_type": "totp"})
    remember(factor.totp.secret)
    assert factor.totp.qr_code.startswith("data:image/svg+xml;utf-8,<svg "), factor.id


@check("mfa.challenge_and_verify makes the session aal2")
def _():
    answer = main.mfa.challenge_and_verify(
        {"factor_id": factor.id, "code": code(factor.totp.secret, "now")}
    )
    remember(answer.access_token, answer.refresh_token)
    level = main.mfa.get_authenticator_assurance_level()
    assert (level.current_level, level.next_level) == ("aal2", "aal2"), level
    assert [each.id for each in main.mfa.list_factors().totp] == [factor.id]


@check("the session is refreshed")
def _():
    refreshed = main.refresh_session().session
    remember(refreshed.access_token, refreshed.refresh_token)
    assert main.mfa.get_authenticator_assurance_level().current_level == "aal2"


@check("the next sign-in needs the factor, and its next code")
def _():
    other = client()
    signed_in = other.sign_in_with_password({"email": EMAIL, "password": PASSWORD}).session
    remember(signed_in.access_token, signed_in.refresh_token)
    level = other.mfa.get_authenticator_assurance_level()
    assert (level.current_level, level.next_level) == ("aal1", "aal2"), level
    try:
        other.mfa.challenge_and_verify({"factor_id": factor.id, "code": "nocode"})
    except AuthApiError as error:
        assert (error.status, error.code) == (422, "mfa_verification_failed"), error.to_dict()
    else:
        raise AssertionError("a wrong code was taken")
    answer = other.mfa.challenge_and_verify(
        {"factor_id": factor.id, "code": code(factor.totp.secret, "now + 30 seconds")}
    )
    remember(answer.access_token, answer.refresh_token)


print(f"{done} checks hold")
