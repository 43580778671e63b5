//! Many stored cases: the rows that the server would have written, in big transactions.

use std::fs;
use std::path::{Path, PathBuf};

use api::decode;
use api::state::shanghai_day;
use api::v1::complaints::intake::request::IntakeSlots;
use api::v1::complaints::owed::derived;
use api::v1::complaints::seal;
use api::v1::evaluation::engine::Basis;
use chrono::{DateTime, Datelike, Days, TimeDelta, Utc};
use diesel::connection::SimpleConnection;
use diesel::{Connection as _, SqliteConnection};
use domain::access::Regime;
use domain::gd::art09_10_admissibility::{Event, Outcome, Track};
use domain::gd::case::event::{Accepted, Evaluated, Received, Rejected};
use domain::gd::case::{
    Assessment, CaseEvent, CaseState, Evaluation, Intake, MetGround, receive, registration,
};
use persistence::Connection;
use persistence::complaints::number;
use persistence::complaints::record::{self, Confidential, Opened};
use persistence::keys::KeyRing;
use uuid::Uuid;

use super::complaints;
use super::office::Office;
use crate::Failure;
use crate::load::OWN_NUMBER;
use crate::server::DATABASE;

/// In the names of kept folders: another form of the rows, another number.
const FORM: &str = "3";

/// Cases of one transaction.
const TOGETHER: u64 = 20_000;

/// The first of them came in on 1 January 2020 (in seconds since 1970), the last six years later.
pub const FIRST: i64 = 1_577_836_800;
pub const SPAN: i64 = 6 * 365 * 86_400;

/// Officers who handle cases.
const OFFICERS: u64 = 20;

/// The folder with a database of so many cases, made if it is not there.
pub fn folder(count: u64) -> Result<PathBuf, Failure> {
    let binary = std::env::current_exe()?;
    let target = binary.ancestors().nth(2).ok_or("no target folder")?;
    let path = target
        .join("bench-data")
        .join(format!("cases-{count}-v{FORM}"));
    if !path.exists() {
        let unfinished = path.with_extension("unfinished");
        let _left_from_before = fs::remove_dir_all(&unfinished);
        fs::create_dir_all(&unfinished)?;
        fill(&unfinished, count)?;
        fs::rename(&unfinished, &path)?;
    }
    Ok(path)
}

/// `bench generate COUNT`: makes it and says where it is.
pub fn command() -> Result<(), Failure> {
    let count = std::env::args().nth(2).ok_or("generate COUNT")?.parse()?;
    println!("{}", folder(count)?.display());
    Ok(())
}

fn fill(folder: &Path, count: u64) -> Result<(), Failure> {
    let office = Office::open(folder, None)?;
    let (platform, officer) = (office.id("platform")?, office.id("officer")?);
    drop(office);
    let keys = KeyRing::load(&folder.join("keys.json"))?;
    let source = Source {
        bodies: complaints::bodies()?,
        keys,
        platform,
        officer,
        count,
    };
    let basis = api::basis::load(None, None)?;
    let mut connection = connect(&folder.join(DATABASE), "OFF")?;
    connection.batch_execute("PRAGMA cache_size = -2000000")?;
    let mut number = 0;
    while number < count {
        connection.batch_execute("BEGIN IMMEDIATE")?;
        let end = count.min(number + TOGETHER);
        for number in number..end {
            one(&mut connection, &source, &basis, number)?;
        }
        connection.batch_execute("COMMIT")?;
        number = end;
    }
    connection.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}

/// A connection that writes, past the store.
pub fn connect(file: &Path, synchronous: &str) -> Result<Connection, Failure> {
    let mut connection = SqliteConnection::establish(&file.display().to_string())?;
    connection.batch_execute(&format!(
        "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous};
         PRAGMA foreign_keys = ON; PRAGMA cache_size = -2048"
    ))?;
    Ok(Connection::Sqlite(connection))
}

/// From what cases are made.
pub struct Source {
    pub bodies: Vec<String>,
    pub keys: KeyRing,
    pub platform: String,
    pub officer: String,
    pub count: u64,
}

/// A case that only needs to be written.
pub struct Made {
    pub id: String,
    pub received: Received,
    pub confidential: Confidential,
    pub now: DateTime<Utc>,
}

