//! `jiandu evaluate` on long input and on pipes.

use std::io::{BufRead, BufReader, Write};

use serde_json::Value;
use tests::cli::command;
use tests::lines::Lines;
use tests::wait;

/// Lines, more than fit into a few blocks.
const LINES: usize = 50_000;

/// Days added: a cycle that no block's length divides.
const CYCLE: usize = 3659;

fn request(line: usize) -> String {
    format!("{{\"from\":\"2010-01-04\",\"add\":{}}}\n", line % CYCLE)
}

#[test]
fn the_order_is_kept_over_many_lines() {
    let cycle: String = (0..CYCLE).map(request).collect();
    let dates: Vec<Value> = command(&["evaluate", "working-days"])
        .input(cycle)
        .run()
        .good()
        .into_iter()
        .map(|answer| answer["date"].clone())
        .collect();
    // Every date is another, so that an answer out of place shows.
    assert!(
        dates
            .windows(2)
            .all(|pair| pair[0].as_str() <= pair[1].as_str())
    );

    // Some lines are bad, some much longer than others: their blocks are done sooner or later than their neighbours.
    let mut input = String::new();
    for line in 0..LINES {
        match line % 1000 {
            7 => input.push_str("nonsense\n"),
            8..=20 => {
                let padding = " ".repeat(2000);
                input.push_str(&request(line).replace('}', &format!("{padding}}}")));
            }
            _ => input.push_str(&request(line)),
        }
    }
    let done = command(&["evaluate", "working-days"]).input(input).run();
    assert_eq!(done.code, Some(1));
    let answers = done.json();
    assert_eq!(answers.len(), LINES);
    for (line, answer) in answers.iter().enumerate() {
        if line % 1000 == 7 {
            assert_eq!(answer["line"], line + 1);
        } else {
            assert_eq!(answer["date"], dates[line % CYCLE], "line {line}");
        }
    }
    let told: Vec<String> = (0..LINES / 1000)
        .map(|thousand| format!("line {}: ", thousand * 1000 + 8))
        .collect();
    assert_eq!(done.said.lines().count(), told.len());
    assert!(
        done.said
            .lines()
            .zip(&told)
            .all(|(said, expected)| said.starts_with(expected))
    );
}

#[test]
fn a_slow_pipe_is_answered_line_by_line() {
    let mut child = command(&["evaluate", "working-days"]).spawn();
    let mut input = child.stdin.take().unwrap();
    let lines = Lines::of(child.stdout.take().unwrap());
    for line in 1..=20 {
        input.write_all(request(line).as_bytes()).unwrap();
        wait::until("the answer", || (lines.all().len() == line).then_some(()));
    }
    drop(input);
    assert_eq!(lines.to_the_end().len(), 20);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let mut child = command(&["evaluate", "working-days"]).spawn();
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        // Far more than any pipe holds; it ends when the program does.
        let block: String = (0..1000).map(request).collect();
        while input.write_all(block.as_bytes()).is_ok() {}
    });
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    output.read_line(&mut first).unwrap();
    let first: Value = serde_json::from_str(&first).unwrap();
    assert_eq!(first["date"], "2010-01-04");
    drop(output);
    let status = wait::until("the command ends", || child.try_wait().unwrap());
    assert_eq!(status.code(), Some(0));
    writer.join().unwrap();
}
