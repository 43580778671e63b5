//! Organisations: guidance centers, complaint offices, undertaking departments, authorities, institutions, platforms.
//! Every change is an event in the stream `organisation/<id>`, in the transaction of its row.

mod change;
mod derived;
mod list;
mod row;
mod seed;

use domain::access::{
    DepartmentKind, OrganisationFacts, OrganisationKind, OrganisationLevel, Regime,
};
use serde::{Deserialize, Serialize};

pub use change::{change, create};
pub use derived::Organisations;
pub use list::{Filter, get, list};
pub use seed::{PROVINCIAL_CENTER, seed};

/// How an organisation can be reached (gd Art. 7). What nobody has entered stays empty: a number is never made up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Channels {
    /// 电子邮箱
    pub email: Option<String>,
    /// 通信地址
    pub address: Option<String>,
    /// 电话
    pub telephone: Option<String>,
    /// 传真
    pub fax: Option<String>,
    /// Hours of reception
    pub hours: Option<String>,
    /// Page where complaints are taken
    pub web: Option<String>,
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id: a readable word such as `gd-440100`, or a UUID.
    pub id: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its level, where its kind has levels.
    pub level: Option<OrganisationLevel>,
    /// What kind of undertaking department it is (gd Art. 2).
    pub department_kind: Option<DepartmentKind>,
    /// The regulation it works under.
    pub regime: Regime,
    /// Its name.
    pub name_zh: String,
    /// The same in English.
    pub name_en: String,
    /// The division it is responsible for, or lies in.
    pub division_code: Option<String>,
    /// The industry of an industry center.
    pub industry: Option<String>,
    /// The organisation above it.
    pub parent_id: Option<String>,
    /// How it can be reached.
    pub channels: Channels,
    /// Whether it works; the clients of one that does not cannot act.
    pub active: bool,
    /// How often it was changed; the version of its stream.
    pub version: i64,
}

impl Organisation {
    /// What decides which roles its clients may have.
    #[must_use]
    pub const fn facts(&self) -> OrganisationFacts {
        OrganisationFacts {
            kind: self.kind,
            level: self.level,
            regime: self.regime,
        }
    }

    /// Its stream in the record.
    #[must_use]
    pub fn stream(&self) -> String {
        stream(&self.id)
    }
}

/// The stream of an organisation.
#[must_use]
pub fn stream(id: &str) -> String {
    format!("organisation/{id}")
}

/// What of an organisation is to be changed; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrganisationChange {
    /// Its name.
    pub name_zh: Option<String>,
    /// The same in English.
    pub name_en: Option<String>,
    /// How it can be reached, as a whole.
    pub channels: Option<Channels>,
    /// Whether it works.
    pub active: Option<bool>,
}
