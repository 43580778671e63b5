//! Art. 20(1): five percent of a single batch. Art. 20(4): identical papers twice within twelve months.

use domain::ground::{Computed, Name};

use super::{check, decide, ground, rule};
use crate::support::{Ledger, NO, NotMet, OPEN, TODAY, YES, clean, met, undetermined};

#[test]
fn item_1_a_single_batch_reaches_or_exceeds_five_percent() {
    let of =
        |unqualified, candidates| clean().batch("2026-05-01", Some(unqualified), Some(candidates));
    let reached = || met(["/facts/batches/0"]);
    check(
        "art20/1",
        [
            rule("4.99 % does not reach 5 %", TODAY, of(499, 10_000), NotMet),
            rule("5.00 % reaches it", TODAY, of(500, 10_000), reached()),
            rule("5.01 % exceeds it", TODAY, of(501, 10_000), reached()),
            rule("1 of 20 is 5 %", TODAY, of(1, 20), reached()),
            rule(
                "1 of 21 is less: nothing is rounded",
                TODAY,
                of(1, 21),
                NotMet,
            ),
            rule("2 of 41 is less, though 4.9 %", TODAY, of(2, 41), NotMet),
            rule("2 of 40 is 5 %", TODAY, of(2, 40), reached()),
            rule("1 of 1 is all", TODAY, of(1, 1), reached()),
            rule("none unqualified is not 5 %", TODAY, of(0, 20), NotMet),
            rule("none of none is not 5 %", TODAY, of(0, 0), NotMet),
            rule(
                "large numbers are compared exactly, just below",
                TODAY,
                of(49_999_999, 1_000_000_000),
                NotMet,
            ),
            rule(
                "large numbers are compared exactly, just reached",
                TODAY,
                of(50_000_000, 1_000_000_000),
                reached(),
            ),
        ],
    );
}

#[test]
fn item_1_looks_at_each_batch_by_itself() {
    check(
        "art20/1",
        [
            rule(
                "batches are not added up: 1 of 21 twice is not 5 % of either",
                TODAY,
                clean().batch("2026-05-01", Some(1), Some(21)).batch(
                    "2026-05-02",
                    Some(1),
                    Some(21),
                ),
                NotMet,
            ),
            rule(
                "nor diluted: 1 of 20 counts beside 0 of 1,000",
                TODAY,
                clean().batch("2026-05-01", Some(0), Some(1000)).batch(
                    "2026-05-02",
                    Some(1),
                    Some(20),
                ),
                met(["/facts/batches/1"]),
            ),
            rule(
                "every batch that reaches the share is evidence",
                TODAY,
                clean()
                    .batch("2026-05-01", Some(1), Some(20))
                    .batch("2026-05-02", Some(1), Some(21))
                    .batch("2026-05-03", Some(7), Some(100)),
                met(["/facts/batches/0", "/facts/batches/2"]),
            ),
            rule(
                "a sanctioned batch supports nothing again",
                TODAY,
                clean()
                    .batch("2026-05-01", Some(1), Some(20))
                    .already_sanctioned(Name::Batches, 0),
                NotMet,
            ),
            rule(
                "a batch held on the day counts",
                TODAY,
                clean().batch(TODAY, Some(1), Some(20)),
                met(["/facts/batches/0"]),
            ),
            rule(
                "a batch held later is not there yet",
                TODAY,
                clean().batch("2026-07-01", Some(1), Some(20)),
                NotMet,
            ),
        ],
    );
}

