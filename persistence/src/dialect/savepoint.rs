//! The savepoint that each write of a batch has to itself.

use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::{QueryResult, RunQueryDsl, SqliteConnection};

use super::{AnyConnection, on_backend};

/// Declares statements without values that are prepared once and kept: text given to `batch_execute` is parsed anew each
/// time, which two of these for each write made felt.
macro_rules! kept_statements {
    ($($name:ident => $text:literal;)*) => {
        $(
            #[derive(Debug, Clone, Copy, QueryId)]
            struct $name;

            impl<DB: diesel::backend::Backend> QueryFragment<DB> for $name {
                fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                    out.push_sql($text);
                    Ok(())
                }
            }

            impl RunQueryDsl<SqliteConnection> for $name {}
            impl RunQueryDsl<diesel::PgConnection> for $name {}
        )*
    };
}

kept_statements! {
    Begin => "SAVEPOINT waiting";
    Undo => "ROLLBACK TO waiting";
    Release => "RELEASE waiting";
}

/// Begins it.
pub(crate) fn begin(connection: &mut AnyConnection) -> QueryResult<()> {
    on_backend!(connection, |connection| Begin.execute(connection)).map(drop)
}

/// Ends it and keeps what was written since.
pub(crate) fn keep(connection: &mut AnyConnection) -> QueryResult<()> {
    on_backend!(connection, |connection| Release.execute(connection)).map(drop)
}

/// Ends it and undoes what was written since.
pub(crate) fn undo(connection: &mut AnyConnection) -> QueryResult<()> {
    on_backend!(connection, |connection| Undo.execute(connection))?;
    keep(connection)
}
