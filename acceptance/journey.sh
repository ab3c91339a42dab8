#!/bin/sh
# What a new user does, step by step, against a running platform; needs curl and openssl.
#
#   acceptance/journey.sh [base]          base is http://localhost:8080 unless given
#
# With ADMIN_EMAIL and ADMIN_PASSWORD set, the platform's administrator looks at the audit log, too. Each step prints a line; the
# first that does not hold ends the script with 1 and shows the answer. It makes accounts of its own each time. Wrong passwords are
# part of the journey: done ten times within five minutes, it locks this machine's address out of signing in.
set -eu

base=${1:-http://localhost:8080}
base=${base%/}
for program in curl openssl; do
  command -v "$program" >/dev/null || { echo "journey: $program is not on the PATH" >&2; exit 2; }
done
work=${JOURNEY_FOLDER:-}
if [ -z "$work" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
step=0

# call METHOD PATH [curl options]: leaves the status in $status, the answer in $work/body and $work/head.
call() {
  method=$1 path=$2
  shift 2
  status=$(curl -sS --max-time 120 ${CURL_OPTIONS:-} -X "$method" -o "$work/body" -D "$work/head" -w '%{http_code}' "$@" "$base$path") || {
    echo "FAIL $method $base$path: no answer" >&2
    exit 1
  }
  [ -z "${JOURNEY_FOLDER:-}" ] || cat "$work/body" >>"$work/answers"
}

json() {
  call "$1" "$2" -H 'content-type: application/json' -d "$3"
}

# as TOKEN METHOD PATH [curl options]
as() {
  bearer=$1
  shift
  call "$@" -H "authorization: Bearer $bearer"
}

# holds STATUS SENTENCE: the last answer has the status, and its step is told.
holds() {
  step=$((step + 1))
  [ "$status" = "$1" ] || fails "$2" "expected $1, got $status"
  printf '%2d. %s (%s)\n' "$step" "$2" "$status"
}

fails() {
  printf 'FAIL %s\n     %s\n' "$1" "$2" >&2
  sed 's/^/     /' "$work/head" "$work/body" >&2
  exit 1
}

# The first member of that name in the last answer.
member() {
  grep -o "\"$1\" *: *\"[^\"]*\"" "$work/body" | head -n 1 | cut -d '"' -f 4
}

field() {
  tr -d '\r' <"$work/head" | sed -n "s/^$1: *//Ip" | head -n 1
}

random() {
  openssl rand -hex "$1"
}

sign_in() {
  json POST '/auth/v1/token?grant_type=password' "{\"email\":\"$1\",\"password\":\"$2\"}"
}

refresh() {
  json POST '/auth/v1/token?grant_type=refresh_token' "{\"refresh_token\":\"$1\"}"
}

ada="ada-$(random 6)@example.org"
ada_password="pw $(random 12)"
bob="bob-$(random 6)@example.org"
bob_password="pw $(random 12)"
[ -z "${JOURNEY_FOLDER:-}" ] || printf '%s\n' "$ada" "$ada_password" "$bob" "$bob_password" >"$work/secrets"

echo "A new user's journey through $base"

json POST /auth/v1/signup "{\"email\":\"$ada\",\"password\":\"$ada_password\",\"data\":{\"name\":\"Ada\"}}"
holds 200 'Ada signs up, and an organization is hers'
sign_in "$ada" "$ada_password"
holds 200 'Ada signs in'
token=$(member access_token)
refresh_1=$(member refresh_token)

for last in Hopper Hamilton Johnson; do
  as "$token" POST /leads/v1/leads -H 'content-type: application/json' -H "idempotency-key: $(random 16)" \
    -d "{\"last_name\":\"$last\",\"email\":\"$(random 6)@example.net\",\"phone\":\"+1415555$((2000 + step))\"}"
  holds 201 "Ada creates the lead $last"
done
lead=$(member id)
as "$token" GET '/leads/v1/leads?limit=10'
holds 200 'Ada lists her leads'
found=$(grep -o '"last_name" *: *"[^"]*"' "$work/body" | wc -l)
[ "$found" -eq 3 ] || fails 'Ada lists her leads' "expected 3 leads, found $found"

as "$token" GET "/leads/v1/leads/$lead"
holds 200 'Ada reads one'
etag=$(field etag)
patch() {
  as "$token" PATCH "/leads/v1/leads/$lead" -H 'content-type: application/merge-patch+json' "$@"
}
patch -H "if-match: $etag" -d '{"company":"NASA"}'
holds 200 'Ada changes it, naming the version she read'
patch -H "if-match: $etag" -d '{"company":"Other"}'
holds 412 'The same change again is refused: its version is stale'
patch -d '{"company":"Other"}'
holds 428 'A change that names no version is refused'

json POST /auth/v1/signup "{\"email\":\"$bob\",\"password\":\"$bob_password\"}"
holds 200 'Bob signs up, with an organization of his own'
bob_token=$(member access_token)
as "$bob_token" GET "/leads/v1/leads/$lead"
holds 404 "Ada's lead is not there for Bob"
as "$bob_token" GET /leads/v1/leads
holds 200 'Bob lists his leads'
grep -q '"last_name"' "$work/body" && fails 'Bob lists his leads' 'and sees some that are not his'

refresh "$refresh_1"
holds 200 'Ada refreshes her session'
refresh_2=$(member refresh_token)
refresh "$refresh_1"
holds 200 'The answer was lost, she asks again with the same token'
[ "$(member refresh_token)" = "$refresh_2" ] || fails 'the same token again' 'another refresh token came back than the first time'
refresh "$refresh_2"
holds 200 'She refreshes once more'
refresh_3=$(member refresh_token)
token=$(member access_token)
refresh "$refresh_1"
holds 400 'Somebody replays the token of two generations ago'
refresh "$refresh_3"
holds 400 'and the whole family is revoked'
as "$token" GET /leads/v1/leads
holds 401 'its access token as well'

sign_in "$ada" "$ada_password"
holds 200 'Ada signs in again'
token=$(member access_token)
as "$token" GET /leads/v1/leads
holds 200 'leads-service knows her'
as "$token" POST '/auth/v1/logout?scope=local'
holds 204 'Ada logs out'
as "$token" GET /leads/v1/leads
holds 401 'and leads-service refuses the token at once'

sign_in "$ada" "$ada_password"
holds 200 'Ada signs in a third time'
token=$(member access_token)

as "$token" POST /webhooks/v1/sources -H 'content-type: application/json' -d '{"name":"journey","kind":"generic_hmac"}'
holds 201 'Ada adds a source of webhooks'
source=$(member path)
secret=$(member secret)

# deliver ID BODY SIGNED-BODY: signs one body, sends the other.
deliver() {
  timestamp=$(date +%s)
  signature=$(printf '%s.%s.%s' "$1" "$timestamp" "$3" | openssl dgst -sha256 -hmac "$secret" | sed 's/.* //')
  call POST "$source" -H 'content-type: application/json' -H "webhook-id: $1" -H "webhook-timestamp: $timestamp" \
    -H "webhook-signature: $signature" -d "$2"
}
delivery="evt-$(random 8)"
deliver "$delivery" '{"call":"ended"}' '{"call":"ended"}'
holds 200 'The source sends a signed webhook'
grep -q '"duplicate" *: *false' "$work/body" || fails 'a new webhook' 'it is taken for one that came before'
deliver "$delivery" '{"call":"ended"}' '{"call":"ended"}'
holds 200 'and again'
grep -q '"duplicate" *: *true' "$work/body" || fails 'a replayed webhook' 'it is taken for a new one'
deliver "evt-$(random 8)" '{"call":"forged"}' '{"call":"ended"}'
holds 401 'One whose body was changed on the way is refused'

admin_token=
if [ -n "${ADMIN_EMAIL:-}" ]; then
  sign_in "$ADMIN_EMAIL" "$ADMIN_PASSWORD"
  holds 200 "The platform's administrator signs in"
  admin_token=$(member access_token)
fi

for try in 1 2 3 4 5; do
  sign_in "$bob" "wrong $(random 12)"
  holds 400 "Somebody tries a wrong password for Bob, the ${try}. time"
done
sign_in "$bob" "wrong $(random 12)"
holds 429 'and is locked out at the sixth'
[ -n "$(field retry-after)" ] || fails 'locked out' 'the answer has no Retry-After'
sign_in "$bob" "$bob_password"
holds 429 'with the right password too'

# seen TOKEN ACTION COUNT: waits until the audit log has that many events of the action.
seen() {
  tries=0
  while [ "$tries" -lt 120 ]; do
    tries=$((tries + 1))
    as "$1" GET "/audit/v1/events?limit=200&action=$2"
    [ "$status" = 200 ] || fails "the audit log" "expected 200, got $status"
    count=$(grep -o "\"action\" *: *\"$2\"" "$work/body" | wc -l)
    if [ "$count" -ge "$3" ]; then
      step=$((step + 1))
      printf '%2d. The audit log has %s (%s)\n' "$step" "$2" "$count"
      return
    fi
    sleep 1
  done
  fails "the audit log" "expected $3 of $2 within 2 minutes, found $count"
}

echo "Ada reads the audit log of her organization"
seen "$token" auth.signup 1
seen "$token" auth.login.succeeded 3
seen "$token" lead.created 3
seen "$token" lead.updated 1
seen "$token" auth.refresh.succeeded 2
seen "$token" auth.refresh.reused 1
seen "$token" auth.logout 1
seen "$token" webhook.source.created 1
seen "$token" webhook.received 1
grep -q "$bob" "$work/body" && fails 'the audit log' "Bob is in Ada's"
echo "Bob, who is still signed in, reads his"
seen "$bob_token" auth.login.failed 5
seen "$bob_token" auth.login.locked 1
if [ -n "$admin_token" ]; then
  echo "The platform's administrator reads everybody's"
  seen "$admin_token" lead.created 3
  seen "$admin_token" auth.login.locked 1
fi
echo "All $step steps hold."
