"""Prints an answer of the rule engines, read from standard input, in a few lines."""

import json
import sys

SIGNS = {"met": "■", "undetermined": "?", "not_met": "□"}


def main():
    answer = json.load(sys.stdin)
    if "errors" in answer:
        print(f"  {answer['status']} {answer['code']}: {answer['title']}")
        for fault in answer["errors"]:
            print(f"    {fault['pointer'] or '/'}: {fault['reason']}")
        return
    grounds = answer.pop("conditions", []) + answer.pop("grounds", [])
    for name in ("outcome", "track", "tier", "possible_tier", "state"):
        if answer.get(name) is not None:
            print(f"  {name}: {answer[name]}")
    for name, value in answer.items():
        if name.endswith("_on") or name.startswith("working_days") or name in ("date", "provisional"):
            print(f"  {name}: {json.dumps(value)}")
    for ground in grounds:
        if ground["status"] == "not_met":
            continue
        contested = "（有争议）" if ground.get("contested") else ""
        print(f"  {SIGNS[ground['status']]} {ground['provision']} {ground['status']}{contested}")
        print(f"      {ground['text_zh']}")
        print(f"      {ground['reason_zh']} / {ground['reason_en']}")
        if ground["missing_facts"]:
            print(f"      missing: {', '.join(ground['missing_facts'])}")
    for kind in ("duties", "measures"):
        listed = [f"{one.get('id') or one['kind']} ({(one['provision'] or 'local/policy').split('/', 1)[1]})" for one in answer.get(kind, [])]
        if listed:
            print(f"  {kind}: {', '.join(listed)}")
    if answer.get("form_deficiencies"):
        print(f"  form_deficiencies: {', '.join(answer['form_deficiencies'])}")


main()
