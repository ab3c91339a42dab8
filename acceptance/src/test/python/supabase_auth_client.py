"""supabase_auth as it comes from PyPI, against the platform's front door."""

import jwt
from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr
from supabase_auth.errors import AuthApiError

from steps import EMAIL, PASSWORD, PLATFORM, check, report
from supabase_steps import client, remembered


class Method(BaseModel):
    method: StrictStr
    timestamp: StrictInt


class Claims(BaseModel):
    """What a service written in a strict language reads a token into."""

    model_config = ConfigDict(extra="allow")

    iss: StrictStr
    sub: StrictStr
    aud: StrictStr
    iat: StrictInt
    exp: StrictInt
    iat_ms: StrictInt
    amr: list[Method]


main = client()


@check("sign_up answers a session and the user")
def _():
    answer = main.sign_up(
        {"email": EMAIL, "password": PASSWORD, "options": {"data": {"name": "Ada"}}}
    )
    remembered(answer.session)
    assert answer.user.user_metadata["name"] == "Ada"
    assert answer.user.user_metadata["email"] == EMAIL
    assert answer.user.user_metadata["sub"] == answer.user.id
    (identity,) = answer.user.identities
    assert identity.identity_id != answer.user.id
    assert identity.identity_data["name"] == "Ada"


@check("sign_in_with_password answers a new session")
def _():
    remembered(main.sign_in_with_password({"email": EMAIL, "password": PASSWORD}).session)


@check("get_claims verifies the token locally and reads its times into integers")
def _():
    claims = main.get_claims()["claims"]
    assert claims["email"] == EMAIL
    assert type(claims["iat"]) is int and type(claims["exp"]) is int


@check("set_session takes the session over into another client")
def _():
    session = main.get_session()
    other = client()
    other.set_session(session.access_token, session.refresh_token)
    assert other.get_user().user.email == EMAIL
    refreshed = remembered(other.refresh_session().session)
    main.set_session(refreshed.access_token, refreshed.refresh_token)


@check("mfa.get_authenticator_assurance_level reads the level and the methods")
def _():
    level = main.mfa.get_authenticator_assurance_level()
    assert level.current_level == "aal1" and level.next_level == "aal1", level
    assert level.current_authentication_methods[0].method == "password"


@check("update_user stores data beside one's own address")
def _():
    user = main.update_user({"email": EMAIL, "data": {"company": "Engines"}}).user
    assert user.user_metadata["company"] == "Engines"


@check("pyjwt verifies the token, and its claims are strictly integers")
def _():
    token = main.get_session().access_token
    key = jwt.PyJWKClient(f"{PLATFORM}/auth/v1/.well-known/jwks.json").get_signing_key_from_jwt(token)
    claims = Claims(**jwt.decode(token, key, algorithms=["ES256"], audience="authenticated"))
    assert claims.iat_ms // 1000 == claims.iat
    assert 0 < claims.exp - claims.iat <= 1800


@check("a session that was ended elsewhere is told to be over")
def _():
    ended = remembered(
        client().sign_in_with_password({"email": EMAIL, "password": PASSWORD}).session
    )
    main.sign_out({"scope": "others"})
    try:
        main.get_user(ended.access_token)
    except AuthApiError as error:
        assert (error.status, error.code) == (403, "session_not_found"), error.to_dict()
    else:
        raise AssertionError("the token of an ended session was taken")


report()
