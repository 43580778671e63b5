//! The storage fails: what cannot be written is told so and leaves nothing behind, what can be read is read, and once the
//! storage is well again so is the server, by itself.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use domain::access::Role;
use persistence::{Store, StoreError, StoreOptions};
use serde_json::json;
use tests::actor::Actor;
use tests::cli::command;
use tests::client::Answer;
use tests::database::{Database, Kind};
use tests::postgres::Cluster;
use tests::server::Server;
use tests::wait;

use super::cases::{
    CENTER, assert_sound, evaluated, intake, order, path, running_number, text, version,
};
use super::race::at_once;
use crate::attachments::files::{noise, pdf_with};

/// A database on a disk of its own, small enough to fill up; gone with this value.
struct Disk(Arc<Database>);

impl Disk {
    /// Nothing, said loudly, where nothing can be mounted.
    fn new() -> Option<Self> {
        let database = Database::new(Kind::Sqlite);
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=8m", "none"])
            .arg(database.folder())
            .output();
        if mounted.is_ok_and(|mounted| mounted.status.success()) {
            return Some(Self(Arc::new(database)));
        }
        assert!(
            std::env::var("JIANDU_REQUIRE_MOUNT").as_deref() != Ok("1"),
            "nothing can be mounted, but JIANDU_REQUIRE_MOUNT=1"
        );
        eprintln!("\n*** SKIPPED: no disk to fill up: nothing can be mounted here ***\n");
        None
    }

    /// Takes all the room that is left.
    fn fill(&self) {
        let filled = std::fs::write(self.0.folder().join("ballast"), vec![0; 16 << 20]);
        assert!(filled.is_err(), "the disk is not full");
    }

    fn make_room(&self) {
        std::fs::remove_file(self.0.folder().join("ballast")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount")
            .arg("-l")
            .arg(self.0.folder())
            .output();
    }
}

fn submit(server: &Server, actor: &Actor, mark: &str) -> Answer {
    let call = server
        .call("POST", "/api/v1/complaints")
        .token(&actor.token);
    call.header("Idempotency-Key", mark)
        .json_text(intake(mark).to_string())
        .send()
}

/// A case to which things are added.
struct Touched {
    id: String,
    version: i64,
}

impl Touched {
    fn new(server: &Server, actor: &Actor) -> Self {
        let id = evaluated(server, &actor.token, "touched");
        Self { id, version: 2 }
    }

    /// Adds what is written otherwise than by a command with a small body: a supplement that is sealed, a file in pieces,
    /// a complaint at the public's door, and that somebody looked at who complains.
    fn add(&mut self, server: &Server, actor: &Actor, mark: &str) -> Vec<Answer> {
        let supplement = json!({"text": format!("补充{mark}")});
        let supplements = path(&self.id, "supplements");
        let added = order(
            server,
            &actor.token,
            &supplements,
            self.version,
            &supplement,
        )
        .send();
        self.version += i64::from(added.status == 200);
        let file = server
            .call("POST", &path(&self.id, "attachments?purpose=material"))
            .token(&actor.token)
            .header("If-Match", &format!("\"{}\"", self.version))
            .header("Content-Type", "application/octet-stream")
            .body(pdf_with(&noise(150_000)))
            .send();
        self.version += i64::from(file.status == 201);
        let mut complaint = intake(mark);
        for member in ["channel", "external_ref"] {
            complaint.as_object_mut().unwrap().remove(member);
        }
        let door = server.post("/api/v1/public/complaints", &complaint);
        let purpose = json!({"purpose": "核实"});
        let disclosures = path(&self.id, "identity-disclosures");
        let disclosed = server.post_as(&actor.token, &disclosures, &purpose);
        vec![added, file, door, disclosed]
    }

    /// That all of it is written.
    fn adds(&mut self, server: &Server, actor: &Actor, mark: &str) {
        let answers = self.add(server, actor, mark);
        for (answer, status) in answers.iter().zip([200, 201, 201, 200]) {
            assert_eq!(answer.status, status, "{}", answer.text());
        }
        let files = server.get_as(&actor.token, &path(&self.id, "attachments"));
        for file in files.good()["items"].as_array().unwrap() {
            let file = path(
                &self.id,
                &format!("attachments/{}?purpose=check", text(&file["id"])),
            );
            let read = server.get_as(&actor.token, &file);
            assert!(read.body == pdf_with(&noise(150_000)));
        }
    }

