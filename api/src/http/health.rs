//! Whether the process lives, and whether it can do its work.

use std::{sync::Arc, time::Duration};

use actix_web::{HttpResponse, rt::time, web};
use serde::Serialize;
use tokio::sync::Semaphore;
use utoipa::ToSchema;

use crate::problem::{Problem, ProblemBody, ProblemCode};

/// How long a check may take.
const TIMEOUT: Duration = Duration::from_secs(3);

/// What a ready service reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadyReport {
    /// The kind of database.
    pub backend: &'static str,
    /// The newest migration that has been run.
    pub schema_version: String,
}

/// The service cannot work at the moment. Why is for the check itself to log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotReady;

/// Checks whether the database can be used; may block.
pub type Readiness = Arc<dyn Fn() -> Result<ReadyReport, NotReady> + Send + Sync>;

/// The check, and the permit that keeps checks from piling up while a database hangs.
pub struct ReadinessCheck {
    check: Readiness,
    turn: Arc<Semaphore>,
    timeout: Duration,
}

impl ReadinessCheck {
    /// Runs this check, one at a time.
    #[must_use]
    pub fn new(check: Readiness) -> Self {
        Self {
            check,
            turn: Arc::new(Semaphore::new(1)),
            timeout: TIMEOUT,
        }
    }

    async fn run(&self) -> Option<ReadyReport> {
        let attempt = async {
            let turn = Arc::clone(&self.turn).acquire_owned().await.ok()?;
            let check = Arc::clone(&self.check);
            let report = web::block(move || {
                let report = check();
                drop(turn);
                report
            });
            report.await.ok()?.ok()
        };
        time::timeout(self.timeout, attempt).await.ok().flatten()
    }
}

/// The process lives.
#[derive(Debug, Serialize, ToSchema)]
pub struct LiveBody {
    /// Always `ok`.
    #[schema(example = "ok")]
    pub status: &'static str,
}

/// The service is ready.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadyBody {
    /// Always `ok`.
    #[schema(example = "ok")]
    pub status: &'static str,
    /// The kind of database.
    #[schema(example = "sqlite")]
    pub backend: &'static str,
    /// The newest migration that has been run.
    #[schema(example = "0001")]
    pub schema_version: String,
}

/// Whether the process lives
///
/// Asks nothing of the database: a process that does not answer should be restarted.
#[utoipa::path(
    get,
    path = "/health/live",
    operation_id = "get_liveness",
    tag = "operations",
    security(()),
    responses((status = 200, description = "The process lives", body = LiveBody))
)]
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().json(LiveBody { status: "ok" })
}

/// Whether the service can work
///
/// The database answers and its schema is the one this program needs. While it does not, no
/// requests should be sent here.
#[utoipa::path(
    get,
    path = "/health/ready",
    operation_id = "get_readiness",
    tag = "operations",
    security(()),
    responses(
        (status = 200, description = "The service is ready", body = ReadyBody),
        (
            status = 503,
            description = "The database cannot be used at the moment",
            content_type = "application/problem+json",
            body = ProblemBody
        )
    )
)]
pub async fn ready(check: web::Data<ReadinessCheck>) -> Result<HttpResponse, Problem> {
    let report = check
        .run()
        .await
        .ok_or_else(|| Problem::new(ProblemCode::Unavailable).with_retry_after(5))?;
    Ok(HttpResponse::Ok().json(ReadyBody {
        status: "ok",
        backend: report.backend,
        schema_version: report.schema_version,
    }))
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        thread,
    };

    use super::*;

    fn report() -> ReadyReport {
        ReadyReport {
            backend: "sqlite",
            schema_version: "1".to_owned(),
        }
    }

    #[actix_web::test]
    async fn the_report_is_passed_on() {
        let check = ReadinessCheck::new(Arc::new(|| Ok(report())));
        assert_eq!(check.run().await, Some(report()));
        let check = ReadinessCheck::new(Arc::new(|| Err(NotReady)));
        assert_eq!(check.run().await, None);
    }

    #[actix_web::test]
    async fn a_hanging_database_holds_one_thread() {
        static RUNNING: AtomicUsize = AtomicUsize::new(0);
        let mut check = ReadinessCheck::new(Arc::new(|| {
            RUNNING.fetch_add(1, Ordering::SeqCst);
            thread::sleep(Duration::from_millis(300));
            Ok(report())
        }));
        check.timeout = Duration::from_millis(20);
        for _ in 0..3 {
            assert_eq!(check.run().await, None);
        }
        assert_eq!(RUNNING.load(Ordering::SeqCst), 1);
    }
}
