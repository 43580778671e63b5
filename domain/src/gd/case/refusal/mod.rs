//! Why a command is refused: a stable code, the reason in both languages, and the provision where a rule refuses.

mod dossier;
mod investigation;
mod outward;
pub(crate) mod rules;
mod term;
mod words;

pub use dossier::DossierRefusal;
pub use investigation::InvestigationRefusal;
pub use outward::OutwardRefusal;
pub use term::TermRefusal;

use chrono::NaiveDate;

use super::command::CommandName;
use super::responsible::Answerable;
use super::state::Status;
use crate::access::Role;
use crate::gd::art03_04_jurisdiction::ART3;
use crate::gd::art08_form::ART8;
use crate::gd::art09_10_admissibility::{ART9, ART10, ART10_3};
use crate::gd::art12_guidance::ART12;
use crate::gd::art15_confidentiality::ART15;
use crate::gd::art18_clock::ART18;
use crate::provision::Provision;

/// Why a command is refused.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// This role never does this.
    RoleNotPermitted {
        /// The role.
        role: Role,
        /// The command.
        command: CommandName,
    },
    /// Not a case of the principal's: to them it does not exist.
    NotOwnCase,
    /// The case is not where the command leads on from.
    WrongState {
        /// Where it stands.
        state: Status,
        /// The command.
        command: CommandName,
    },
    /// The case was last acted on later than today: the clock is wrong.
    DayBeforeLastStep {
        /// The latest day on which something happened.
        latest_on: NaiveDate,
    },
    /// A text that must say something says nothing.
    Blank {
        /// The member.
        member: &'static str,
    },
    /// A masked value would overwrite the real one.
    Masked {
        /// The member.
        member: &'static str,
    },
    /// The day lies in the future.
    DayInFuture {
        /// The member.
        member: &'static str,
    },
    /// No such division.
    UnknownDivision {
        /// The member.
        member: &'static str,
        /// The code.
        code: String,
    },
    /// Art. 8: an oral complaint needs the name of the one who took it down.
    FirstReceiverMissing,
    /// Art. 8: an oral complaint needs a written record of what was said.
    OralRecordMissing,
    /// A correction that corrects nothing.
    NothingCorrected,
    /// The rules have not been applied to the case yet.
    NotEvaluated,
    /// The latest evaluation no longer answers the case as it is.
    EvaluationOutdated,
    /// Art. 10(3): nobody has said whether this one repeats an undecided case of the same complainant.
    PriorNotAssessed {
        /// The earlier case.
        case_id: String,
    },
    /// The rules say otherwise: that needs a written reason.
    DepartureReasonRequired {
        /// The decision that follows from the rules; none: they leave it undetermined.
        expected: Option<CommandName>,
    },
    /// A reason for departing was given, but the decision does not depart.
    NotADeparture,
    /// Art. 10: a rejection rests on one of its six grounds.
    GroundsMissing,
    /// Not one of the six grounds of Art. 10.
    UnknownGround {
        /// Its place among those given.
        index: usize,
        /// The text given.
        ground: String,
    },
    /// The ground given is not met by the evaluation that the rejection follows.
    GroundNotMet {
        /// Its place among those given.
        index: usize,
        /// The ground.
        ground: String,
    },
    /// The event would be later than the day the complaint was put forward.
    EventAfterSubmission,
    /// The complaint would be put forward later than it came in.
    SubmittedAfterReceipt,
    /// The complaint would be put forward later than it was accepted.
    SubmittedAfterAcceptance,
    /// The case has no notice.
    NothingToDeliver,
    /// The case would be referred to the organisation that holds it.
    ReferredToItself,
    /// Art. 15: the case would be passed to the accused party.
    ReferredToAccused,
    /// Art. 3, 4: another must answer.
    ReferredToTheWrongOne {
        /// The one that must.
        who: Answerable,
    },
    /// The case would be joined to itself.
    JoinedToItself,
    /// The latest evaluation did not consider that case.
    JoinTargetNotConsidered,
    /// It is not known to be the same complainant's.
    NotTheSameComplainant,
    /// It is not assessed to be the same matter.
    NotTheSameMatter,
    /// It came in later.
    JoinTargetNotEarlier,
    /// Another organisation holds it.
    JoinTargetElsewhere,
    /// It is itself joined.
    JoinTargetJoined,
    /// It is no longer open.
    JoinTargetClosed {
        /// Where it stands.
        state: Status,
    },
    /// Art. 15: whoever acts belongs to the accused party.
    BelongsToAccused,
    /// The rejection was reviewed already: once is all.
    AlreadyReviewed,
    /// Whoever rejected does not review it.
    ReviewedByTheDecider,
    /// The officer has the case already.
    SameOfficer,
    /// No notice has that number.
    UnknownNotice {
        /// The number.
        notice: u32,
    },
    /// A notice is delivered no earlier than it is issued.
    DeliveredBeforeIssue {
        /// The day it was issued.
        issued_on: NaiveDate,
    },
    /// That delivery is on record.
    AlreadyDelivered,
    /// Art. 12: only a matter on the guidance track ends by guidance.
    NotOnGuidanceTrack,
    /// A due date lies beyond the supported calendar.
    OutOfCalendar,
    /// Of assignment, guidance, reports and supervision.
    Investigation(InvestigationRefusal),
    /// Of time, feedback, archive and erasure.
    Term(TermRefusal),
    /// Of what goes upward and outward.
    Outward(OutwardRefusal),
    /// Of files, supplements and links.
    Dossier(DossierRefusal),
}

