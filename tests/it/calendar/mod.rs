//! `jiandu calendar`: an official year is imported while the server runs. The notices here are invented.

mod following;
mod import;
mod refused;

use std::sync::Arc;

use tests::cli::{Done, command};
use tests::database::Database;

/// An invented notice for 2027 that names every statutory day.
const NOTICE_2027: &str = "\
date,kind,name_zh,name_en
2027-01-01,holiday,元旦,New Year's Day
2027-01-30,workday,春节,Spring Festival
2027-02-05,holiday,春节,Spring Festival
2027-02-06,holiday,春节,Spring Festival
2027-02-07,holiday,春节,Spring Festival
2027-02-08,holiday,春节,Spring Festival
2027-02-09,holiday,春节,Spring Festival
2027-02-10,holiday,春节,Spring Festival
2027-02-11,holiday,春节,Spring Festival
2027-04-05,holiday,清明,Tomb-sweeping Day
2027-05-01,holiday,劳动节,Labour Day
2027-05-02,holiday,劳动节,Labour Day
2027-05-03,holiday,劳动节,Labour Day
2027-06-09,holiday,端午,Dragon Boat Festival
2027-09-15,holiday,中秋,Mid-autumn Festival
2027-10-01,holiday,国庆节,National Day
2027-10-02,holiday,国庆节,National Day
2027-10-03,holiday,国庆节,National Day
2027-10-09,workday,国庆节,National Day
";

/// The same with rows for the December before: a day off on Thursday the 31st, made up for on Sunday the 27th.
fn with_december() -> String {
    format!(
        "{NOTICE_2027}2026-12-27,workday,元旦,New Year's Day\n2026-12-31,holiday,元旦,New Year's Day\n"
    )
}

/// The same with another day off at the end of May.
fn with_another_day() -> String {
    format!("{NOTICE_2027}2027-05-31,holiday,劳动节,Labour Day\n")
}

/// The same without the third day of May.
fn with_a_day_less() -> String {
    NOTICE_2027.replace("2027-05-03,holiday,劳动节,Labour Day\n", "")
}

/// Runs `jiandu calendar import` with a file of this content.
fn import(database: &Arc<Database>, content: impl AsRef<[u8]>, flags: &[&str]) -> Done {
    let words = [&["calendar", "import", "notice.csv"], flags].concat();
    command(&words)
        .env("DATABASE_URL", &database.url())
        .file("notice.csv", content)
        .run()
}

/// The lines of `jiandu calendar list`.
fn list(database: &Arc<Database>) -> Vec<String> {
    let done = command(&["calendar", "list"])
        .env("DATABASE_URL", &database.url())
        .run();
    assert_eq!((done.code, done.said.as_str()), (Some(0), ""));
    done.text().lines().map(str::to_owned).collect()
}
