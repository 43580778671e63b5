//! Chi-square over 100,000 first picks with fixed seeds.

use std::collections::BTreeMap;

use domain::jz::art15_random_inspection::{Announcement, draw};

use super::{VALUE, announcement, day, seed};

const PICKS: u32 = 100_000;

/// Pearson's statistic of counts against shares.
fn chi_square(counts: &[u32], weights: &[u32]) -> f64 {
    let total: u32 = weights.iter().sum();
    counts
        .iter()
        .zip(weights)
        .map(|(count, weight)| {
            let expected = f64::from(PICKS) * f64::from(*weight) / f64::from(total);
            (f64::from(*count) - expected).powi(2) / expected
        })
        .sum()
}

/// How often each id is the first that is drawn.
fn first_picks(announced: &Announcement, from: u64) -> (Vec<u32>, Vec<u32>) {
    let mut institutions: BTreeMap<&str, u32> = BTreeMap::new();
    let mut inspectors: BTreeMap<&str, u32> = BTreeMap::new();
    for one in &announced.institutions {
        institutions.insert(&one.id, 0);
    }
    for one in &announced.inspectors {
        inspectors.insert(&one.id, 0);
    }
    for number in 0..u64::from(PICKS) {
        let drawn = draw(announced, &seed(from + number), VALUE, day(3)).unwrap();
        let place = &drawn.result[0];
        *institutions.get_mut(&*place.institution).unwrap() += 1;
        *inspectors.get_mut(&*place.inspectors[0]).unwrap() += 1;
    }
    (
        institutions.into_values().collect(),
        inspectors.into_values().collect(),
    )
}

/// The value that is exceeded with probability 0.01 at seven degrees of freedom, and at two.
const CRITICAL_7: f64 = 18.475;
const CRITICAL_2: f64 = 9.210;

#[test]
fn every_institution_and_inspector_is_as_likely_as_any_other() {
    let announced = announcement(&[1; 8], &["a", "b", "c"], 1, 2);
    let (institutions, inspectors) = first_picks(&announced, 0);
    let found = chi_square(&institutions, &[1; 8]);
    assert!(found < CRITICAL_7, "{found}: {institutions:?}");
    let found = chi_square(&inspectors, &[1; 3]);
    assert!(found < CRITICAL_2, "{found}: {inspectors:?}");
    // The measure tells: of counts that follow other weights.
    assert!(chi_square(&institutions, &[20, 20, 20, 20, 20, 20, 20, 21]) > CRITICAL_7);
}

#[test]
fn an_institution_is_as_likely_as_its_weight_says() {
    let weights = [1, 2, 3, 5, 1, 2, 3, 5];
    let announced = announcement(&weights, &["a", "b"], 1, 2);
    let (institutions, _) = first_picks(&announced, 1 << 40);
    let found = chi_square(&institutions, &weights);
    assert!(found < CRITICAL_7, "{found}: {institutions:?}");
    assert!(chi_square(&institutions, &[1; 8]) > CRITICAL_7);
    assert!(chi_square(&institutions, &[20, 40, 60, 100, 20, 40, 60, 105]) > CRITICAL_7);
}
