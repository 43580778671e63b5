//! `docs/LAW-MAP.md`: article -> code -> tests -> operations, written from the table in `rows.rs` and the accounts of the
//! articles. Every file, test and operation that the table names must exist; an article that is carried out names some of
//! each. With `JIANDU_UPDATE_LAW_MAP=1` the document is written, else compared.

mod rows;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use domain::law::{ArticleNote, Coverage, notes};
use domain::provision::RegulationId;
use rows::{ROWS, Row};
use tests::openapi::Spec;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn row(note: &ArticleNote) -> Option<&'static Row> {
    ROWS.iter()
        .find(|row| row.regulation == note.regulation && row.article == note.number)
}

/// `domain/tests/it/clock.rs#the_name`, as a link.
fn linked(place: &str) -> String {
    let (file, name) = place.split_once('#').unwrap_or((place, place));
    format!("[`{name}`](../{file})")
}

fn listed(places: &[&str], write: impl Fn(&str) -> String) -> String {
    let all: Vec<String> = places.iter().map(|place| write(place)).collect();
    all.join(", ")
}

fn document() -> String {
    let mut out = String::from(
        "# What carries each article out\n\nArticle, code, tests, operations. Written by the test `law_map` from its table and the accounts of the\narticles in `domain/src/law`; do not edit. What the software does for an article is also served by\n`/api/v1/regulations/{id}/articles/{n}`.\n",
    );
    for regulation in RegulationId::ALL {
        let _ = write!(out, "\n## `{}`\n", regulation.as_str());
        for note in notes(regulation) {
            let _ = write!(
                out,
                "\n### Article {}: {} ({})\n\n**{}.** {}\n",
                note.number,
                note.subject_en,
                note.subject_zh,
                note.coverage.as_str(),
                note.note_en
            );
            let Some(row) = row(note) else { continue };
            out.push('\n');
            for (what, places) in [("Code", row.code), ("Tests", row.tests)] {
                if !places.is_empty() {
                    let _ = writeln!(out, "- {what}: {}", listed(places, linked));
                }
            }
            if !row.operations.is_empty() {
                let _ = writeln!(
                    out,
                    "- Operations: {}",
                    listed(row.operations, |id| format!("`{id}`"))
                );
            }
        }
    }
    out
}

#[test]
fn the_document_is_the_one_in_the_repository() {
    let path = root().join("docs/LAW-MAP.md");
    let written = document();
    if std::env::var_os("JIANDU_UPDATE_LAW_MAP").is_some() {
        std::fs::write(&path, &written).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == written,
        "docs/LAW-MAP.md is out of date: run `make law-map`"
    );
}

#[test]
fn every_article_that_is_carried_out_names_code_tests_and_operations() {
    for note in RegulationId::ALL.into_iter().flat_map(notes) {
        let place = format!("{} {}", note.regulation.as_str(), note.number);
        let row = row(note);
        match note.coverage {
            Coverage::Enforced | Coverage::Recorded => {
                let row = row.unwrap_or_else(|| panic!("{place} has no row"));
                assert!(!row.code.is_empty(), "{place}: code");
                assert!(!row.tests.is_empty(), "{place}: tests");
                assert!(!row.operations.is_empty(), "{place}: operations");
            }
            Coverage::Declaratory => assert!(row.is_none(), "{place} is declaratory"),
            Coverage::Planned => {}
        }
    }
}

#[test]
fn whatever_the_table_names_exists() {
    let yaml = std::fs::read_to_string(root().join("openapi.yaml")).unwrap();
    let operations: BTreeSet<String> = Spec::parse(&yaml)
        .operations()
        .iter()
        .filter_map(|operation| operation.object["operationId"].as_str().map(str::to_owned))
        .collect();
    for row in ROWS {
        for place in row.code.iter().chain(row.tests) {
            let (file, name) = place
                .split_once('#')
                .map_or((*place, None), |(file, name)| (file, Some(name)));
            let path = root().join(file);
            assert!(path.exists(), "{place}");
            if let Some(name) = name {
                let text = std::fs::read_to_string(&path).unwrap();
                assert!(text.contains(&format!("fn {name}(")), "{place}");
            }
        }
        for operation in row.operations {
            assert!(operations.contains(*operation), "{operation}");
        }
    }
}