    /// That none of it is, and it is told so.
    fn is_put_off(&mut self, server: &Server, actor: &Actor, mark: &str) {
        for answer in self.add(server, actor, mark) {
            is_put_off(&answer);
        }
    }

    /// That what was added is there, each once.
    fn is_as_told(&self, server: &Server, actor: &Actor, times: usize) {
        let read = server.get_as(&actor.token, &format!("/api/v1/complaints/{}", self.id));
        assert_eq!(version(&read), self.version);
        let files = server.get_as(&actor.token, &path(&self.id, "attachments"));
        assert_eq!(files.good()["items"].as_array().unwrap().len(), times);
    }
}

fn is_put_off(answer: &Answer) {
    let _ = answer.problem(503, "unavailable");
    let seconds: u32 = answer.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&seconds));
}

/// That the record is whole.
fn verified(url: &str, keys: &Path) {
    let done = command(&["verify"])
        .env("DATABASE_URL", url)
        .env("JIANDU_MASTER_KEY_FILE", keys.to_str().unwrap())
        .run();
    assert_eq!(done.code, Some(0), "{}{}", done.text(), done.said);
}

#[test]
fn a_full_disk_is_told_and_got_over() {
    let Some(disk) = Disk::new() else { return };
    let server = Server::builder(Kind::Sqlite).database(&disk.0).start();
    let officer = server.actor(Role::ComplaintOfficer, CENTER);
    let accepted = evaluated(&server, &officer.token, "before");
    let accept = path(&accepted, "acceptance");
    let mut created = vec![accepted.clone()];
    let mut touched = Touched::new(&server, &officer);
    for round in 0..3 {
        disk.fill();
        // What is preallocated may still take a few; then no more, whoever asks and however many at once.
        let mut refused = Vec::new();
        for number in 0..400 {
            let mark = format!("full-{round}-{number}");
            let answer = submit(&server, &officer, &mark);
            if answer.status == 201 {
                created.push(text(&answer.json()["id"]));
                continue;
            }
            is_put_off(&answer);
            refused.push(mark);
            if refused.len() == 5 {
                break;
            }
        }
        assert_eq!(refused.len(), 5, "the disk does not fill up");
        for answer in at_once(16, |number| {
            submit(&server, &officer, &format!("all-{round}-{number}"))
        }) {
            is_put_off(&answer);
        }
        is_put_off(&order(&server, &officer.token, &accept, 2, &json!({})).send());
        touched.is_put_off(&server, &officer, &format!("put-off-{round}"));
        // Reads go on.
        assert_eq!(server.get("/health/live").status, 200);
        for id in created.iter().rev().take(5) {
            let read = server.get_as(&officer.token, &format!("/api/v1/complaints/{id}"));
            assert_eq!(read.good()["state"], "received");
        }
        disk.make_room();
        // By itself, and what was refused left nothing behind: it is new.
        for mark in refused {
            let answer = submit(&server, &officer, &mark);
            assert_eq!(answer.status, 201, "{}", answer.text());
            assert_eq!(answer.header("idempotency-replayed"), "");
            created.push(text(&answer.json()["id"]));
        }
        touched.adds(&server, &officer, &format!("added-{round}"));
    }
    // Stopped while it cannot write a word, and started again.
    disk.fill();
    let mut server = server;
    server.signal("TERM");
    assert_eq!(server.stopped().code, Some(0));
    disk.make_room();
    let server = Server::builder(Kind::Sqlite).database(&disk.0).start();
    // Nobody's number was lost meanwhile.
    let answer = order(&server, &officer.token, &accept, 2, &json!({})).send();
    assert_eq!(running_number(&answer.good()), 1);
    for id in &created {
        let read = server.get_as(&officer.token, &format!("/api/v1/complaints/{id}"));
        assert_eq!(version(&read), if *id == accepted { 4 } else { 1 });
    }
    touched.is_as_told(&server, &officer, 3);
    assert_sound(&disk.0);
}

