//! Art. 20-22 of the Jingzhou measures, as tables: the name states the rule, then the day, the facts, the answer.

mod article_20;
mod article_21;
mod article_22;
mod findings;
mod idleness;
mod inconsistent;
mod reasons;
mod recurrence;
mod tiers;

use domain::ground::Ground;
use domain::jz::facts::{SanctionFacts, inconsistencies};
use domain::jz::parameters::JzParameters;
use domain::jz::sanctions::{Sanctions, evaluate};

use crate::support::{Expected, assert_ground, date, jz};

/// A rule, the day for which it is asked, the facts, and what follows.
struct Rule {
    name: &'static str,
    on: &'static str,
    facts: SanctionFacts<'static>,
    expected: Expected,
}

fn rule(
    name: &'static str,
    on: &'static str,
    facts: SanctionFacts<'static>,
    expected: Expected,
) -> Rule {
    Rule {
        name,
        on,
        facts,
        expected,
    }
}

/// Asserts every rule of a provision, named without its regulation.
fn check<const N: usize>(place: &str, rules: [Rule; N]) {
    check_under(&jz(), place, rules);
}

/// The same under other parameters.
fn check_under<const N: usize>(parameters: &JzParameters, place: &str, rules: [Rule; N]) {
    for rule in rules {
        assert!(
            inconsistencies(&rule.facts).is_empty(),
            "the facts contradict each other: {}",
            rule.name
        );
        let decision = evaluate(&rule.facts, date(rule.on), parameters).unwrap();
        assert_ground(
            rule.name,
            ground(&decision, place),
            &decision.table,
            &rule.expected,
        );
    }
}

/// The ground of a provision, named without its regulation.
fn ground<'d>(decision: &'d Sanctions, place: &str) -> &'d Ground {
    let id = format!("jz-institutions/{place}");
    decision
        .grounds
        .iter()
        .find(|g| g.provision.id == id)
        .unwrap()
}

/// The decision under the measures' own numbers.
fn decide(facts: &SanctionFacts<'_>, on: &str) -> Sanctions {
    evaluate(facts, date(on), &jz()).unwrap()
}
