"""What all scripts have: a person, steps that must hold, and a record of the secrets they are shown."""

import os
import sys
import traceback

PLATFORM = os.environ["PLATFORM_URL"]
EMAIL = os.environ["EMAIL"]
PASSWORD = os.environ["PASSWORD"]

done = 0


def check(sentence):
    """Runs what follows at once, prints its line, and ends the script if it does not hold."""

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


def remember(*secrets):
    """Notes secrets, which the test then looks for in the logs."""
    with open(os.environ["SECRETS_FILE"], "a", encoding="utf-8") as file:
        file.writelines(f"{secret}\n" for secret in secrets)


def report():
    """The last line of a script."""
    print(f"{done} checks hold")