#[test]
fn item_1_with_numbers_that_are_not_known() {
    let of = |unqualified, candidates| clean().batch("2026-05-01", unqualified, candidates);
    check(
        "art20/1",
        [
            rule(
                "unqualified not known",
                TODAY,
                of(None, Some(20)),
                undetermined(["/facts/batches/0/unqualified_candidates"]),
            ),
            rule(
                "candidates not known",
                TODAY,
                of(Some(1), None),
                undetermined(["/facts/batches/0/candidates"]),
            ),
            rule(
                "neither known",
                TODAY,
                of(None, None),
                undetermined([
                    "/facts/batches/0/candidates",
                    "/facts/batches/0/unqualified_candidates",
                ]),
            ),
            rule(
                "none unqualified, of however many",
                TODAY,
                of(Some(0), None),
                NotMet,
            ),
            rule(
                "no candidates, so none unqualified",
                TODAY,
                of(None, Some(0)),
                NotMet,
            ),
            rule(
                "one batch met decides; the unknown one is not asked for",
                TODAY,
                of(None, None).batch("2026-05-02", Some(1), Some(20)),
                met(["/facts/batches/1"]),
            ),
            rule(
                "one batch not met leaves the unknown one open",
                TODAY,
                of(None, Some(30)).batch("2026-05-02", Some(1), Some(21)),
                undetermined(["/facts/batches/0/unqualified_candidates"]),
            ),
            rule(
                "unknown numbers of a sanctioned batch do not matter",
                TODAY,
                of(None, None).already_sanctioned(Name::Batches, 0),
                NotMet,
            ),
            rule(
                "the batches are not known",
                TODAY,
                clean().with(|f| f.batches = None),
                undetermined(["/facts/batches"]),
            ),
            rule(
                "a finding decides where the batches are not known",
                TODAY,
                clean()
                    .with(|f| f.batches = None)
                    .finding("art20/1", "2026-05-01", YES),
                met(["/facts/violations/0"]),
            ),
            rule(
                "a batch and a finding are evidence together",
                TODAY,
                of(Some(1), Some(20)).finding("art20/1", "2026-05-01", YES),
                met(["/facts/batches/0", "/facts/violations/0"]),
            ),
            rule(
                "a batch decides where the finding is only alleged",
                TODAY,
                of(Some(1), Some(20)).finding("art20/1", "2026-05-01", OPEN),
                met(["/facts/batches/0"]),
            ),
            rule(
                "a batch and a finding that are both open are both asked for",
                TODAY,
                of(None, Some(20)).finding("art20/1", "2026-05-01", OPEN),
                undetermined([
                    "/facts/batches/0/unqualified_candidates",
                    "/facts/violations/0/verified",
                ]),
            ),
        ],
    );
}

#[test]
fn item_1_shows_the_worst_batch() {
    let facts = clean()
        .batch("2026-05-01", Some(5), Some(100))
        .batch("2026-05-02", Some(2), Some(20))
        .batch("2026-05-03", Some(30), Some(1000))
        .batch("2026-07-01", Some(20), Some(20));
    assert_eq!(
        ground(&decide(&facts, TODAY), "art20/1").computed,
        Computed::WorstShare {
            unqualified: 2,
            candidates: 20
        }
    );
    let below = clean().batch("2026-05-01", Some(1), Some(21));
    assert_eq!(
        ground(&decide(&below, TODAY), "art20/1").computed,
        Computed::Nothing
    );
}