/// Lets a refusal of one part be a refusal.
macro_rules! parts {
    ($($part:ident($refusal:ident)),+ $(,)?) => {
        $(impl From<$refusal> for Refusal {
            fn from(refusal: $refusal) -> Self {
                Self::$part(refusal)
            }
        })+
    };
}

parts!(
    Investigation(InvestigationRefusal),
    Term(TermRefusal),
    Outward(OutwardRefusal),
    Dossier(DossierRefusal),
);

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::RoleNotPermitted { .. } => "role_not_permitted",
            Self::NotOwnCase => "not_own_case",
            Self::WrongState { .. } => "wrong_state",
            Self::DayBeforeLastStep { .. } => "day_before_last_step",
            Self::Blank { .. } => "blank",
            Self::Masked { .. } => "masked_value",
            Self::DayInFuture { .. } => "day_in_future",
            Self::UnknownDivision { .. } => "unknown_division",
            Self::FirstReceiverMissing => "first_receiver_missing",
            Self::OralRecordMissing => "oral_record_missing",
            Self::NothingCorrected => "nothing_corrected",
            Self::NotEvaluated => "not_evaluated",
            Self::EvaluationOutdated => "evaluation_outdated",
            Self::PriorNotAssessed { .. } => "prior_not_assessed",
            Self::DepartureReasonRequired { .. } => "departure_reason_required",
            Self::NotADeparture => "not_a_departure",
            Self::GroundsMissing => "grounds_missing",
            Self::UnknownGround { .. } => "unknown_ground",
            Self::ReferredToItself => "referred_to_itself",
            Self::ReferredToAccused => "referred_to_accused",
            Self::ReferredToTheWrongOne { .. } => "referred_to_the_wrong_one",
            Self::JoinedToItself => "joined_to_itself",
            Self::JoinTargetNotConsidered => "join_target_not_considered",
            Self::NotTheSameComplainant => "not_the_same_complainant",
            Self::NotTheSameMatter => "not_the_same_matter",
            Self::JoinTargetNotEarlier => "join_target_not_earlier",
            Self::JoinTargetElsewhere => "join_target_elsewhere",
            Self::JoinTargetJoined => "join_target_joined",
            Self::JoinTargetClosed { .. } => "join_target_closed",
            Self::BelongsToAccused => "belongs_to_accused",
            Self::AlreadyReviewed => "already_reviewed",
            Self::ReviewedByTheDecider => "reviewed_by_the_decider",
            Self::SameOfficer => "same_officer",
            Self::UnknownNotice { .. } => "unknown_notice",
            Self::DeliveredBeforeIssue { .. } => "delivered_before_issue",
            Self::AlreadyDelivered => "already_delivered",
            Self::NotOnGuidanceTrack => "not_on_guidance_track",
            Self::OutOfCalendar => "out_of_calendar",
            Self::GroundNotMet { .. } => "ground_not_met",
            Self::EventAfterSubmission => "event_after_submission",
            Self::SubmittedAfterReceipt => "submitted_after_receipt",
            Self::SubmittedAfterAcceptance => "submitted_after_acceptance",
            Self::NothingToDeliver => "nothing_to_deliver",
            Self::Investigation(refusal) => refusal.code(),
            Self::Term(refusal) => refusal.code(),
            Self::Outward(refusal) => refusal.code(),
            Self::Dossier(refusal) => refusal.code(),
        }
    }

    /// The provision by which a rule refuses; none: a rule of the procedure, not of the text.
    #[must_use]
    pub fn provision(&self) -> Option<&'static Provision> {
        match self {
            Self::RoleNotPermitted { .. }
            | Self::NotOwnCase
            | Self::WrongState { .. }
            | Self::DayBeforeLastStep { .. }
            | Self::Blank { .. }
            | Self::Masked { .. }
            | Self::DayInFuture { .. }
            | Self::UnknownDivision { .. }
            | Self::NotADeparture
            | Self::JoinedToItself
            | Self::JoinTargetElsewhere
            | Self::JoinTargetJoined
            | Self::AlreadyReviewed
            | Self::ReviewedByTheDecider
            | Self::SameOfficer
            | Self::UnknownNotice { .. }
            | Self::DeliveredBeforeIssue { .. }
            | Self::AlreadyDelivered
            | Self::EventAfterSubmission
            | Self::SubmittedAfterReceipt
            | Self::SubmittedAfterAcceptance
            | Self::NothingToDeliver => None,
            Self::FirstReceiverMissing | Self::OralRecordMissing | Self::NothingCorrected => {
                Some(&ART8)
            }
            Self::NotEvaluated
            | Self::EvaluationOutdated
            | Self::DepartureReasonRequired { .. } => Some(&ART9),
            Self::GroundsMissing | Self::UnknownGround { .. } | Self::GroundNotMet { .. } => {
                Some(&ART10)
            }
            Self::ReferredToItself | Self::ReferredToTheWrongOne { .. } => Some(&ART3),
            Self::ReferredToAccused | Self::BelongsToAccused => Some(&ART15),
            Self::PriorNotAssessed { .. }
            | Self::JoinTargetNotConsidered
            | Self::NotTheSameComplainant
            | Self::NotTheSameMatter
            | Self::JoinTargetNotEarlier
            | Self::JoinTargetClosed { .. } => Some(&ART10_3),
            Self::NotOnGuidanceTrack => Some(&ART12),
            Self::OutOfCalendar => Some(&ART18),
            Self::Investigation(refusal) => refusal.provision(),
            Self::Term(refusal) => refusal.provision(),
            Self::Outward(refusal) => refusal.provision(),
            Self::Dossier(refusal) => refusal.provision(),
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.en())
    }
}

impl std::error::Error for Refusal {}
