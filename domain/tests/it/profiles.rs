//! Parameters as dated data, and the local rules of gd Art. 21: stricter for the authority, never for the complainant.

mod built_in;
mod local;

use domain::gd::parameters::GdParameters;
use domain::parameter::{ParameterValue, Profile, Resolved};

use crate::support::date;

fn gd_on(profile: &Profile, day: &str) -> GdParameters {
    *profile.gd(date(day)).unwrap()
}

fn resolved(profile: &Profile, day: &str, name: &str) -> Resolved {
    *profile
        .values(date(day))
        .iter()
        .find(|value| value.parameter.name == name)
        .unwrap()
}

/// A value as it is written.
fn written(value: ParameterValue) -> String {
    match value {
        ParameterValue::Number(n) => n.to_string(),
        ParameterValue::Choice(word) => word.to_owned(),
    }
}
