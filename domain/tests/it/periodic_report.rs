//! Periods of reports, and when one may be submitted.

use domain::gd::art04_periodic_report::{Period, ReportRefusal, may_submit};

use crate::support::date;

#[test]
fn a_period_is_a_month_a_quarter_or_a_year() {
    for (text, first, last) in [
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
    ] {
        let period = Period::parse(text).unwrap();
        assert_eq!(period.days(), Some((date(first), date(last))), "{text}");
        assert_eq!(period.to_string(), text);
        assert!(!period.has_ended(date(last)));
        assert!(period.has_ended(date(last).succ_opt().unwrap()));
    }
    for bad in [
        "",
        "26",
        "1999",
        "3000",
        "2026-",
        "2026-0",
        "2026-00",
        "2026-13",
        "2026-1",
        "2026-Q0",
        "2026-Q5",
        "2026-q1",
        "2026-Q11",
        "2026-11-01",
        "+026",
        "２０２６",
    ] {
        assert_eq!(Period::parse(bad), None, "{bad}");
    }
}

#[test]
fn art_4_2_a_period_is_reported_once_it_is_over_and_again_only_for_a_reason() {
    let may = |today, revisions, reason| {
        may_submit(
            Period::parse("2026-10").unwrap(),
            date(today),
            revisions,
            reason,
        )
    };
    for (today, revisions, reason, expected) in [
        ("2026-10-31", 0, None, Err(ReportRefusal::NotEnded)),
        ("2026-11-01", 0, None, Ok(())),
        (
            "2026-11-01",
            0,
            Some("更正"),
            Err(ReportRefusal::NothingToRevise),
        ),
        ("2026-11-01", 1, None, Err(ReportRefusal::ReasonMissing)),
        (
            "2026-11-01",
            1,
            Some(" "),
            Err(ReportRefusal::ReasonMissing),
        ),
        ("2026-11-01", 2, Some("更正"), Ok(())),
    ] {
        assert_eq!(
            may(today, revisions, reason),
            expected,
            "{today} {revisions} {reason:?}"
        );
    }
}
