//! Clock: request and answer.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ground::{Change, ParameterSources, Parameters, ProfileEcho, RegulationEcho};
use super::text::ShortText;

/// The recorded events that the clock of Art. 18 is derived from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClockRequestBody {
    /// Parameter profile: `gd-default` unless named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<ShortText>)]
    pub profile: Option<String>,
    /// Day of formal acceptance (Asia/Shanghai).
    pub accepted_on: NaiveDate,
    /// Working days from acceptance that an extension allows: more than the handling limit (20), at most the cap (45).
    #[schema(minimum = 2, maximum = 45)]
    pub extended_to_working_days: Option<u32>,
    /// Day of conclusion; one later than `as_of` counts as not yet concluded.
    pub concluded_on: Option<NaiveDate>,
    /// The day for which the answer is given.
    pub as_of: NaiveDate,
}

/// Where a case stands against its time limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClockStateName {
    /// More than three working days left.
    Running,
    /// Three working days left or fewer.
    DueSoon,
    /// Past the due date, not concluded.
    Overdue,
    /// Concluded no later than the due date.
    ConcludedOnTime,
    /// Concluded after the due date.
    ConcludedLate,
}

/// The answer: due dates, state, working days used, left and overdue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClockAnswer {
    /// 20th working day after acceptance.
    pub due_on: NaiveDate,
    /// Last day of the extension.
    #[schema(required = true)]
    pub extended_due_on: Option<NaiveDate>,
    /// 45th working day after acceptance, the most an extension can reach.
    pub cap_on: NaiveDate,
    /// `extended_due_on`, else `due_on`.
    pub effective_due_on: NaiveDate,
    /// Where the case stands.
    pub state: ClockStateName,
    /// Working days after acceptance up to conclusion or `as_of`.
    #[schema(minimum = 0)]
    pub working_days_used: i64,
    /// Working days after `as_of` up to the effective due date; 0 once concluded.
    #[schema(minimum = 0)]
    pub working_days_left: i64,
    /// Working days after the effective due date up to conclusion or `as_of`.
    #[schema(minimum = 0)]
    pub working_days_overdue: i64,
    /// A day of a year without an official calendar was consulted.
    pub provisional: bool,
    /// Parameters used.
    pub parameters: Parameters,
    /// Where each comes from.
    pub parameter_sources: ParameterSources,
    /// Profile used.
    pub profile: ProfileEcho,
    /// Regulation and version.
    pub regulation: RegulationEcho,
    /// With `explain=true`: each single fact that would change the state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub would_change_outcome: Option<Vec<Change>>,
}
