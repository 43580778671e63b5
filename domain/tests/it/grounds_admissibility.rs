//! Art. 9 and 10 of the Guangdong measures, as tables: the name states the rule, then the facts, then the answer.

mod duties;
mod inconsistent;
mod limitation;
mod outcome;
mod repeats;
mod scope;

use domain::gd::art09_10_admissibility::{self as art09_10, Admissibility, AdmissibilityFacts};
use domain::ground::Ground;

use crate::support::{Expected, assert_ground, calendar, gd};

/// A rule, the facts, and what follows.
struct Rule {
    name: &'static str,
    facts: AdmissibilityFacts,
    expected: Expected,
}

fn rule(name: &'static str, facts: AdmissibilityFacts, expected: Expected) -> Rule {
    Rule {
        name,
        facts,
        expected,
    }
}

/// Asserts every rule of a provision, named without its regulation.
fn check<const N: usize>(place: &str, rules: [Rule; N]) {
    for rule in rules {
        assert!(
            art09_10::inconsistencies(&rule.facts).is_empty(),
            "the facts contradict each other: {}",
            rule.name
        );
        let decision = decide(&rule.facts);
        assert_ground(
            rule.name,
            ground(&decision, place),
            &decision.table,
            &rule.expected,
        );
    }
}

/// The condition or ground of a provision, named without its regulation.
fn ground<'d>(decision: &'d Admissibility, place: &str) -> &'d Ground {
    let id = format!("gd-complaints/{place}");
    decision
        .conditions
        .iter()
        .chain(&decision.grounds)
        .find(|g| g.provision.id == id)
        .unwrap()
}

/// The decision under the measures' own numbers.
fn decide(facts: &AdmissibilityFacts) -> Admissibility {
    art09_10::decide(facts, calendar(), &gd()).unwrap()
}
