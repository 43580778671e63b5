//! `jiandu serve`: the server.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use actix_web::{rt, web};
use chrono::Utc;
use persistence::{DatabaseUrl, SqliteLocation, Store, StoreOptions, libpq_flavour};

use super::anchoring::Anchoring;
use super::{GOOD, following, prepare, say, store, unusable};
use crate::auth::Access;
use crate::basis;
use crate::http::{self, NotReady, Readiness, ReadyReport, Stack};
use crate::jobs::Jobs;
use crate::routes;
use crate::sandbox::MovableClock;
use crate::settings::Settings;
use crate::state::AppState;
use crate::v1::complaints::view::KeptViews;
use crate::v1::public::Door;

pub(super) fn run(settings: &Settings) -> u8 {
    if let Err(error) = settings.check() {
        return unusable(error);
    }
    http::logging::init(settings.log_format);
    match serve(settings) {
        Ok(()) => GOOD,
        Err(reason) => unusable(reason),
    }
}

fn serve(settings: &Settings) -> Result<(), String> {
    make_folder(settings)?;
    let options = StoreOptions {
        write_queue: settings.write_queue,
        ..StoreOptions::default()
    };
    let store = store(&settings.database_url, options)?;
    log::info!(
        database = settings.database_url.to_string(),
        libpq = libpq_flavour().to_string();
        "database opened"
    );
    persistence::mode::settle(&store, settings.sandbox).map_err(|error| error.to_string())?;
    let revision = persistence::calendar::revision(&store).map_err(|error| error.to_string())?;
    let basis = basis::load(Some(&store), settings.profiles_dir.as_deref())
        .map_err(|error| error.to_string())?
        .of_revision(revision);
    let installation = prepare(
        store.clone(),
        &settings.database_url,
        settings.master_key_file.as_deref(),
    )?;
    let access = Access::new(
        installation.store.clone(),
        installation.keys.clone(),
        settings.access(),
    )
    .map(Arc::new)
    .map_err(|error| error.to_string())?;
    let anchoring = Anchoring::new(
        installation.store.clone(),
        installation.keys.clone(),
        &settings.database_url,
        settings.master_key_file.as_deref(),
    )?;
    let sandbox = settings.sandbox.then(Arc::<MovableClock>::default);
    let admin_file = installation.admin_file.clone();
    let database = settings.database_url.to_string();
    let state = web::Data::new(AppState {
        store: installation.store,
        keys: installation.keys,
        access: Arc::clone(&access),
        basis: arc_swap::ArcSwap::from_pointee(basis),
        door: Door::new(settings.door()),
        now: match &sandbox {
            Some(clock) => {
                let clock = Arc::clone(clock);
                Arc::new(move || clock.now())
            }
            None => Arc::new(Utc::now),
        },
        body_limit: settings.body_limit,
        batch_body_limit: settings.batch_body_limit,
        attachments: settings.attachments(),
        long_work: tokio::sync::Semaphore::new(settings.worker_threads()),
        sandbox,
        jobs: Jobs::default(),
        views: KeptViews::default(),
    });
    let document = routes::Document::new();
    let sweep_every = Duration::from_secs(settings.sweep_seconds);
    let watch_every = Duration::from_secs(settings.watch_seconds);
    let http_settings = settings.http();
    let stack = Stack::new(&http_settings, readiness(store.clone()), routes::table());
    rt::System::new().block_on(async move {
        rt::spawn(access.follow());
        rt::spawn(anchoring.clone().follow());
        rt::spawn(following::calendar(
            store,
            revision,
            state.clone().into_inner(),
        ));
        rt::spawn(following::purge(state.clone().into_inner()));
        rt::spawn(following::sweep(state.clone().into_inner()));
        rt::spawn(following::clock(state.clone().into_inner(), sweep_every));
        rt::spawn(following::watch(state.clone().into_inner(), watch_every));
        let configure = move |config: &mut web::ServiceConfig| {
            config.app_data(state.clone());
            routes::configure(config, &document);
        };
        let served = {
            let announce = move |address| announce(address, admin_file.as_deref(), &database);
            http::serve_stack(&http_settings, stack, configure, announce).await
        };
        // The last requests are answered: what they wrote is covered too.
        anchoring.make();
        served.map_err(|error| format!("{}: {error}", http_settings.listen))
    })
}

/// The default database lies in a folder of its own that a first start makes.
fn make_folder(settings: &Settings) -> Result<(), String> {
    if let Ok(DatabaseUrl::Sqlite(SqliteLocation::File(path))) = settings.database_url.parse()
        && let Some(folder) = path.parent().filter(|folder| *folder != Path::new(""))
    {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    Ok(())
}

/// Where to go, for a person at a terminal; scripts find the same line.
fn announce(address: SocketAddr, admin_file: Option<&Path>, database: &str) {
    log::info!(address = address.to_string(); "ready");
    let first = admin_file.map_or_else(String::new, |file| {
        format!(
            "  New database: {database}\n  First start:  the administrator's client id and secret are in {} (readable by its owner only)\n",
            file.display()
        )
    });
    say(format_args!(
        "jiandu is ready.\n  Swagger UI:  http://{address}/swagger-ui/\n{first}  A token:  `jiandu token` prints the \
         administrator's, for curl -H \"Authorization: Bearer …\";\n    in Swagger UI, Authorize takes a client's id and \
         secret\n  Evaluations need no token: \"Try it out\" works at once, and so does:\n  curl \
         http://{address}/api/v1/evaluations/clock -H 'Content-Type: application/json' \\\n    -d \
         '{{\"accepted_on\":\"2026-02-10\",\"as_of\":\"2026-02-26\"}}'\n  Stop with Ctrl-C."
    ));
}

fn readiness(store: Store) -> Readiness {
    Arc::new(move || match store.health() {
        Ok(health) => Ok(ReadyReport {
            backend: health.backend.as_str(),
            schema_version: health.schema_version,
        }),
        Err(error) => {
            log::warn!("not ready: {error}");
            Err(NotReady)
        }
    })
}
