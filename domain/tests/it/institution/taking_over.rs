//! Filings from before this system.

use domain::access::Regime;
use domain::jz::institution::TakenOver;
use domain::jz::institution::decide::register::take_over;
use domain::refused::Refused as _;

use super::{CITY, Desk, USCC, content};
use crate::support::date;

#[test]
fn what_is_taken_over_must_be_possible() {
    let taken = TakenOver {
        uscc: USCC.to_owned(),
        content: content(),
        filed_on: date("2022-05-16"),
        valid_until: Some(date("2028-05-15")),
        filing_number: Some("S000042109001".to_owned()),
        authority_name: "荆州市人力资源和社会保障局".to_owned(),
        authority: Some(CITY.to_owned()),
        above: None,
        regime: Regime::Jz,
        on: date("2026-11-23"),
        by: "import".to_owned(),
    };
    let code = |taken: TakenOver| {
        take_over(None, taken)
            .map_err(|refusal| refusal.code())
            .err()
    };
    assert_eq!(code(taken.clone()), None);
    let mut future = taken.clone();
    future.filed_on = date("2026-11-24");
    assert_eq!(code(future), Some("filed_in_future"));
    let mut reversed = taken.clone();
    reversed.valid_until = Some(date("2022-05-15"));
    assert_eq!(code(reversed), Some("validity_too_short"));
    let mut one_day = taken.clone();
    one_day.valid_until = Some(date("2022-05-16"));
    assert_eq!(code(one_day), None);
    let mut desk = Desk::on("2026-11-23");
    desk.take(&take_over(None, taken.clone()).unwrap());
    let twice = take_over(desk.institution.as_ref(), taken).unwrap_err();
    assert_eq!(twice.code(), "already_filed");
}
