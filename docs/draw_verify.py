#!/usr/bin/env python3
"""Computes a draw of inspections again from its proof (standard input) and names whatever differs.

Written from DRAW.md alone; needs nothing but Python 3. Exit status: 0 all as published, 1 something differs, 2 no proof.
"""

import json
import sys
from datetime import date
from hashlib import sha256


def fields(*values):
    out = b""
    for value in values:
        raw = value if isinstance(value, bytes) else str(value).encode("utf-8")
        out += str(len(raw)).encode("ascii") + b":" + raw + b","
    return out


def hashed(*values):
    return sha256(fields(*values)).digest()


def in_order(items, *names):
    return sorted(items, key=lambda item: [item[name].encode("utf-8") for name in names])


class Numbers:
    """SHA-256 in counter mode, uniform by rejection."""

    def __init__(self, key):
        self.key, self.block, self.numbers = key, 0, []

    def next(self):
        if not self.numbers:
            digest = sha256(self.key + self.block.to_bytes(8, "big")).digest()
            self.block += 1
            self.numbers = [int.from_bytes(digest[i : i + 8], "big") for i in (0, 8, 16, 24)]
        return self.numbers.pop(0)

    def below(self, n):
        while True:
            x = self.next()
            if x < 2**64 - 2**64 % n:
                return x % n


class Impossible(Exception):
    """Nothing can be drawn."""


class Draw:
    def __init__(self, proof):
        self.id, self.terms = proof["draw_id"], proof["terms"]
        roster = proof["roster"]
        self.institutions = in_order(roster["institutions"], "id")
        self.inspectors = in_order(roster["inspectors"], "id")
        self.pairs = in_order(roster["conflicts"], "inspector", "institution")
        self.conflicts = {(c["inspector"], c["institution"]) for c in self.pairs}
        self.department = {i["id"]: i["department"] for i in self.inspectors}
        self.seed, self.value = bytes.fromhex(proof["seed"]), proof["public_value"]
        self.drawn, self.gone, self.places = set(), set(), []

    def roster_hash(self):
        t = self.terms
        out = ["jiandu-draw-roster-v1", self.id, t["announced_on"], t["public_value"], t["known_on"]]
        out += [t["institutions"], t["inspectors_each"], t["departments"], len(self.institutions)]
        for one in self.institutions:
            out += [one["id"], one["name"], one["weight"]]
        out.append(len(self.inspectors))
        for one in self.inspectors:
            out += [one["id"], one["name"], one["department"]]
        out.append(len(self.pairs))
        for one in self.pairs:
            out += [one["inspector"], one["institution"]]
        return hashed(*out)

    def commitment(self):
        return hashed("jiandu-draw-commitment-v1", self.id, self.seed)

    def numbers(self, number):
        round_key = ("jiandu-draw-round-v1", self.id, self.seed, self.value, self.roster_hash(), number)
        return Numbers(hashed(*round_key))

    def may(self, institution, team):
        def free(one):
            return one not in self.gone and one not in team and (one, institution) not in self.conflicts

        return [one["id"] for one in self.inspectors if free(one["id"])]

    def in_department(self, ids, department):
        return [i for i in ids if self.department[i] == department]

    def institution(self, numbers, suitable):
        left = [i for i in self.institutions if i["id"] not in self.drawn and suitable(i["id"])]
        if not left:
            raise Impossible("no institution is left")
        ticket = numbers.below(sum(i["weight"] for i in left))
        for one in left:
            if one["weight"] > ticket:
                self.drawn.add(one["id"])
                return one["id"]
            ticket -= one["weight"]

    def inspector(self, numbers, institution, team, load):
        rule, each = self.terms["departments"], self.terms["inspectors_each"]
        ids = self.may(institution, team)
        if rule == "one" and not team:
            ids = [i for i in ids if len(self.in_department(ids, self.department[i])) >= each]
        elif rule == "one":
            ids = self.in_department(ids, self.department[team[0]])
        elif rule == "several" and team:
            first = self.department[team[0]]
            if all(self.department[i] == first for i in team):
                ids = [i for i in ids if self.department[i] != first]
        if not ids:
            raise Impossible("too few inspectors")
        least = min(load.get(i, 0) for i in ids)
        ids = [i for i in ids if load.get(i, 0) == least]
        return ids[numbers.below(len(ids))]

    def team(self, numbers, institution, load):
        team = []
        for _ in range(self.terms["inspectors_each"]):
            team.append(self.inspector(numbers, institution, team, load))
        for one in team:
            load[one] = load.get(one, 0) + 1
        return {"institution": institution, "inspectors": team}

    def load(self, places):
        out = {}
        for place in places:
            for one in place["inspectors"]:
                out[one] = out.get(one, 0) + 1
        return out

    def suffices(self, institution):
        ids, each = self.may(institution, []), self.terms["inspectors_each"]
        sizes = [len(self.in_department(ids, d)) for d in {self.department[i] for i in ids}]
        if self.terms["departments"] == "one":
            return any(size >= each for size in sizes)
        return len(ids) >= each and (self.terms["departments"] == "any" or len(sizes) > 1)

    def first_round(self):
        numbers, load = self.numbers(1), {}
        chosen = [self.institution(numbers, lambda _: True) for _ in range(self.terms["institutions"])]
        return [self.team(numbers, one, load) for one in chosen]

    def redraw(self, number, asked):
        """What stands at the place afterwards; `self.places` is what stands before."""
        index, leaves = asked["place"] - 1, asked["leaves"]
        if not 0 <= index < len(self.places):
            raise Impossible("there is no such place")
        here = self.places[index]
        stands = here["inspectors"] if asked["replaces"] == "inspector" else [here["institution"]]
        if leaves not in stands:
            raise Impossible("whoever leaves does not stand there")
        self.conflicts |= {(c["inspector"], c["institution"]) for c in asked["conflicts"]}
        numbers = self.numbers(number)
        if asked["replaces"] == "institution":
            one = self.institution(numbers, self.suffices)
            others = self.places[:index] + self.places[index + 1 :]
            return self.team(numbers, one, self.load(others))
        self.gone.add(leaves)
        team = [i for i in here["inspectors"] if i != leaves]
        one = self.inspector(numbers, here["institution"], team, self.load(self.places))
        inspectors = [one if i == leaves else i for i in here["inspectors"]]
        return {"institution": here["institution"], "inspectors": inspectors}


