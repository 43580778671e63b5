//! Why a decider refuses: a stable code, the provision, the member of the request it is about, and words for people.

use crate::provision::Provision;

/// What sort of refusal it is; the API tells them apart by status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// As things stand it cannot be done; another step comes first.
    State,
    /// What is said cannot be so.
    Facts,
    /// A rule forbids it.
    Rule,
    /// It is there already.
    Exists,
}

/// A refusal of a decider. It knows no HTTP.
pub trait Refused {
    /// The stable code.
    fn code(&self) -> &'static str;
    /// Its sort.
    fn sort(&self) -> Sort;
    /// The provision by which a rule refuses; none: a rule of the procedure, not of the text.
    fn provision(&self) -> Option<&'static Provision>;
    /// The member of the request it is about, in the names of requests.
    fn member(&self) -> Option<&'static str>;
    /// The reason in Chinese.
    fn zh(&self) -> String;
    /// The reason in English.
    fn en(&self) -> String;
}

/// A list of refusals: code, sort, provision, member and words of each in one place.
///
/// `Variant { fields } = code, Sort, provision, member, zh, en;`
#[allow(unused_macros, reason = "parts use it as they come")]
macro_rules! refusals {
    (
        $(#[$meta:meta])*
        $name:ident {
            $(
                $(#[$doc:meta])+
                $variant:ident $({ $( $(#[$field_doc:meta])+ $field:ident: $type:ty ),+ $(,)? })?
                    = $code:literal, $sort:ident, $provision:expr, $member:expr, $zh:expr, $en:expr;
            )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $name {
            $( $(#[$doc])+ $variant $({ $( $(#[$field_doc])+ $field: $type ),+ })?, )+
        }

        impl $crate::refused::Refused for $name {
            fn code(&self) -> &'static str {
                match self {
                    $( Self::$variant { .. } => $code, )+
                }
            }

            fn sort(&self) -> $crate::refused::Sort {
                match self {
                    $( Self::$variant { .. } => $crate::refused::Sort::$sort, )+
                }
            }

            fn provision(&self) -> Option<&'static $crate::provision::Provision> {
                match self {
                    $( Self::$variant { .. } => $provision, )+
                }
            }

            #[allow(unused_variables, reason = "few members depend on a value")]
            fn member(&self) -> Option<&'static str> {
                match self {
                    $( Self::$variant $({ $($field),+ })? => $member, )+
                }
            }

            #[allow(unused_variables, reason = "not every text names every value")]
            fn zh(&self) -> String {
                match self {
                    $( Self::$variant $({ $($field),+ })? => $zh.into(), )+
                }
            }

            #[allow(unused_variables, reason = "not every text names every value")]
            fn en(&self) -> String {
                match self {
                    $( Self::$variant $({ $($field),+ })? => $en.into(), )+
                }
            }
        }
    };
}
#[allow(unused_imports, reason = "parts use it as they come")]
pub(crate) use refusals;
