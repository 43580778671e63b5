//! The words of the record as the API reads them.

use domain::access::Regime;
use domain::division::DivisionCode;
use domain::gd::case::handling::{Conduct, DelayCause, ExtensionReason, Part};
use domain::gd::case::record::{
    AccusedKind, CaseKind, ConclusionOutcome, DeliveryManner, ReviewOutcome, WithdrawnBy,
};
use domain::identifier::{CreditCode, Email, IdNumber, IdentifierFault, Phone};

use crate::decode::{Choice, Context, Scalar};

macro_rules! choices {
    ($($name:ty),+ $(,)?) => {
        $(
            impl Choice for $name {
                fn choices() -> impl Iterator<Item = (&'static str, Self)> {
                    Self::ALL.iter().map(|choice| (choice.as_str(), *choice))
                }
            }
        )+
    };
}

choices!(
    AccusedKind,
    CaseKind,
    Conduct,
    ConclusionOutcome,
    DelayCause,
    DeliveryManner,
    ExtensionReason,
    Part,
    Regime,
    ReviewOutcome,
    WithdrawnBy,
);

/// A division code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division(pub DivisionCode);

impl Scalar<'_> for Division {
    const EXPECTED: (&'static str, &'static str) = (
        "应为六位行政区划代码（GB/T 2260），例如 440106",
        "must be a six-digit division code (GB/T 2260), such as 440106",
    );

    fn from_text(value: std::borrow::Cow<'_, str>, context: &mut Context) -> Option<Self> {
        let code = DivisionCode::parse(&value)?;
        if domain::division::find(code).is_none() {
            context.fault("没有这一行政区划代码", "no division has this code");
            return None;
        }
        Some(Self(code))
    }
}

/// An identifier with a check: as given, and as it is compared.
macro_rules! identifiers {
    ($( $(#[$doc:meta])+ $name:ident $of:ident $zh:literal $en:literal; )+) => {
        $(
            $(#[$doc])+
            #[derive(Clone, PartialEq, Eq)]
            pub struct $name(pub $of);

            impl std::fmt::Debug for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(concat!(stringify!($name), "(…)"))
                }
            }

            impl Scalar<'_> for $name {
                const EXPECTED: (&'static str, &'static str) = ($zh, $en);

                fn from_text(value: std::borrow::Cow<'_, str>, context: &mut Context) -> Option<Self> {
                    if domain::gd::case::is_masked(&value) {
                        context.fault(
                            "是打码后的值，不能写回",
                            "is a masked value, which is never written back",
                        );
                        return None;
                    }
                    match $of::parse(&value) {
                        Ok(parsed) => Some(Self(parsed)),
                        Err(fault) => {
                            tell(context, Self::EXPECTED, fault);
                            None
                        }
                    }
                }
            }
        )+
    };
}

fn tell(context: &mut Context, expected: (&'static str, &'static str), fault: IdentifierFault) {
    context.fault(
        format!("{}：{}", expected.0, fault.reason_zh()),
        format!("{}: {fault}", expected.1),
    );
}

identifiers! {
    /// A telephone number; personal data.
    PhoneNumber Phone "应为电话号码" "must be a telephone number";
    /// An e-mail address; personal data.
    EmailAddress Email "应为电子邮箱" "must be an e-mail address";
    /// An identity number; personal data.
    IdentityNumber IdNumber "应为公民身份号码（GB 11643）" "must be an identity number (GB 11643)";
    /// A unified social credit code.
    SocialCreditCode CreditCode "应为统一社会信用代码（GB 32100）" "must be a unified social credit code (GB 32100)";
}
