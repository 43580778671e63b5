"""What schemathesis cannot know of this API, and a guard that keeps it on this machine."""

import hashlib
import sys

import schemathesis
from schemathesis import GenerationMode

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
PROFILES = {
    "admissibility": "gd-example-15",
    "clock": "gd-example-15",
    "sanctions": "jz-default",
    "working-days": "jz-complaints",
}


def stay_on_this_machine(event, arguments):
    """Lets no connection and no look-up of a name go anywhere but to loopback addresses."""
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if host is not None and host not in LOOPBACK:
        raise PermissionError(f"{event}: {host} is not a loopback address")


sys.addaudithook(stay_on_this_machine)


@schemathesis.hook
def before_call(context, case, kwargs):
    """Makes more of the valid requests reach the engines.

    A random profile does not exist, and most random questions to the calendar ask for two things at once: both are
    refused before anything is computed. Requests that are meant to be wrong stay as they are.

    A cursor is sealed by the list that gives it. One made up may have the right form and is refused by design (400),
    which a schema cannot say and tests of the program hold: a valid request goes without one. For the same reason each
    body has an `Idempotency-Key` of its own: under the key of another body it is refused by design (422).
    """
    meta = case.meta
    if meta is None or meta.generation.mode is not GenerationMode.POSITIVE:
        return
    if case.query:
        case.query.pop("cursor", None)
    if case.headers and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = hashlib.sha256(repr(case.body).encode()).hexdigest()
    # Codes made up are none: by design they are told (400).
    if case.query and case.path.endswith("/public/institutions"):
        for code in ("uscc", "division", "occupation"):
            case.query.pop(code, None)
    if not isinstance(case.body, dict):
        return
    engine = case.path.removesuffix("/batch").rsplit("/", 1)[-1]
    if engine not in PROFILES:
        return
    items = case.body.get("items", [case.body])
    for item in items:
        if item.get("profile") is not None:
            item["profile"] = PROFILES[engine]
        if engine == "working-days" and item.get("add") is not None:
            item.pop("to", None)


@schemathesis.check
def batch_answers_every_item(ctx, response, case):
    """A batch answers each item at its place, with a result or a problem of the item."""
    if not case.path.endswith("/batch") or response.status_code != 200:
        return
    results = response.json()["results"]
    assert [result["index"] for result in results] == list(range(len(results))), "the order is another"
    if isinstance(case.body, dict) and isinstance(case.body.get("items"), list):
        assert len(results) == len(case.body["items"]), "an item has no answer"
    for result in results:
        assert ("result" in result) != ("error" in result), "neither or both of result and error"
        if "error" in result:
            assert result["error"]["status"] in (400, 422), "a server error within a batch"