#[test]
fn a_lost_postgres_is_told_and_got_over() {
    let Some(mut cluster) = Cluster::start() else {
        return;
    };
    let url = cluster.url("postgres");
    let server = Server::builder(Kind::Sqlite)
        .database_url(url.clone())
        .start();
    let officer = server.actor(Role::ComplaintOfficer, CENTER);
    let mut known = Vec::new();
    let mut touched = Touched::new(&server, &officer);
    for round in 0..2 {
        // Stopped as by a crash while many write: what was acknowledged stays.
        let written = &AtomicUsize::new(0);
        let answers = std::thread::scope(|scope| {
            let (server, officer) = (&server, &officer);
            let writers: Vec<_> = (0..6)
                .map(|writer| {
                    scope.spawn(move || {
                        let mark = |number| format!("lost-{round}-{writer}-{number}");
                        let mut answered = Vec::new();
                        for number in 0.. {
                            let answer = submit(server, officer, &mark(number));
                            let done = answer.status != 201;
                            written.fetch_add(usize::from(!done), Ordering::Relaxed);
                            answered.push((mark(number), answer));
                            if done {
                                break;
                            }
                        }
                        answered
                    })
                })
                .collect();
            wait::until("enough written", || {
                (written.load(Ordering::Relaxed) > 60).then_some(())
            });
            cluster.stop();
            let joined = writers.into_iter().map(|writer| writer.join().unwrap());
            joined.flatten().collect::<Vec<_>>()
        });
        let (done, refused): (Vec<_>, Vec<_>) = answers
            .into_iter()
            .partition(|(_, answer)| answer.status == 201);
        assert!(done.len() > 6, "{} were written", done.len());
        assert_eq!(refused.len(), 6);
        for (_, answer) in &refused {
            is_put_off(answer);
        }
        for _ in 0..3 {
            is_put_off(&submit(&server, &officer, "while-it-is-away"));
            is_put_off(&server.get_as(
                &officer.token,
                &format!(
                    "/api/v1/complaints/{}",
                    done[0].1.json()["id"].as_str().unwrap()
                ),
            ));
            assert_eq!(server.get("/health/live").status, 200);
        }
        touched.is_put_off(&server, &officer, &format!("put-off-{round}"));
        cluster.restart();
        wait::until("ready again", || {
            (server.get("/health/ready").status == 200).then_some(())
        });
        known.extend(done.into_iter().map(|(_, answer)| answer));
        // Whether the last ones got through is not known: repeated, each is there once.
        for (mark, _) in refused {
            let answer = wait::until("written again", || {
                let answer = submit(&server, &officer, &mark);
                (answer.status != 503).then_some(answer)
            });
            assert_eq!(answer.status, 201, "{}", answer.text());
            known.push(answer);
        }
        for told in &known {
            let id = text(&told.json()["id"]);
            let read = server.get_as(&officer.token, &format!("/api/v1/complaints/{id}"));
            assert_eq!(read.good(), told.json());
        }
        touched.adds(&server, &officer, &format!("added-{round}"));
        touched.is_as_told(&server, &officer, round + 1);
        let count = cluster
            .sql("postgres", "SELECT count(*) FROM complaints")
            .unwrap();
        // With the one that was added to, and those at the door.
        assert_eq!(count, (known.len() + 1 + round + 1).to_string());
    }
    verified(&url, &server.database.folder().join("keys.json"));
}

#[test]
fn a_locked_database_is_told_and_got_over() {
    let server = Server::builder(Kind::Sqlite).start();
    let officer = server.actor(Role::ComplaintOfficer, CENTER);
    let id = evaluated(&server, &officer.token, "before");
    let mut touched = Touched::new(&server, &officer);
    let url = server.database.url().parse().unwrap();
    let store = Store::open(&url, StoreOptions::default()).unwrap();
    let (locked, is_locked) = mpsc::channel();
    let (unlock, unlocked) = mpsc::channel::<()>();
    let holder = std::thread::spawn(move || {
        let held: Result<(), StoreError> = store.write(move |_connection| {
            locked.send(()).unwrap();
            let _ends_with_the_test = unlocked.recv();
            Ok(())
        });
        held.unwrap();
    });
    is_locked.recv().unwrap();
    for answer in at_once(24, |number| {
        submit(&server, &officer, &format!("locked-{number}"))
    }) {
        is_put_off(&answer);
    }
    touched.is_put_off(&server, &officer, "put-off");
    let read = server.get_as(&officer.token, &format!("/api/v1/complaints/{id}"));
    assert_eq!(version(&read), 2);
    unlock.send(()).unwrap();
    holder.join().unwrap();
    for answer in at_once(24, |number| {
        submit(&server, &officer, &format!("locked-{number}"))
    }) {
        assert_eq!(answer.status, 201, "{}", answer.text());
    }
    touched.adds(&server, &officer, "added");
    touched.is_as_told(&server, &officer, 1);
    assert_sound(&server.database);
}
