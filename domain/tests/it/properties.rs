//! What holds whatever the facts: knowing more contradicts nothing, evidence is needed and enough, what is missing is
//! really missing, the order of lists does not matter, an explanation keeps its word.

mod admissibility;
mod sanctions;

use std::collections::BTreeMap;

use domain::ground::{Explained, Ground};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

/// Two thousand cases, the same at every run: enough to see what the generators reach.
fn samples<T: std::fmt::Debug>(strategy: impl Strategy<Value = T>) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    (0..2000)
        .map(|_| strategy.new_tree(&mut runner).unwrap().current())
        .collect()
}

/// Asserts that the reasons of grounds fit them: within an article each belongs to one answer only, and all its places
/// are filled.
fn assert_reasons_fit(grounds: impl Iterator<Item = Ground>) {
    let mut statuses = BTreeMap::new();
    for ground in grounds {
        let Explained { reason, arguments } = ground.explained;
        let key = (ground.provision.article, reason.en);
        let first = *statuses.entry(key).or_insert(ground.status);
        assert_eq!(
            first, ground.status,
            "one reason for two answers: {}",
            reason.en
        );
        for text in [reason.zh, reason.en] {
            for (place, argument) in ["{0}", "{1}", "{2}"].into_iter().zip(arguments) {
                assert!(
                    !text.contains(place) || argument.is_some(),
                    "nothing for {place} in: {text}"
                );
            }
        }
    }
    assert!(statuses.len() > 10, "{statuses:?}");
}

/// A source of choices that a case carries with it.
struct Bits(u64);

impl Bits {
    fn draw(&mut self) -> u64 {
        // One step of splitmix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Yes or no.
    fn next(&mut self) -> bool {
        self.draw() & 1 == 1
    }

    /// Puts a list in another order; the answer names the earlier place of each item.
    fn shuffle<T>(&mut self, list: &mut [T]) -> Vec<u32> {
        let mut order: Vec<u32> = list.iter().zip(0..).map(|(_, index)| index).collect();
        for last in (1..list.len()).rev() {
            let choices = u64::try_from(last).unwrap() + 1;
            let other = usize::try_from(self.draw() % choices).unwrap();
            list.swap(last, other);
            order.swap(last, other);
        }
        order
    }
}
