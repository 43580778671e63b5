//! A profile as its file says it, and why it is refused.

use chrono::NaiveDate;

/// A local value, as written in a profile file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueSpec {
    /// Name of the parameter.
    pub parameter: String,
    /// First day on which the value holds; `None`: always.
    pub from: Option<NaiveDate>,
    /// The value: a number in decimal, or a choice.
    pub value: String,
}

/// A profile as written in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileSpec {
    /// Id that requests name.
    pub id: String,
    /// The built-in profile it departs from.
    pub base: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// The local document it rests on.
    pub basis: Option<String>,
    /// The centers whose cases it governs (gd Art. 21), by their ids; the cases of others keep their regime's values.
    pub centers: Vec<String>,
    /// The values that differ.
    pub values: Vec<ValueSpec>,
}

/// Why a profile is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("profile {profile}, {member}: {reason_en} / {reason_zh}")]
pub struct ProfileFault {
    /// Id of the profile.
    pub profile: String,
    /// The member at fault: `base`, `id`, or the parameter's name.
    pub member: String,
    /// Reason in Chinese.
    pub reason_zh: String,
    /// Reason in English.
    pub reason_en: String,
}
