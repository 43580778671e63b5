//! What lists of institutions are asked for.

use domain::division::{self, DivisionCode, DivisionLevel};
use domain::identifier::CreditCode;
use domain::jz::institution::Status;
use domain::jz::occupation;
use persistence::institutions::list::Filter;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use crate::problem::{Problem, ProblemCode};
use crate::v1::complaints::list::earliest;

/// Query of the list of institutions.
#[derive(Debug, Clone, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct InstitutionQuery {
    /// Part of the name, at least two characters; width and case of characters make no difference.
    #[param(
        nullable = false,
        min_length = 2,
        max_length = 100,
        pattern = "^[^\\u0000-\\u001F\\u007F-\\u009F]+$"
    )]
    pub q: Option<String>,
    /// Unified social credit code.
    #[param(
        nullable = false,
        min_length = 18,
        max_length = 60,
        pattern = "^[^\\u0000-\\u001F\\u007F-\\u009F]+$"
    )]
    pub uscc: Option<String>,
    /// Division of the seat: a province or prefecture stands for all within it.
    #[param(
        nullable = false,
        max_length = 6,
        pattern = "^[0-9]{6}$",
        example = "421000"
    )]
    pub division: Option<String>,
    /// Occupation last filed.
    #[param(
        nullable = false,
        max_length = 20,
        pattern = "^[0-9-]+$",
        example = "6-31-01-03"
    )]
    pub occupation: Option<String>,
    /// A level last filed: of the occupation, or of any.
    #[param(nullable = false, minimum = 1, maximum = 5)]
    pub level: Option<u8>,
    /// How they stand today: `applied`, `not_filed`, `filed`, `suspended`, `expired`, `deregistered`, `banned`.
    #[param(
        nullable = false,
        max_length = 40,
        pattern = "^[a-z_]+$",
        example = "filed"
    )]
    pub status: Option<String>,
    /// The authority.
    #[param(
        nullable = false,
        max_length = 64,
        pattern = "^[a-z0-9-]+$",
        example = "jz-421000"
    )]
    pub authority: Option<String>,
    /// Changed at or after this day or instant (Asia/Shanghai).
    #[param(
        nullable = false,
        max_length = 40,
        pattern = "^[0-9TZ:.+-]+$",
        example = "2026-11-01"
    )]
    pub updated_since: Option<String>,
    /// Whether an application waits.
    #[param(nullable = false)]
    pub pending: Option<bool>,
    /// How many at most.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(nullable = false, max_length = 400, pattern = "^[A-Za-z0-9_-]+$")]
    pub cursor: Option<String>,
}

/// Most characters of a name that is searched for.
const MOST_NAME: usize = 100;

fn bad(name: &str, zh: &str, en: &str) -> Problem {
    Problem::new(ProblemCode::MalformedRequest)
        .with_detail(format!("参数 {name}：{zh}。"), format!("{name}: {en}."))
}

/// The first and last code of a division and those within it, whose codes share its digits.
fn within(digits: &str) -> Option<(String, String)> {
    let found = division::find(DivisionCode::parse(digits)?)?;
    let keep = match found.level {
        DivisionLevel::Province => 2,
        DivisionLevel::Prefecture => 4,
        DivisionLevel::County => 6,
    };
    let prefix = digits.get(..keep)?;
    Some((format!("{prefix:0<6}"), format!("{prefix:9<6}")))
}

impl InstitutionQuery {
    /// The filter of the store.
    ///
    /// # Errors
    /// `malformed_request` naming the parameter.
    pub fn filter(&self) -> Result<Filter, Problem> {
        if let Some(q) = &self.q
            && (domain::text::folded(q).chars().nth(1).is_none()
                || q.chars().any(char::is_control)
                || q.chars().nth(MOST_NAME).is_some())
        {
            return Err(bad(
                "q",
                "须为 2 至 100 个字符，不得含控制字符",
                "must have 2 to 100 characters, none of them a control character",
            ));
        }
        let uscc = match &self.uscc {
            Some(text) => Some(
                CreditCode::parse(text)
                    .map_err(|fault| bad("uscc", fault.reason_zh(), &fault.to_string()))?,
            ),
            None => None,
        };
        let divisions = match &self.division {
            Some(digits) => Some(within(digits).ok_or_else(|| {
                bad(
                    "division",
                    "没有该行政区划代码",
                    "no division has this code",
                )
            })?),
            None => None,
        };
        if let Some(code) = &self.occupation
            && occupation::find(code).is_none()
        {
            return Err(bad(
                "occupation",
                "职业目录中没有该代码",
                "is not in the list of occupations",
            ));
        }
        if self.level.is_some_and(|level| !(1..=5).contains(&level)) {
            return Err(bad("level", "须为 1 至 5", "must be from 1 to 5"));
        }
        Ok(Filter {
            name: self.q.clone(),
            uscc: uscc.map(|code| code.to_string()),
            divisions,
            occupation: self.occupation.clone(),
            level: self.level.map(i64::from),
            authority: self.authority.clone(),
            updated_since: earliest("updated_since", self.updated_since.as_deref())?,
            pending: self.pending,
        })
    }

    /// The status that is asked for.
    ///
    /// # Errors
    /// `malformed_request` where it is none.
    pub fn status(&self) -> Result<Option<Status>, Problem> {
        match &self.status {
            None => Ok(None),
            Some(word) => match Status::parse(word) {
                Some(status) => Ok(Some(status)),
                None => Err(bad("status", "没有这一状态", "is no status")),
            },
        }
    }

    /// The list it is, for its cursors: everything but the page.
    ///
    /// # Errors
    /// `internal`.
    pub fn name(&self, list: &str) -> Result<String, Problem> {
        let same = Self {
            limit: None,
            cursor: None,
            ..self.clone()
        };
        let text = serde_json::to_string(&same).map_err(Problem::internal)?;
        Ok(format!("{list} {text}"))
    }
}
