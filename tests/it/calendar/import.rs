//! What an import does to the official years.

use std::sync::Arc;

use tests::cli::command;
use tests::database::{Database, Kind};

use super::{NOTICE_2027, import, list, with_a_day_less, with_another_day, with_december};
use crate::support::on_both;

on_both!(
    a_new_year_is_added,
    what_is_known_already_changes_nothing,
    other_content_needs_to_be_asked_for,
    december_rows_amend_the_year_before,
    december_rows_do_not_smuggle_other_content_in,
    an_official_year_of_the_program_is_replaced_only_on_request,
    statutory_days_stay_days_off_whatever_a_file_leaves_out,
);

fn database(kind: Kind) -> Arc<Database> {
    Arc::new(Database::new(kind))
}

/// The line of a year in the list.
fn year(database: &Arc<Database>, year: u32) -> Option<String> {
    let prefix = format!("{year}\t");
    list(database)
        .into_iter()
        .find(|line| line.starts_with(&prefix))
}

fn a_new_year_is_added(kind: Kind) {
    let database = database(kind);
    let before = list(&database);
    assert_eq!(before.len(), 23);
    assert_eq!(import(&database, NOTICE_2027, &[]).code, Some(0));
    // The file's name is the source where none is named.
    let added = "2027\t19 days\tnotice.csv".to_owned();
    assert_eq!(list(&database), [before, vec![added]].concat());
}

fn what_is_known_already_changes_nothing(kind: Kind) {
    let database = database(kind);
    let unchanged = "nothing new: every day of the file is known already\n";
    for content in [NOTICE_2027.to_owned(), with_december()] {
        assert_eq!(import(&database, &content, &[]).code, Some(0));
        let before = list(&database);
        for content in [
            content.clone(),
            content.replace('\n', "\r\n"),
            format!("\u{feff}{content}"),
        ] {
            let again = import(&database, content, &[]);
            assert_eq!(
                (again.code, again.text()),
                (Some(0), unchanged),
                "{again:?}"
            );
            assert_eq!(list(&database), before);
        }
    }
}

fn other_content_needs_to_be_asked_for(kind: Kind) {
    let database = database(kind);
    assert_eq!(import(&database, NOTICE_2027, &[]).code, Some(0));
    let before = list(&database);
    let refused = import(&database, with_a_day_less(), &[]);
    assert_eq!((refused.code, refused.text()), (Some(2), ""), "{refused:?}");
    assert!(
        refused.said.contains("2027 is official already"),
        "{refused:?}"
    );
    assert!(refused.said.contains("--replace"), "{refused:?}");
    assert_eq!(list(&database), before);
    let replaced = import(
        &database,
        with_a_day_less(),
        &["--replace", "--source", "更正（虚构）"],
    );
    assert_eq!(replaced.code, Some(0), "{replaced:?}");
    assert_eq!(
        year(&database, 2027).unwrap(),
        "2027\t18 days\t更正（虚构）"
    );
}

fn december_rows_amend_the_year_before(kind: Kind) {
    let database = database(kind);
    let days = |line: Option<String>| {
        let line = line.unwrap();
        let count = line.split('\t').nth(1).unwrap().trim_end_matches(" days");
        count.parse::<u32>().unwrap()
    };
    let before = days(year(&database, 2026));
    let done = import(&database, with_december(), &[]);
    assert_eq!((done.code, done.said.as_str()), (Some(0), ""), "{done:?}");
    assert!(done.text().starts_with("imported 2026, 2027 ("), "{done:?}");
    assert_eq!(days(year(&database, 2026)), before + 2);
    // The days the year had are still there.
    let request = r#"{"from":"2025-12-31","to":"2026-02-28"}"#;
    let ask = |url: &str| {
        let run = command(&["evaluate", "working-days"])
            .env("DATABASE_URL", url)
            .input(request);
        run.run().good().remove(0)["working_days"].clone()
    };
    assert_eq!(ask(&database.url()), ask("sqlite://nowhere.sqlite"));
}

/// A file with rows of December is no reason to overwrite the year it is for.
fn december_rows_do_not_smuggle_other_content_in(kind: Kind) {
    let database = database(kind);
    assert_eq!(import(&database, NOTICE_2027, &[]).code, Some(0));
    let before = list(&database);
    let less = with_december().replace("2027-05-03,holiday,劳动节,Labour Day\n", "");
    let refused = import(&database, less, &[]);
    assert_eq!((refused.code, refused.text()), (Some(2), ""), "{refused:?}");
    assert!(
        refused.said.contains("2027 is official already"),
        "{refused:?}"
    );
    assert_eq!(list(&database), before);
    // A notice that only adds days needs no flag.
    let more = import(&database, with_another_day(), &[]);
    assert_eq!(more.code, Some(0), "{more:?}");
    assert_eq!(year(&database, 2027).unwrap(), "2027\t20 days\tnotice.csv");
}

fn an_official_year_of_the_program_is_replaced_only_on_request(kind: Kind) {
    let database = database(kind);
    let other = "date,kind,name_zh,name_en\n2026-03-03,holiday,假日,Some day\n";
    let before = list(&database);
    let refused = import(&database, other, &[]);
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(
        refused.said.contains("2026 is official already"),
        "{refused:?}"
    );
    assert_eq!(list(&database), before);
    assert_eq!(import(&database, other, &["--replace"]).code, Some(0));
    // The statutory days of the year stay days off.
    assert_eq!(year(&database, 2026).unwrap(), "2026\t14 days\tnotice.csv");
    assert_eq!(list(&database).len(), before.len());
    // Together with another year just the same: only rows of December are taken for an addition.
    let both = format!("{other}{}", NOTICE_2027.split_once('\n').unwrap().1);
    let database = self::database(kind);
    let refused = import(&database, &both, &[]);
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(
        refused.said.contains("2026 is official already"),
        "{refused:?}"
    );
    assert_eq!(list(&database), before);
    assert_eq!(import(&database, &both, &["--replace"]).code, Some(0));
    assert_eq!(year(&database, 2026).unwrap(), "2026\t14 days\tnotice.csv");
    assert_eq!(year(&database, 2027).unwrap(), "2027\t19 days\tnotice.csv");
}

fn statutory_days_stay_days_off_whatever_a_file_leaves_out(kind: Kind) {
    let database = database(kind);
    let less = NOTICE_2027.replace("2027-06-09,holiday,端午,Dragon Boat Festival\n", "");
    let done = import(&database, less, &[]);
    assert_eq!(done.code, Some(0));
    assert_eq!(
        done.said,
        "jiandu: warning: the file has no row for 2027-06-09 (端午 / Dragon Boat Festival), a statutory day off: added; \
         is the file the whole notice?\n"
    );
    assert_eq!(year(&database, 2027).unwrap(), "2027\t19 days\tnotice.csv");
    let request = r#"{"from":"2027-06-08","add":1}"#;
    let run = command(&["evaluate", "working-days"]).env("DATABASE_URL", &database.url());
    assert_eq!(run.input(request).run().good()[0]["date"], "2027-06-10");
    // So the whole notice, when it comes, is nothing new.
    let whole = import(&database, NOTICE_2027, &[]);
    assert!(whole.text().starts_with("nothing new"), "{whole:?}");
}

#[test]
fn listing_creates_no_database() {
    let folder = tests::scratch::folder();
    let url = format!("sqlite://{}", folder.path().join("data/x.sqlite").display());
    let done = command(&["calendar", "list"])
        .env("DATABASE_URL", &url)
        .run();
    assert_eq!((done.code, done.text().lines().count()), (Some(0), 23));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
