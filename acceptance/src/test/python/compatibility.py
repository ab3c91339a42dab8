"""supabase_auth against the compatibility profile, with the keys and codes that a test suite is given."""

import os

import jwt
from supabase_auth.errors import AuthApiError

from steps import EMAIL, PASSWORD, check, report
from supabase_steps import client, remembered

SECRET = os.environ["JWT_SECRET"]
NUMBER = os.environ["NUMBER"]
CODE = os.environ["CODE"]

service_role = jwt.encode({"role": "service_role", "iss": "supabase"}, SECRET, algorithm="HS256")
admin = client({"Authorization": f"Bearer {service_role}"}).admin
main = client()


@check("the key of the service role makes, lists, changes and deletes accounts")
def _():
    made = admin.create_user(
        {"email": EMAIL, "password": PASSWORD, "email_confirm": True, "user_metadata": {"a": 1}}
    ).user
    assert made.email == EMAIL and made.user_metadata["a"] == 1
    assert made.id in [each.id for each in admin.list_users(page=1, per_page=1000)]
    assert admin.get_user_by_id(made.id).user.email == EMAIL
    assert admin.update_user_by_id(made.id, {"user_metadata": {"b": 2}}).user.user_metadata["b"] == 2
    other = admin.create_user({"email": f"other-{EMAIL}", "email_confirm": True}).user
    admin.delete_user(other.id)


@check("a key that another secret signed opens nothing")
def _():
    forged = jwt.encode({"role": "service_role"}, SECRET + "!", algorithm="HS256")
    try:
        client({"Authorization": f"Bearer {forged}"}).admin.list_users()
    except AuthApiError as error:
        assert error.status == 401, error.to_dict()
    else:
        raise AssertionError("a forged key was taken")


@check("the tokens of people are signed with the shared secret")
def _():
    session = remembered(
        main.sign_in_with_password({"email": EMAIL, "password": PASSWORD}).session
    )
    claims = jwt.decode(session.access_token, SECRET, algorithms=["HS256"], audience="authenticated")
    assert claims["email"] == EMAIL
    assert main.get_user().user.email == EMAIL
    assert remembered(main.refresh_session().session).user.email == EMAIL
    main.sign_out()


@check("a number of the test codes signs in with its code")
def _():
    main.sign_in_with_otp({"phone": NUMBER})
    answer = main.verify_otp({"phone": NUMBER, "token": CODE, "type": "sms"})
    remembered(answer.session)
    assert answer.user.phone == NUMBER.lstrip("+")


@check("a short password and an anonymous person are taken")
def _():
    remembered(client().sign_up({"email": f"short-{EMAIL}", "password": "secret"}).session)
    assert remembered(client().sign_in_anonymously().session).user.is_anonymous


report()
