//! Which queries some work sends, how the database means to answer them, and what is wrong with that.

use std::sync::{Arc, Mutex};

use diesel::connection::{Connection as _, InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use diesel::sql_types::Text;
use persistence::Connection;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text, column_name = "detail")]
    text: String,
}

#[derive(QueryableByName)]
struct PgLine {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    text: String,
}

/// The queries that some work puts to the database.
pub fn queries(connection: &mut Connection, work: impl FnOnce(&mut Connection)) -> Vec<String> {
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let into = Arc::clone(&seen);
    connection.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            into.lock().unwrap().push(query.to_string());
        }
    });
    work(connection);
    connection.set_instrumentation(|_: InstrumentationEvent<'_>| {});
    let seen = seen.lock().unwrap();
    seen.iter()
        .filter(|query| query.starts_with("SELECT"))
        .cloned()
        .collect()
}

/// A bound value as SQL writes it, from how `diesel` prints it.
fn literal(printed: &str) -> String {
    let value = printed
        .strip_prefix("Some(")
        .and_then(|value| value.strip_suffix(')'))
        .unwrap_or(printed);
    format!("'{}'", value.trim_matches('"'))
}

pub fn plan(connection: &mut Connection, sqlite: bool, query: &str) -> Vec<String> {
    let (sql, binds) = query.split_once(" -- binds: ").unwrap();
    if sqlite {
        let lines: Vec<Line> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}"))
            .load(connection)
            .unwrap();
        return lines.into_iter().map(|line| line.text).collect();
    }
    let binds: Vec<String> = match binds.strip_prefix("[[") {
        // A list is one value.
        Some(list) => vec![format!("'{{{}}}'", list.trim_end_matches(']'))],
        None => binds
            .trim_matches(['[', ']'])
            .split(", ")
            .map(literal)
            .collect(),
    };
    // With few rows sorting them may be cheapest; what is asked is whether there is a way without.
    for kind in [
        "seqscan",
        "bitmapscan",
        "sort",
        "incremental_sort",
        "hashjoin",
        "mergejoin",
    ] {
        let off = format!("SET enable_{kind} = off");
        connection.batch_execute(&off).unwrap();
    }
    let prepare = format!("PREPARE listed AS {sql}");
    connection.batch_execute(&prepare).unwrap();
    let explain = format!("EXPLAIN (COSTS OFF) EXECUTE listed({})", binds.join(", "));
    let lines: Vec<PgLine> = diesel::sql_query(explain).load(connection).unwrap();
    connection.batch_execute("DEALLOCATE listed").unwrap();
    lines.into_iter().map(|line| line.text).collect()
}

/// What is wrong with a plan.
pub fn fault(plan: &[String]) -> Option<&String> {
    plan.iter().find(|line| {
        let line = line.trim_start().trim_start_matches("-> ").trim_start();
        line.starts_with("SCAN")
            || line.contains("TEMP B-TREE")
            || line.contains("Seq Scan")
            || line.starts_with("Sort")
            || line.starts_with("Incremental Sort")
    })
}