def placed(place):
    return [place["institution"], len(place["inspectors"]), *place["inspectors"]]


def terms_faults(proof, draw):
    """What makes a proof none, before anything is drawn."""
    terms = proof["terms"]
    if date.fromisoformat(terms["known_on"]) <= date.fromisoformat(terms["announced_on"]):
        yield "/terms/known_on", "the public value was known when it was announced", None
    if date.fromisoformat(proof["drawn_on"]) < date.fromisoformat(terms["known_on"]):
        yield "/drawn_on", "drawn before the public value was known", None
    if not 1 <= terms["institutions"] <= len(draw.institutions) or terms["inspectors_each"] < 2:
        yield "/terms", "what is to be drawn cannot be drawn", None
    for name, items in (("institutions", draw.institutions), ("inspectors", draw.inspectors)):
        if len({item["id"] for item in items}) < len(items):
            yield f"/roster/{name}", "an id twice", None
    if any(not isinstance(i["weight"], int) or i["weight"] < 1 for i in draw.institutions):
        yield "/roster/institutions", "a weight that is none", None


def differences(proof):
    draw = Draw(proof)
    faults = list(terms_faults(proof, draw))
    if faults:
        yield from faults
        return
    yield "/commitment", draw.commitment().hex(), proof["commitment"]
    roster = draw.roster_hash()
    yield "/roster_hash", roster.hex(), proof["roster_hash"]
    result = ["jiandu-draw-result-v1", draw.id, bytes.fromhex(proof["commitment"]), roster, draw.seed]
    result += [draw.value, proof["drawn_on"], len(proof["result"])]
    for place in proof["result"]:
        result += placed(place)
    before = hashed(*result)
    yield "/result_hash", before.hex(), proof["result_hash"]
    yield "/result", draw.first_round(), proof["result"]
    draw.places = list(proof["result"])
    draw.drawn = {place["institution"] for place in proof["result"]}
    last_on = proof["drawn_on"]
    for index, redraw in enumerate(proof["redraws"]):
        at = f"/redraws/{index}"
        yield f"{at}/round", index + 2, redraw["round"]
        if redraw["on"] < last_on:
            yield f"{at}/on", "before the step before", redraw["on"]
        stated, last_on = redraw["result"], redraw["on"]
        try:
            yield f"{at}/result", draw.redraw(index + 2, redraw), stated
        except Impossible as reason:
            yield f"{at}/place", str(reason), redraw["place"]
            return
        link = ["jiandu-draw-redraw-v1", before, redraw["round"], redraw["place"], redraw["replaces"], redraw["leaves"]]
        link += [redraw["reason"], redraw["explanation"], redraw["on"], len(redraw["conflicts"])]
        for pair in redraw["conflicts"]:
            link += [pair["inspector"], pair["institution"]]
        before = hashed(*link, *placed(stated))
        yield f"{at}/hash", before.hex(), redraw["hash"]
        draw.places[redraw["place"] - 1] = stated
        draw.drawn.add(stated["institution"])


def main():
    try:
        proof = json.load(sys.stdin)
        if proof["algorithm"] != "jiandu-draw-v1":
            raise ValueError("another algorithm")
        if proof["seed"] is None:
            raise ValueError("the draw was not held yet")
        found = [(at, computed, stated) for at, computed, stated in differences(proof) if computed != stated]
    except Impossible as reason:
        found = [("/result", str(reason), None)]
    except (KeyError, TypeError, ValueError, AttributeError) as reason:
        print(f"no proof: {type(reason).__name__}: {reason}")
        return 2
    for at, computed, stated in found:
        print(f"{at}: computed {json.dumps(computed, ensure_ascii=False)}, stated {json.dumps(stated, ensure_ascii=False)}")
    print("differs" if found else "all as published")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
