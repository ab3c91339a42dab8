"""Second factors by supabase_auth as it comes from PyPI, with codes that oathtool computes."""

import os
import subprocess

from supabase_auth.errors import AuthApiError

from steps import EMAIL, PASSWORD, check, remember, report
from supabase_steps import client, mailed_code, remembered

OATHTOOL = os.environ["OATHTOOL"]


def code(secret, when):
    command = [OATHTOOL, "--totp", "--base32", f"--now={when}", secret]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()


main = client()
if "AUTH_URL" in os.environ:
    # Addresses have to be confirmed there, and a password is set once they are.
    assert main.sign_up({"email": EMAIL, "password": PASSWORD}).session is None
    confirmed = main.verify_otp({"email": EMAIL, "token": mailed_code(EMAIL), "type": "signup"})
    remembered(confirmed.session)
    assert main.update_user({"password": PASSWORD}).user.email_confirmed_at
    remembered(main.sign_in_with_password({"email": EMAIL, "password": PASSWORD}).session)
else:
    remembered(main.sign_up({"email": EMAIL, "password": PASSWORD}).session)
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
    remembered(answer)
    level = main.mfa.get_authenticator_assurance_level()
    assert (level.current_level, level.next_level) == ("aal2", "aal2"), level
    assert [each.id for each in main.mfa.list_factors().totp] == [factor.id]


@check("the session is refreshed")
def _():
    remembered(main.refresh_session().session)
    assert main.mfa.get_authenticator_assurance_level().current_level == "aal2"


@check("the next sign-in needs the factor, and its next code")
def _():
    other = client()
    remembered(other.sign_in_with_password({"email": EMAIL, "password": PASSWORD}).session)
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
    remembered(answer)


report()
