//! What centers publish: read by everybody, without a token, and without anything that leads to a case.

pub mod circulars;
pub mod measures;
pub mod of_institution;
pub mod statements;

use std::collections::BTreeMap;

use persistence::{Connection, StoreError, organisations};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which page.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PublishedQuery {
    /// Items on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false)]
    pub cursor: Option<String>,
}

/// Who published something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Publisher {
    /// Id of the center or authority.
    #[schema(examples("gd-440100"))]
    pub organisation_id: String,
    /// Its name.
    #[schema(examples("广州市职业技能鉴定指导中心"))]
    pub name_zh: String,
}

/// The centers of a page, each looked up once.
#[derive(Default)]
pub(crate) struct Publishers(BTreeMap<String, String>);

impl Publishers {
    pub(crate) fn of(
        &mut self,
        connection: &mut Connection,
        id: &str,
    ) -> Result<Publisher, StoreError> {
        let name_zh = match self.0.get(id) {
            Some(name) => name.clone(),
            None => {
                let found = organisations::get(connection, id)?;
                let name = found.map_or_else(|| id.to_owned(), |center| center.name_zh);
                self.0.insert(id.to_owned(), name.clone());
                name
            }
        };
        Ok(Publisher {
            organisation_id: id.to_owned(),
            name_zh,
        })
    }
}

/// The key of an item that was published: the instant, and its id.
pub(crate) fn key(at: i64, id: &str) -> String {
    format!("{at} {id}")
}

/// The same as a sealed cursor keeps it.
pub(crate) fn place(key: &str) -> Option<(i64, String)> {
    let (at, id) = key.split_once(' ')?;
    Some((at.parse().ok()?, id.to_owned()))
}
