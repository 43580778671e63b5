//! Restoring: the checksum first, then all rows in one transaction.

use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use super::format::{FORMAT, Header, Reader, VERSION, canonical};
use super::tables::Table;
use super::{BackupError, Summary};
use crate::dialect::{self, AnyConnection, Role, Target, migrations, rows};
use crate::error::StoreError;
use crate::migrate;
use crate::store::{Store, StoreOptions, in_transaction};
use crate::url::{DatabaseUrl, SqliteLocation};

/// Bytes of rows that are inserted together.
const TOGETHER: usize = 256 * 1024;

/// Loads a backup into an empty database, whichever kind it was taken from, and opens it.
///
/// All or nothing: the file's checksum is checked before anything is written, and again at the end.
///
/// # Errors
/// See [`BackupError`]; the database is as empty as before then.
pub fn restore(
    url: &DatabaseUrl,
    options: StoreOptions,
    path: &Path,
) -> Result<(Store, Summary), BackupError> {
    let source = Source { path };
    let header = source.check()?;
    let target = Target::new(url, &options);
    if target.is_volatile() {
        return Err(BackupError::Volatile);
    }
    let made = made_by_this(url);
    let loaded = load_into(&target, &source, &header);
    if loaded.is_err()
        && let Some(file) = made
    {
        // The first error is the one to tell.
        for end in ["", "-wal", "-shm"] {
            let mut name = file.clone().into_os_string();
            name.push(end);
            let _ = fs::remove_file(name);
        }
    }
    loaded?;
    // A backup of an older program is brought up to date here.
    let store = Store::open(url, options)?;
    Ok((store, Summary::of(&header)))
}

/// The file that restoring makes.
fn made_by_this(url: &DatabaseUrl) -> Option<PathBuf> {
    match url {
        DatabaseUrl::Sqlite(SqliteLocation::File(path)) if !path.exists() => Some(path.clone()),
        DatabaseUrl::Sqlite(_) | DatabaseUrl::Postgres(_) => None,
    }
}

fn load_into(target: &Target, source: &Source<'_>, header: &Header) -> Result<(), BackupError> {
    target.prepare()?;
    let mut connection = target.connect(Role::Writer)?;
    in_transaction(&mut connection, dialect::begin_write, |connection| {
        migrations::lock_migrations(connection)?;
        if rows::has_tables(connection)? {
            return Err(BackupError::NotEmpty);
        }
        migrate::migrate_to(connection, &header.schema)?;
        rows::defer_references(connection)?;
        // What migrations put into tables is in the backup too, and newer there.
        for table in header.tables.iter().rev() {
            if rows::count(connection, table)? > 0 {
                rows::clear(connection, table)?;
            }
        }
        source.load(connection, header)?;
        Ok(rows::check_references(connection)?)
    })
}

/// The backup file.
struct Source<'a> {
    path: &'a Path,
}

impl Source<'_> {
    fn io(&self, source: io::Error) -> BackupError {
        match source.kind() {
            io::ErrorKind::InvalidData => self.form("it is not UTF-8"),
            _ => BackupError::Io {
                path: self.path.to_owned(),
                source,
            },
        }
    }

    fn form(&self, what: &'static str) -> BackupError {
        BackupError::Form {
            path: self.path.to_owned(),
            what,
        }
    }

    fn damaged(&self) -> BackupError {
        BackupError::Damaged {
            path: self.path.to_owned(),
        }
    }

    fn open(&self) -> Result<Reader<BufReader<File>>, BackupError> {
        let file = File::open(self.path).map_err(|error| self.io(error))?;
        Ok(Reader::new(BufReader::new(file)))
    }

    /// Reads the whole file: it is one of ours, complete and unchanged.
    fn check(&self) -> Result<Header, BackupError> {
        let mut reader = self.open()?;
        let header = self.header(&mut reader)?;
        let rows: u64 = header.tables.iter().map(|table| table.rows).sum();
        for _ in 0..rows {
            if reader.line().map_err(|error| self.io(error))?.is_none() {
                return Err(self.damaged());
            }
        }
        if !reader.ends_with_hash().map_err(|error| self.io(error))? {
            return Err(self.damaged());
        }
        let known = migrate::known_versions()?;
        if !known.contains(&header.schema) {
            return Err(BackupError::SchemaTooNew {
                found: header.schema,
                known: known.into_iter().max().unwrap_or_default(),
            });
        }
        Ok(header)
    }

    fn header(&self, reader: &mut Reader<BufReader<File>>) -> Result<Header, BackupError> {
        let line = reader.line().map_err(|error| self.io(error))?;
        let header: Header = line
            .and_then(|line| serde_json::from_str(line).ok())
            .ok_or_else(|| self.form("its first line does not say so"))?;
        if header.format != FORMAT {
            return Err(self.form("its first line does not say so"));
        }
        if header.version != VERSION {
            return Err(self.form("its format has a version that this program does not know"));
        }
        if !header.tables.iter().all(Table::is_well_named) {
            return Err(self.form("a table or column has an impossible name"));
        }
        Ok(header)
    }

    fn load(&self, connection: &mut AnyConnection, header: &Header) -> Result<(), BackupError> {
        let mut reader = self.open()?;
        let now = self.header(&mut reader)?;
        if now.tables != header.tables || now.schema != header.schema {
            return Err(self.damaged());
        }
        for table in &header.tables {
            let (mut chunk, mut left, mut inserted) = (String::new(), table.rows, 0);
            while left > 0 {
                let row = reader.line().map_err(|error| self.io(error))?;
                let row = row
                    .and_then(|row| canonical(row, table))
                    .ok_or_else(|| self.form("a row does not fit its table"))?;
                chunk.push(if chunk.is_empty() { '[' } else { ',' });
                chunk.push_str(&row);
                left -= 1;
                if left == 0 || chunk.len() > TOGETHER {
                    chunk.push(']');
                    inserted += rows::insert(connection, table, &chunk)?;
                    chunk.clear();
                }
            }
            if u64::try_from(inserted) != Ok(table.rows) {
                return Err(StoreError::Corrupt("the number of restored rows").into());
            }
            rows::continue_numbers(connection, table)?;
        }
        match reader.ends_with_hash().map_err(|error| self.io(error))? {
            true => Ok(()),
            false => Err(self.damaged()),
        }
    }
}
