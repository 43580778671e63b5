//! A list of refusals of one part of handling: code, provision, member of the request and words of each in one place.

/// `Variant { fields } = code, provision, member, zh, en;`
macro_rules! rules {
    (
        $(#[$meta:meta])*
        $name:ident {
            $(
                $(#[$doc:meta])+
                $variant:ident $({ $( $(#[$field_doc:meta])+ $field:ident: $type:ty ),+ $(,)? })?
                    = $code:literal, $provision:expr, $member:expr, $zh:expr, $en:expr;
            )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $( $(#[$doc])+ $variant $({ $( $(#[$field_doc])+ $field: $type ),+ })?, )+
        }

        impl $name {
            /// The stable code.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $( Self::$variant { .. } => $code, )+
                }
            }

            /// The provision by which a rule refuses; none: a rule of the procedure, not of the text.
            #[must_use]
            pub fn provision(&self) -> Option<&'static $crate::provision::Provision> {
                match self {
                    $( Self::$variant { .. } => $provision, )+
                }
            }

            /// The member of the request it is about, in the names of requests.
            #[must_use]
            pub const fn member(&self) -> Option<&'static str> {
                match self {
                    $( Self::$variant { .. } => $member, )+
                }
            }

            /// The reason in Chinese.
            #[must_use]
            #[allow(unused_variables, reason = "not every text names every value")]
            pub fn zh(&self) -> String {
                match self {
                    $( Self::$variant $({ $($field),+ })? => $zh.into(), )+
                }
            }

            /// The reason in English.
            #[must_use]
            #[allow(unused_variables, reason = "not every text names every value")]
            pub fn en(&self) -> String {
                match self {
                    $( Self::$variant $({ $($field),+ })? => $en.into(), )+
                }
            }
        }
    };
}
pub(crate) use rules;
