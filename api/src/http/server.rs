//! Binding, serving and stopping.

use std::{io, net::SocketAddr, time::Duration};

use actix_web::{
    HttpServer,
    rt::{self, time},
    web::ServiceConfig,
};

use super::{
    client_address::TrustedProxies,
    cors::CorsOrigins,
    health::Readiness,
    rate_limit::{RateLimit, SWEEP_INTERVAL},
    route::Route,
    stack::{Stack, app},
};

/// How long a client has to read the answer to a request it was still sending, and to close.
const DISCONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Connections the kernel holds until a worker takes them.
const BACKLOG: u32 = 1024;

/// What the server needs to know.
#[derive(Debug, Clone)]
pub struct HttpSettings {
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Worker threads.
    pub workers: usize,
    /// Threads a worker may start for calls that block; each costs memory while it lives.
    pub blocking_threads: usize,
    /// Connections a worker holds at once.
    pub max_connections: usize,
    /// How long an idle connection is kept.
    pub keep_alive: Duration,
    /// How long the head of a request may take to arrive.
    pub header_timeout: Duration,
    /// How long the body of a request may take to arrive.
    pub body_timeout: Duration,
    /// How long requests under way have to finish when the server stops.
    pub shutdown_timeout: Duration,
    /// Requests allowed to one client address.
    pub rate_limit: RateLimit,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: TrustedProxies,
    /// Origins whose pages may call the API.
    pub cors_origins: CorsOrigins,
    /// Whether this is a sandbox, which every answer then says.
    pub sandbox: bool,
}

/// Serves until SIGTERM or SIGINT. `on_ready` is told the address once connections are taken.
///
/// # Errors
/// If the address cannot be bound or the server fails.
pub async fn serve(
    settings: HttpSettings,
    readiness: Readiness,
    routes: Vec<Route>,
    configure: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
    on_ready: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    let stack = Stack::new(&settings, readiness, routes);
    serve_stack(&settings, stack, configure, on_ready).await
}

/// As [`serve`], with a stack that was made before, for instance to add metrics to it.
///
/// # Errors
/// If the address cannot be bound or the server fails.
pub async fn serve_stack(
    settings: &HttpSettings,
    stack: Stack,
    configure: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
    on_ready: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    serve_until(stop_signal()?, settings, stack, configure, on_ready).await
}

/// As [`serve_stack`], but until `stop` completes.
///
/// # Errors
/// If the address cannot be bound or the server fails.
pub async fn serve_until(
    stop: impl Future<Output = ()> + Send + 'static,
    settings: &HttpSettings,
    stack: Stack,
    configure: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
    on_ready: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    let sweeper = rt::spawn(sweep(stack.clone()));
    let server = HttpServer::new(move || app(stack.clone(), configure.clone()))
        .workers(settings.workers)
        .worker_max_blocking_threads(settings.blocking_threads)
        .max_connections(settings.max_connections)
        .backlog(BACKLOG)
        .keep_alive(settings.keep_alive)
        .client_request_timeout(settings.header_timeout)
        .client_disconnect_timeout(DISCONNECT_TIMEOUT)
        .shutdown_timeout(settings.shutdown_timeout.as_secs())
        .shutdown_signal(stop)
        .bind(settings.listen)?;
    let address = server.addrs().first().copied().unwrap_or(settings.listen);
    let server = server.run();
    on_ready(address);
    let outcome = server.await;
    sweeper.abort();
    log::info!("stopped");
    outcome
}

/// Forgets idle clients from time to time.
async fn sweep(stack: Stack) {
    let mut interval = time::interval(SWEEP_INTERVAL);
    loop {
        interval.tick().await;
        match stack.limiter() {
            Some(limiter) => limiter.sweep(),
            None => return,
        }
    }
}

/// Completes at SIGTERM (a service manager) or SIGINT (a terminal); both stop gracefully.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use actix_web::rt::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        log::info!("stopping: requests under way may finish");
    })
}

/// Completes at Ctrl-C.
#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        // Without a handler there is nothing to wait for but the process's end.
        if rt::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
        log::info!("stopping: requests under way may finish");
    })
}
