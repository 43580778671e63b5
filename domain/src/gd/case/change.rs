//! Corrections of what was taken down (Art. 8): each changed member with its old value, which is kept.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::event::Received;
use super::record::{AccusedKind, CaseKind, FormGiven, SealedRef};
use crate::division::DivisionCode;
use crate::gd::art09_10_admissibility::{Channel, Event};
use crate::truth::Truth;

/// Declares the members that can be corrected: name, type, and where in the record it stands.
macro_rules! correctable {
    ($( $(#[$doc:meta])+ $variant:ident $field:ident: $type:ty = $($place:ident).+; )+) => {
        /// A changed member, with its old and its new value.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "field", rename_all = "snake_case", deny_unknown_fields)]
        pub enum FieldChange {
            $(
                $(#[$doc])+
                $variant {
                    /// As it was.
                    old: $type,
                    /// As it is now.
                    new: $type,
                },
            )+
        }

        /// What to correct; `None` leaves a member as it is.
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct Corrections {
            $(
                $(#[$doc])+
                pub $field: Option<$type>,
            )+
            /// The complainant's identity, sealed anew.
            pub identity: Option<SealedRef>,
            /// The statement, sealed anew.
            pub statement: Option<SealedRef>,
        }

        impl FieldChange {
            /// The member's name.
            #[must_use]
            pub const fn field(&self) -> &'static str {
                match self {
                    $( Self::$variant { .. } => stringify!($field), )+
                }
            }

            /// Whether who must answer may turn on it (Art. 3, 4).
            #[must_use]
            pub(super) fn moves_jurisdiction(&self) -> bool {
                let field = self.field();
                field.starts_with("accused_") || field == "places" || field == "industry"
            }

            /// Writes the new value into the record.
            pub(super) fn write(&self, record: &mut Received) {
                match self {
                    $( Self::$variant { new, .. } => record.$($place).+ = new.clone(), )+
                }
            }
        }

        impl Corrections {
            /// What differs from the record, in the order of the members.
            #[must_use]
            pub(super) fn changes(&self, record: &Received) -> Vec<FieldChange> {
                let mut changes = Vec::new();
                $(
                    if let Some(new) = &self.$field
                        && *new != record.$($place).+
                    {
                        changes.push(FieldChange::$variant {
                            old: record.$($place).+.clone(),
                            new: new.clone(),
                        });
                    }
                )+
                changes
            }
        }
    };
}

correctable! {
    /// Complaint or report.
    Kind kind: CaseKind = kind;
    /// How it came in.
    Channel channel: Channel = channel;
    /// The day it was put forward.
    SubmittedOn submitted_on: NaiveDate = submitted_on;
    /// The accused party's name.
    AccusedName accused_name: Option<String> = accused.name;
    /// What the accused party is.
    AccusedKind accused_kind: AccusedKind = accused.kind;
    /// The accused party's credit code.
    AccusedUscc accused_uscc: Option<String> = accused.uscc;
    /// The accused party's division.
    AccusedDivision accused_division: Option<DivisionCode> = accused.division;
    /// The accused party's id on a register of this system.
    AccusedPartyId accused_party_id: Option<String> = accused.party_id;
    /// Where the event happened.
    Places places: Vec<DivisionCode> = places;
    /// The industry.
    Industry industry: Option<String> = industry;
    /// When the event happened.
    Event event: Option<Event> = event;
    /// Which statements of Art. 8 were given.
    Form form: FormGiven = form;
    /// The complainant asks for confidentiality (Art. 15).
    WantsConfidentiality wants_confidentiality: bool = wants_confidentiality;
    /// Exposed by media (Art. 13).
    MediaExposed media_exposed: Truth = media_exposed;
    /// Of considerable impact (Art. 4(2)).
    HighImpact high_impact: Truth = high_impact;
    /// Urgent (Art. 15).
    Urgent urgent: Truth = urgent;
    /// The member of staff who took it down first (Art. 8).
    FirstReceiver first_receiver: Option<String> = first_receiver;
}
