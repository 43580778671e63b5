//! Putting together what evaluations rest on: embedded and imported calendar years, built-in and local profiles.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use domain::parameter::{Profile, ProfileFault, ProfileSpec, ValueSpec};
use domain::workday::{Notice, NoticeFault, WorkingCalendar, embedded_notices};
use persistence::{Store, StoreError};
use serde::Deserialize;

use crate::v1::evaluation::engine::Basis;

/// Why the basis could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum BasisError {
    /// The embedded calendar is broken: a fault of the build.
    #[error("the embedded calendar is faulty: {}", lines(.0))]
    Calendar(Vec<NoticeFault>),
    /// The imported calendar years could not be read.
    #[error("the imported calendar years could not be read: {0}")]
    Store(#[from] StoreError),
    /// A profile is refused.
    #[error("{}", lines(.0))]
    Profile(Vec<ProfileFault>),
    /// A profile file could not be read.
    #[error("profile file {}: {source}", .path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A profile file is not what it should be.
    #[error("profile file {}: {source}", .path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
}

fn lines<T: ToString>(faults: &[T]) -> String {
    let texts: Vec<String> = faults.iter().map(ToString::to_string).collect();
    texts.join("\n")
}

/// A profile file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileFile {
    id: String,
    base: String,
    name_zh: String,
    name_en: String,
    basis: Option<String>,
    #[serde(default)]
    centers: Vec<String>,
    values: Vec<ValueFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueFile {
    parameter: String,
    from: Option<NaiveDate>,
    value: ValueText,
}

/// A number or a choice.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum ValueText {
    Number(u32),
    Choice(String),
}

impl From<ProfileFile> for ProfileSpec {
    fn from(file: ProfileFile) -> Self {
        Self {
            id: file.id,
            base: file.base,
            name_zh: file.name_zh,
            name_en: file.name_en,
            basis: file.basis,
            centers: file.centers,
            values: file
                .values
                .into_iter()
                .map(|value| ValueSpec {
                    parameter: value.parameter,
                    from: value.from,
                    value: match value.value {
                        ValueText::Number(number) => number.to_string(),
                        ValueText::Choice(choice) => choice,
                    },
                })
                .collect(),
        }
    }
}

/// The calendar of the embedded years and those imported into the database, which take precedence year by year.
///
/// # Errors
/// [`BasisError::Calendar`], [`BasisError::Store`].
pub fn calendar(store: Option<&Store>) -> Result<WorkingCalendar, BasisError> {
    let imported: Vec<Notice> = match store {
        Some(store) => persistence::calendar::load(store)?
            .into_iter()
            .map(|stored| stored.notice)
            .collect(),
        None => Vec::new(),
    };
    let embedded = embedded_notices().map_err(BasisError::Calendar)?;
    Ok(WorkingCalendar::new(embedded.into_iter().chain(imported)))
}

/// The built-in profiles and those of a folder's `*.json` files, in the order of their names.
///
/// # Errors
/// [`BasisError::Profile`], [`BasisError::File`], [`BasisError::Form`].
pub fn profiles(folder: Option<&Path>) -> Result<Vec<Profile>, BasisError> {
    let mut profiles = Profile::built_in().map_err(BasisError::Profile)?;
    let Some(folder) = folder else {
        return Ok(profiles);
    };
    let in_folder = |source| BasisError::File {
        path: folder.to_owned(),
        source,
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(in_folder)? {
        let path = entry.map_err(in_folder)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    files.sort();
    for path in files {
        let profile = profile(&path, &profiles)?;
        profiles.push(profile);
    }
    Ok(profiles)
}

/// The profile of one file.
///
/// # Errors
/// As [`profiles`].
pub fn profile(path: &Path, known: &[Profile]) -> Result<Profile, BasisError> {
    let text = fs::read(path).map_err(|source| BasisError::File {
        path: path.to_owned(),
        source,
    })?;
    let file: ProfileFile = serde_json::from_slice(&text).map_err(|source| BasisError::Form {
        path: path.to_owned(),
        source,
    })?;
    Profile::local(file.into(), known).map_err(BasisError::Profile)
}

/// Calendar and profiles together.
///
/// # Errors
/// As [`calendar`] and [`profiles`].
pub fn load(store: Option<&Store>, folder: Option<&Path>) -> Result<Basis, BasisError> {
    Ok(Basis::new(calendar(store)?, profiles(folder)?))
}