impl Source {
    /// The case of that number.
    pub fn make(&self, number: u64) -> Result<Made, Failure> {
        let place = usize::try_from(number)? % self.bodies.len().max(1);
        let body = self.bodies.get(place).ok_or("no complaints")?;
        let own = (3_000_000_001 + number).to_string();
        let body = body.replace(OWN_NUMBER, &own);
        let read = decode::read::<IntakeSlots<'_>>(body.as_bytes())
            .map_err(|problem| format!("{problem:?}"))?;
        let step = SPAN / i64::try_from(self.count.max(1))?;
        let received_at = DateTime::from_timestamp(FIRST + step * i64::try_from(number)?, 0)
            .ok_or("no such time")?;
        let id = Uuid::now_v7().to_string();
        let sealed = seal::intake(&self.keys, &id, &read.complainant, &read.statement)
            .map_err(|problem| format!("{problem:?}"))?;
        let day = shanghai_day(received_at);
        let intake = Intake {
            regime: Regime::Gd,
            center: None,
            kind: read.kind,
            channel: read.channel,
            received_at,
            submitted_on: day,
            form: read.form(),
            wants_confidentiality: read.complainant.wants_confidentiality,
            accused: read.accused,
            places: read.places,
            industry: read.industry,
            // As long before as people take to complain.
            event: read.event.map(|event| Event {
                date: day.checked_sub_days(Days::new(5)),
                ..event
            }),
            media_exposed: read.media_exposed,
            high_impact: read.high_impact,
            urgent: read.urgent,
            first_receiver: read.first_receiver,
            identity: sealed.identity,
            statement: sealed.statement,
            external_ref: read.external_ref,
            submitted_by: self.platform.clone(),
            submitted_for: read.submitted_for,
            follows: None,
        };
        Ok(Made {
            id,
            received: receive(intake, day).map_err(|refusal| refusal.to_string())?,
            confidential: sealed.confidential,
            now: received_at,
        })
    }
}

fn one(
    connection: &mut Connection,
    source: &Source,
    basis: &Basis,
    number: u64,
) -> Result<(), Failure> {
    let made = source.make(number)?;
    let (id, now) = (made.id, made.now);
    let case = record::submit(
        connection,
        &id,
        made.received,
        &made.confidential,
        &source.platform,
        now,
    )?;
    let officer = match number % OFFICERS {
        0 => source.officer.clone(),
        other => format!("officer-{other}"),
    };
    // Four of ten are accepted, one is rejected; a tenth of the accepted against what the rules say.
    let events = match number / 60 % 10 {
        0..4 => accepted(connection, &case, &officer, number, now)?,
        4 => rejected(&case, &officer),
        _ => return Ok(()),
    };
    let case = Opened {
        // The rows are new and counted from 1.
        seq: i64::try_from(number)? + 1,
        ..case
    };
    let later = now
        .checked_add_signed(TimeDelta::hours(2))
        .ok_or("no such time")?;
    let derived = |state: &CaseState| derived(basis, state);
    let nothing = Confidential::default();
    record::commit(
        connection, case, &events, &nothing, derived, &officer, later,
    )?;
    Ok(())
}

fn evaluated(case: &Opened, officer: &str, outcome: Outcome) -> CaseEvent {
    CaseEvent::from(Evaluated {
        number: 1,
        on: case.state.record.submitted_on,
        evaluation: Evaluation {
            request: "{}".to_owned(),
            answer: "{}".to_owned(),
            outcome,
            track: (outcome == Outcome::Accept).then_some(Track::Investigation),
            met: Vec::new(),
            missing: Vec::new(),
            rule_version: "1".to_owned(),
            profile: "gd-default".to_owned(),
            calendar_revision: 0,
            assessment: Assessment::default(),
            priors: Vec::new(),
        },
        officer: officer.to_owned(),
    })
}

fn accepted(
    connection: &mut Connection,
    case: &Opened,
    officer: &str,
    number: u64,
    now: DateTime<Utc>,
) -> Result<Vec<CaseEvent>, Failure> {
    let record = &case.state.record;
    let year = shanghai_day(now).year();
    let next = number::next(connection, &record.center, year)?;
    let departs = number.is_multiple_of(11);
    let outcome = if departs {
        Outcome::Undetermined
    } else {
        Outcome::Accept
    };
    Ok(vec![
        evaluated(case, officer, outcome),
        CaseEvent::from(Accepted {
            on: record.submitted_on,
            evaluation: 1,
            track: Track::Investigation,
            registration: registration(record.regime, &record.center, year, u32::try_from(next)?),
            departure: departs.then(|| "材料齐全，先行受理。".to_owned()),
            officer: officer.to_owned(),
            decided_by: officer.to_owned(),
        }),
    ])
}

fn rejected(case: &Opened, officer: &str) -> Vec<CaseEvent> {
    let ground = MetGround {
        provision: "gd-complaints/art10.2".to_owned(),
        reason_zh: "没有事实依据".to_owned(),
        reason_en: "without a factual basis".to_owned(),
        limit_day: None,
    };
    vec![
        evaluated(case, officer, Outcome::Reject),
        CaseEvent::from(Rejected {
            on: case.state.record.submitted_on,
            evaluation: 1,
            grounds: vec![ground],
            departure: None,
            decided_by: officer.to_owned(),
        }),
    ]
}
