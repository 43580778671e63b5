//! A fresh database for each test, and the macro that runs a test on both.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use persistence::{DatabaseUrl, Store, StoreOptions};
use tempfile::TempDir;

use crate::postgres;

/// An empty database that goes away with this value.
pub enum TestDatabase {
    Sqlite(TempDir),
    Postgres(postgres::Database<'static>),
}

impl TestDatabase {
    pub fn sqlite() -> Option<Self> {
        Some(Self::Sqlite(tempfile::tempdir().unwrap()))
    }

    /// Nothing if PostgreSQL is not installed.
    pub fn postgres() -> Option<Self> {
        postgres::shared().map(|cluster| Self::Postgres(cluster.database()))
    }

    /// Another empty database of the same kind.
    pub fn another(&self) -> Self {
        match self {
            Self::Sqlite(_) => Self::sqlite(),
            Self::Postgres(_) => Self::postgres(),
        }
        .unwrap()
    }

    pub fn url(&self) -> DatabaseUrl {
        match self {
            Self::Sqlite(folder) => folder
                .path()
                .join("test.sqlite")
                .to_str()
                .unwrap()
                .parse()
                .unwrap(),
            Self::Postgres(database) => database.url().parse().unwrap(),
        }
    }

    pub fn open(&self) -> Store {
        Store::open(&self.url(), StoreOptions::default()).unwrap()
    }

    /// Runs statements past the store.
    pub fn sql(&self, statements: &str) {
        match self {
            Self::Sqlite(folder) => {
                use diesel::connection::{Connection, SimpleConnection};
                let path = folder.path().join("test.sqlite");
                let mut connection =
                    diesel::SqliteConnection::establish(path.to_str().unwrap()).unwrap();
                connection.batch_execute(statements).unwrap();
            }
            Self::Postgres(database) => drop(database.sql(statements).unwrap()),
        }
    }
}

/// Makes of each function two tests, one for each database.
macro_rules! on_both {
    ($(fn $name:ident($database:ident: &TestDatabase) $body:block)*) => {
        $(
            fn $name($database: &$crate::support::TestDatabase) $body

            mod $name {
                #[test]
                fn on_sqlite() {
                    $crate::support::TestDatabase::sqlite().iter().for_each(super::$name);
                }

                #[test]
                fn on_postgres() {
                    $crate::support::TestDatabase::postgres().iter().for_each(super::$name);
                }
            }
        )*
    };
}
pub(crate) use on_both;

/// Waits for a future on this thread.
pub fn wait<F: Future>(future: F) -> F::Output {
    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        thread::park();
    }
}