#[test]
fn item_4_identical_papers_twice_within_twelve_months() {
    let pair = |first, second| clean().paper(first, YES).paper(second, YES);
    let both = || met(["/facts/batches/0", "/facts/batches/1"]);
    check(
        "art20/4",
        [
            rule(
                "once is not twice",
                TODAY,
                clean().paper("2026-01-01", YES),
                NotMet,
            ),
            rule(
                "twice on one day",
                TODAY,
                pair("2026-01-01", "2026-01-01"),
                both(),
            ),
            rule(
                "twice, the second on the first's anniversary",
                TODAY,
                pair("2025-06-30", "2026-06-30"),
                both(),
            ),
            rule(
                "twice, the second a day after the anniversary",
                TODAY,
                pair("2025-06-29", "2026-06-30"),
                NotMet,
            ),
            rule(
                "from 29 February to 28 February is within twelve months",
                TODAY,
                pair("2024-02-29", "2025-02-28"),
                both(),
            ),
            rule(
                "from 29 February to 1 March is not",
                TODAY,
                pair("2024-02-29", "2025-03-01"),
                NotMet,
            ),
            rule(
                "from 28 February to 28 February of a leap year is",
                TODAY,
                pair("2023-02-28", "2024-02-28"),
                both(),
            ),
            rule(
                "from 28 February to 29 February of the next year is not",
                TODAY,
                pair("2023-02-28", "2024-02-29"),
                NotMet,
            ),
            rule(
                "the period need not reach up to today",
                TODAY,
                pair("2021-03-01", "2021-09-01"),
                both(),
            ),
            rule(
                "nor respect calendar years",
                TODAY,
                pair("2024-12-31", "2025-01-01"),
                both(),
            ),
            rule(
                "the order of the list does not matter",
                TODAY,
                pair("2026-06-30", "2025-06-30"),
                both(),
            ),
            rule(
                "other papers do not count",
                TODAY,
                clean().paper("2026-01-01", YES).paper("2026-02-01", NO),
                NotMet,
            ),
        ],
    );
}

#[test]
fn item_4_counts_what_is_certain_not_sanctioned_and_not_later() {
    check(
        "art20/4",
        [
            rule(
                "every batch of a qualifying pair is evidence, no other",
                TODAY,
                clean()
                    .paper("2021-01-01", YES)
                    .paper("2023-01-01", YES)
                    .paper("2024-01-01", YES)
                    .paper("2025-01-01", YES)
                    .paper("2026-01-02", YES),
                met(["/facts/batches/1", "/facts/batches/2", "/facts/batches/3"]),
            ),
            rule(
                "a sanctioned use is not counted with a new one",
                TODAY,
                clean()
                    .paper("2026-01-01", YES)
                    .paper("2026-02-01", YES)
                    .already_sanctioned(Name::Batches, 0),
                NotMet,
            ),
            rule(
                "a later use is not there yet",
                TODAY,
                clean().paper("2026-06-30", YES).paper("2026-07-01", YES),
                NotMet,
            ),
            rule(
                "one certain and one possible use leave it open",
                TODAY,
                clean().paper("2026-01-01", YES).paper("2026-02-01", OPEN),
                undetermined(["/facts/batches/1/identical_paper"]),
            ),
            rule(
                "two possible uses leave it open",
                TODAY,
                clean().paper("2026-01-01", OPEN).paper("2026-02-01", OPEN),
                undetermined([
                    "/facts/batches/0/identical_paper",
                    "/facts/batches/1/identical_paper",
                ]),
            ),
            rule(
                "one possible use alone cannot make two",
                TODAY,
                clean().paper("2026-01-01", OPEN),
                NotMet,
            ),
            rule(
                "a possible use too far from the certain one cannot either",
                TODAY,
                clean().paper("2024-01-01", YES).paper("2026-01-01", OPEN),
                NotMet,
            ),
            rule(
                "two certain uses decide; a possible third is not asked for",
                TODAY,
                clean()
                    .paper("2026-01-01", YES)
                    .paper("2026-02-01", OPEN)
                    .paper("2026-03-01", YES),
                met(["/facts/batches/0", "/facts/batches/2"]),
            ),
            rule(
                "only possible uses that could make two are asked for",
                TODAY,
                clean()
                    .paper("2021-01-01", OPEN)
                    .paper("2025-07-01", YES)
                    .paper("2026-01-01", OPEN),
                undetermined(["/facts/batches/2/identical_paper"]),
            ),
            rule(
                "the batches are not known",
                TODAY,
                clean().with(|f| f.batches = None),
                undetermined(["/facts/batches"]),
            ),
            rule(
                "a single use and a finding: the finding decides",
                TODAY,
                clean()
                    .paper("2026-01-01", YES)
                    .finding("art20/4", "2026-02-01", YES),
                met(["/facts/violations/0"]),
            ),
        ],
    );
}
