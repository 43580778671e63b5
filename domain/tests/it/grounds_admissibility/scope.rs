//! Art. 9(1), 9(2), 10(1), 10(2) and 10(5): what is complained of, whether it is founded, whose business it is.

use domain::gd::art09_10_admissibility::AdmissibilityFacts;
use domain::truth::Truth;

use super::{check, decide, rule};
use crate::support::{Complaint, NO, NotMet, OPEN, YES, complaint, met, undetermined};

const DAY: &str = "2026-06-30";

fn definite(accused: Truth, violation: Truth) -> AdmissibilityFacts {
    complaint(DAY).with(|f| {
        f.accused_identified = accused;
        f.violation_specified = violation;
    })
}

fn within(function: Truth, jurisdiction: Truth) -> AdmissibilityFacts {
    complaint(DAY).with(|f| {
        f.within_function = function;
        f.within_jurisdiction = jurisdiction;
    })
}

#[test]
fn art_9_1_a_definite_accused_party_and_a_definite_violation() {
    let accused = "/facts/accused_identified";
    let violation = "/facts/violation_specified";
    check(
        "art9/1",
        [
            rule(
                "both definite",
                definite(YES, YES),
                met([accused, violation]),
            ),
            rule("no accused party", definite(NO, YES), NotMet),
            rule("no violation", definite(YES, NO), NotMet),
            rule("neither", definite(NO, NO), NotMet),
            rule(
                "accused not known",
                definite(OPEN, YES),
                undetermined([accused]),
            ),
            rule(
                "violation not known",
                definite(YES, OPEN),
                undetermined([violation]),
            ),
            rule(
                "neither known",
                definite(OPEN, OPEN),
                undetermined([accused, violation]),
            ),
            rule(
                "one lacking decides whatever the other",
                definite(NO, OPEN),
                NotMet,
            ),
            rule("and the other way round", definite(OPEN, NO), NotMet),
        ],
    );
}

#[test]
fn art_9_2_within_function_and_jurisdiction() {
    let function = "/facts/within_function";
    let jurisdiction = "/facts/within_jurisdiction";
    check(
        "art9/2",
        [
            rule(
                "within both",
                within(YES, YES),
                met([function, jurisdiction]),
            ),
            rule("outside the function", within(NO, YES), NotMet),
            rule("outside the jurisdiction", within(YES, NO), NotMet),
            rule(
                "function not known",
                within(OPEN, YES),
                undetermined([function]),
            ),
            rule(
                "jurisdiction not known",
                within(YES, OPEN),
                undetermined([jurisdiction]),
            ),
            rule(
                "neither known",
                within(OPEN, OPEN),
                undetermined([function, jurisdiction]),
            ),
            rule(
                "outside one decides whatever the other",
                within(OPEN, NO),
                NotMet,
            ),
            rule("and the other way round", within(NO, OPEN), NotMet),
        ],
    );
}

#[test]
fn art_10_1_outside_function_or_jurisdiction() {
    let function = "/facts/within_function";
    let jurisdiction = "/facts/within_jurisdiction";
    check(
        "art10/1",
        [
            rule("within both", within(YES, YES), NotMet),
            rule("outside the function", within(NO, YES), met([function])),
            rule(
                "outside the jurisdiction",
                within(YES, NO),
                met([jurisdiction]),
            ),
            rule(
                "outside both",
                within(NO, NO),
                met([function, jurisdiction]),
            ),
            rule(
                "function not known",
                within(OPEN, YES),
                undetermined([function]),
            ),
            rule(
                "jurisdiction not known",
                within(YES, OPEN),
                undetermined([jurisdiction]),
            ),
            rule(
                "neither known",
                within(OPEN, OPEN),
                undetermined([function, jurisdiction]),
            ),
            rule(
                "outside one decides, the other is no evidence",
                within(OPEN, NO),
                met([jurisdiction]),
            ),
            rule("and the other way round", within(NO, OPEN), met([function])),
        ],
    );
}

#[test]
fn art_10_2_no_definite_object_or_no_factual_basis() {
    let of = |accused, violation, basis| {
        definite(accused, violation).with(|f| f.has_factual_basis = basis)
    };
    let accused = "/facts/accused_identified";
    let violation = "/facts/violation_specified";
    let basis = "/facts/has_factual_basis";
    check(
        "art10/2",
        [
            rule("definite and founded", of(YES, YES, YES), NotMet),
            rule("no accused party", of(NO, YES, YES), met([accused])),
            rule("no violation", of(YES, NO, YES), met([violation])),
            rule("no factual basis", of(YES, YES, NO), met([basis])),
            rule(
                "all lacking",
                of(NO, NO, NO),
                met([accused, basis, violation]),
            ),
            rule(
                "two lacking, one not known",
                of(NO, OPEN, NO),
                met([accused, basis]),
            ),
            rule(
                "one lacking, two not known",
                of(OPEN, OPEN, NO),
                met([basis]),
            ),
            rule(
                "accused not known",
                of(OPEN, YES, YES),
                undetermined([accused]),
            ),
            rule(
                "violation not known",
                of(YES, OPEN, YES),
                undetermined([violation]),
            ),
            rule("basis not known", of(YES, YES, OPEN), undetermined([basis])),
            rule(
                "nothing known",
                of(OPEN, OPEN, OPEN),
                undetermined([accused, basis, violation]),
            ),
        ],
    );
}

#[test]
fn art_10_5_normal_business_without_its_normal_procedure() {
    let of = |routine, followed| {
        complaint(DAY).with(|f| {
            f.routine_business = routine;
            f.normal_procedure_followed = followed;
        })
    };
    let routine = "/facts/routine_business";
    let followed = "/facts/normal_procedure_followed";
    check(
        "art10/5",
        [
            rule(
                "normal business, procedure skipped",
                of(YES, NO),
                met([followed, routine]),
            ),
            rule("normal business, procedure followed", of(YES, YES), NotMet),
            rule("not normal business", of(NO, NO), NotMet),
            rule(
                "not normal business, procedure not known",
                of(NO, OPEN),
                NotMet,
            ),
            rule(
                "procedure followed, business not known",
                of(OPEN, YES),
                NotMet,
            ),
            rule("business not known", of(OPEN, NO), undetermined([routine])),
            rule(
                "procedure not known",
                of(YES, OPEN),
                undetermined([followed]),
            ),
            rule(
                "neither known",
                of(OPEN, OPEN),
                undetermined([followed, routine]),
            ),
        ],
    );
}

#[test]
fn the_reason_names_what_is_lacking() {
    let reasons = [
        ("art10/1", within(NO, YES), "outside the function"),
        ("art10/1", within(YES, NO), "outside the jurisdiction"),
        ("art10/1", within(NO, NO), "outside both"),
        ("art9/2", within(NO, YES), "outside the function"),
        ("art10/2", definite(NO, YES), "no definite accused party"),
        ("art10/2", definite(YES, NO), "no definite violation"),
        (
            "art10/2",
            complaint(DAY).with(|f| f.has_factual_basis = NO),
            "no factual basis",
        ),
        ("art10/2", definite(NO, NO), "more than one of"),
    ];
    for (place, facts, words) in reasons {
        let decision = decide(&facts);
        let reason = super::ground(&decision, place).explained.reason;
        assert!(reason.en.contains(words), "{place}: {}", reason.en);
    }
}
