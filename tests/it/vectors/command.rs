//! By `jiandu evaluate`: from standard input, from a file, as one document, as an array.

use serde_json::Value;
use tests::cli::command;
use tests::vectors::{SETS, Set};

fn check(set: &Set, answers: &[Value]) {
    let vectors = set.vectors();
    assert_eq!(answers.len(), vectors.len());
    for (vector, answer) in vectors.iter().zip(answers) {
        set.check(vector, answer);
    }
}

fn lines(set: &Set) -> String {
    set.requests()
        .iter()
        .map(|request| format!("{request}\n"))
        .collect()
}

#[test]
fn every_vector_from_standard_input() {
    for set in SETS {
        check(
            &set,
            &command(&["evaluate", set.engine])
                .input(lines(&set))
                .run()
                .good(),
        );
        check(
            &set,
            &command(&["evaluate", set.engine, "-"])
                .input(lines(&set))
                .run()
                .good(),
        );
    }
}

#[test]
fn every_vector_from_a_file() {
    for set in SETS {
        let run = command(&["evaluate", set.engine, "requests.jsonl"])
            .file("requests.jsonl", lines(&set));
        check(&set, &run.run().good());
    }
}

#[test]
fn every_vector_from_an_array() {
    for set in SETS {
        for text in [
            serde_json::to_string(&set.requests()).unwrap(),
            serde_json::to_string_pretty(&set.requests()).unwrap(),
        ] {
            check(
                &set,
                &command(&["evaluate", set.engine]).input(text).run().good(),
            );
        }
    }
}

#[test]
fn a_document_of_many_lines_is_one_request() {
    for set in SETS {
        for vector in set.vectors().iter().take(5) {
            let text = serde_json::to_string_pretty(&vector.request).unwrap();
            let answers = command(&["evaluate", set.engine]).input(text).run().good();
            assert_eq!(answers.len(), 1);
            set.check(vector, &answers[0]);
        }
    }
}
