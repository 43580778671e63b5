//! What the tests of this crate share.

use tests::database::Kind;
use tests::server::{Server, shared};

/// What a test is given of a kind of database.
pub trait Given {
    /// On this kind.
    fn on(kind: Kind) -> Self;
}

/// To start a server of its own.
impl Given for Kind {
    fn on(kind: Kind) -> Self {
        kind
    }
}

/// The server that all tests share which change nothing.
impl Given for &'static Server {
    fn on(kind: Kind) -> Self {
        shared(kind)
    }
}

/// Makes of each function two tests, one for each kind of database; see [`Given`] for their argument.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {
        $(
            mod $name {
                use tests::database::Kind;

                fn on(kind: Kind) {
                    if kind.available() {
                        super::$name($crate::support::Given::on(kind));
                    }
                }

                #[test]
                fn on_sqlite() {
                    on(Kind::Sqlite);
                }

                #[test]
                fn on_postgres() {
                    on(Kind::Postgres);
                }
            }
        )+
    };
}
pub(crate) use on_both;

/// The path of an engine's single endpoint.
pub fn path(engine: &str) -> String {
    format!("/api/v1/evaluations/{engine}")
}

/// The path of an engine's batch endpoint.
pub fn batch_path(engine: &str) -> String {
    format!("/api/v1/evaluations/{engine}/batch")
}
