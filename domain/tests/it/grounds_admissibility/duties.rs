//! What the authority owes whatever the outcome (Art. 4, 8, 10(3), 12, 13, 15), and the deficiencies of form (Art. 8).

use domain::gd::art08_form::FormItem;
use domain::gd::art09_10_admissibility::{AdmissibilityFacts, Channel, Duty, Outcome};

use super::decide;
use crate::support::{Complaint, NO, OPEN, YES, accepted, complaint};

const DAY: &str = "2026-06-30";

fn duties(facts: &AdmissibilityFacts) -> Vec<&'static str> {
    decide(facts).duties().map(Duty::as_str).collect()
}

fn by(channel: Channel) -> AdmissibilityFacts {
    complaint(DAY).with(|f| f.channel = Some(channel))
}

#[test]
fn each_duty_arises_on_its_condition_and_not_without() {
    let routine = || {
        complaint(DAY).with(|f| {
            f.routine_business = YES;
            f.normal_procedure_followed = YES;
        })
    };
    let cases: [(&str, AdmissibilityFacts, &[&str]); 23] = [
        ("a plain complaint", complaint(DAY), &["keep_confidential"]),
        (
            "by telephone",
            by(Channel::Phone),
            &["written_record_by_first_receiver", "keep_confidential"],
        ),
        (
            "by visit",
            by(Channel::Visit),
            &["written_record_by_first_receiver", "keep_confidential"],
        ),
        (
            "by text message: that is in writing",
            by(Channel::Sms),
            &["keep_confidential"],
        ),
        ("by letter", by(Channel::Letter), &["keep_confidential"]),
        (
            "channel not known",
            complaint(DAY).with(|f| f.channel = None),
            &["keep_confidential"],
        ),
        (
            "routine, contact given",
            routine(),
            &[
                "guide_and_explain",
                "promise_reply_date",
                "keep_confidential",
            ],
        ),
        (
            "routine, whether there is a contact not known",
            routine().with(|f| f.contact_given = OPEN),
            &[
                "guide_and_explain",
                "promise_reply_date",
                "keep_confidential",
            ],
        ),
        (
            "routine, no contact",
            routine().with(|f| f.contact_given = NO),
            &["guide_and_explain", "keep_confidential"],
        ),
        (
            "routine, answered on the spot",
            routine().with(|f| f.answered_on_the_spot = YES),
            &["guide_and_explain", "keep_confidential"],
        ),
        (
            "routine, whether answered not known",
            routine().with(|f| f.answered_on_the_spot = OPEN),
            &[
                "guide_and_explain",
                "promise_reply_date",
                "keep_confidential",
            ],
        ),
        (
            "whether routine not known",
            complaint(DAY).with(|f| f.routine_business = OPEN),
            &["keep_confidential"],
        ),
        (
            "routine but rejected: guidance is owed all the same",
            routine().with(|f| f.normal_procedure_followed = NO),
            &[
                "guide_and_explain",
                "promise_reply_date",
                "keep_confidential",
            ],
        ),
        (
            "exposed by media",
            complaint(DAY).with(|f| f.media_exposed = YES),
            &["public_response", "report_upward", "keep_confidential"],
        ),
        (
            "exposure not known",
            complaint(DAY).with(|f| f.media_exposed = OPEN),
            &["keep_confidential"],
        ),
        (
            "through the media",
            by(Channel::Media),
            &["public_response", "report_upward", "keep_confidential"],
        ),
        (
            "of high impact",
            complaint(DAY).with(|f| f.high_impact = YES),
            &["report_upward", "keep_confidential"],
        ),
        (
            "impact not known",
            complaint(DAY).with(|f| f.high_impact = OPEN),
            &["keep_confidential"],
        ),
        (
            "urgent",
            complaint(DAY).with(|f| f.urgent = YES),
            &["report_upward", "keep_confidential"],
        ),
        (
            "urgency not known",
            complaint(DAY).with(|f| f.urgent = OPEN),
            &["keep_confidential"],
        ),
        (
            "a repeat within the time limit",
            complaint(DAY).after(accepted(Some("2026-06-01"), None)),
            &["attach_to_open_case", "keep_confidential"],
        ),
        (
            "a possible repeat",
            complaint(DAY).after(accepted(None, None)),
            &["keep_confidential"],
        ),
        (
            "a repeat after the time limit",
            complaint(DAY).after(accepted(Some("2026-05-29"), None)),
            &["keep_confidential"],
        ),
    ];
    for (name, facts, expected) in cases {
        assert_eq!(duties(&facts), expected, "{name}");
    }
}

#[test]
fn all_duties_together_in_their_order_each_with_its_provision() {
    let facts = by(Channel::Phone)
        .with(|f| {
            f.routine_business = YES;
            f.media_exposed = YES;
            f.high_impact = YES;
            f.urgent = YES;
        })
        .after(accepted(Some("2026-06-01"), None));
    let all: Vec<(&str, &str)> = decide(&facts)
        .duties()
        .map(|d| (d.as_str(), d.provision().id))
        .collect();
    assert_eq!(
        all,
        [
            ("written_record_by_first_receiver", "gd-complaints/art8"),
            ("guide_and_explain", "gd-complaints/art12"),
            ("promise_reply_date", "gd-complaints/art12"),
            ("public_response", "gd-complaints/art13"),
            ("report_upward", "gd-complaints/art4/2"),
            ("attach_to_open_case", "gd-complaints/art10/3"),
            ("keep_confidential", "gd-complaints/art15"),
        ]
    );
}

#[test]
fn with_nothing_known_only_confidentiality_is_owed() {
    let facts = AdmissibilityFacts::unknown(complaint(DAY).submitted_on);
    assert_eq!(duties(&facts), ["keep_confidential"]);
    assert_eq!(decide(&facts).form_deficiencies().count(), 0);
}

#[test]
fn what_article_8_asks_for_and_is_missing_is_a_deficiency_and_never_a_ground() {
    type Statement = fn(&mut AdmissibilityFacts) -> &mut domain::truth::Truth;
    let statements: [(&str, Statement); 5] = [
        ("name", |f| &mut f.complainant_name_given),
        ("contact", |f| &mut f.contact_given),
        ("request", |f| &mut f.request_given),
        ("facts", |f| &mut f.facts_given),
        ("reasons", |f| &mut f.reasons_given),
    ];
    let deficiencies = |facts: &AdmissibilityFacts| -> Vec<&'static str> {
        decide(facts)
            .form_deficiencies()
            .map(FormItem::as_str)
            .collect()
    };
    for (id, statement) in statements {
        let of = |value| complaint(DAY).with(|f| *statement(f) = value);
        assert_eq!(deficiencies(&of(NO)), [id]);
        assert!(deficiencies(&of(YES)).is_empty(), "{id} given");
        assert!(deficiencies(&of(OPEN)).is_empty(), "{id} not known");
        for value in [YES, NO, OPEN] {
            let decision = decide(&of(value));
            assert_eq!(decision.outcome, Outcome::Accept, "{id}: {value:?}");
            assert!(decision.missing_facts().is_empty(), "{id}: {value:?}");
        }
    }
    let anonymous_and_empty = complaint(DAY).with(|f| {
        for (_, statement) in statements {
            *statement(f) = NO;
        }
    });
    assert_eq!(
        deficiencies(&anonymous_and_empty),
        ["name", "contact", "request", "facts", "reasons"]
    );
    assert_eq!(decide(&anonymous_and_empty).outcome, Outcome::Accept);
}
