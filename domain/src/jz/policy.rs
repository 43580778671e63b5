//! What the Jingzhou measures leave open, as dated local policy: each part of the work keeps its parameters beside its
//! rules, made by [`policy!`], and lists them in [`super::parameters::ALL`].

/// A number of local policy, open to local values.
macro_rules! policy {
    ($(#[$doc:meta])* $constant:ident = $name:literal, $number:literal $unit:literal, $zh:expr, $en:expr;) => {
        $(#[$doc])*
        pub static $constant: $crate::parameter::Parameter = $crate::parameter::Parameter {
            name: $name,
            regulation: $crate::provision::RegulationId::JzInstitutions,
            unit: $unit,
            source: $crate::parameter::ParameterSource::LocalPolicy,
            direction: $crate::parameter::Direction::Free,
            choices: &[],
            versions: &[$crate::parameter::ParameterVersion {
                from: None,
                value: $crate::parameter::ParameterValue::Number($number),
            }],
            note_zh: $zh,
            note_en: $en,
        };
    };
}
#[allow(unused_imports, reason = "parts use it as they come")]
pub(crate) use policy;

policy! {
    /// The text gives no validity of a filing: for how many years it holds.
    FILING_YEARS = "filing_years", 3 "years",
    "备案有效年数；办法未作规定，属本地政策",
    "Years for which a filing holds; the text gives none: local policy";
}
