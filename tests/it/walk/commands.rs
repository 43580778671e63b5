//! The commands of a case: their names, where they are sent, and from which states they lead on.

use super::model::State;

macro_rules! commands {
    ($($name:ident $word:literal $path:literal;)+) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Command {
            $($name,)+
        }

        /// In the order in which a case tells them.
        pub const COMMANDS: &[Command] = &[$(Command::$name,)+];

        impl Command {
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// Where it is sent; a number stands for `#`.
            pub const fn path(self) -> &'static str {
                match self {
                    $(Self::$name => $path,)+
                }
            }
        }
    };
}

commands! {
    Correct "correct" "corrections";
    Describe "describe" "subject";
    Evaluate "evaluate" "evaluations";
    Accept "accept" "acceptance";
    Reject "reject" "rejection";
    Refer "refer" "referral";
    Join "join" "joining";
    ReviewRejection "review_rejection" "rejection-review";
    HandOver "hand_over" "handovers";
    DeliverNotice "deliver_notice" "notice-deliveries";
    Withdraw "withdraw" "withdrawal";
    Conclude "conclude" "conclusion";
    Assign "assign" "assignments";
    ShareMaterials "share_materials" "material-shares";
    Answer "answer" "guidance-answers";
    PromiseReply "promise_reply" "reply-promises";
    Report "report" "reports";
    Consolidate "consolidate" "consolidated-report";
    Supervise "supervise" "supervision-orders";
    AnswerSupervision "answer_supervision" "supervision-orders/#/answer";
    Extend "extend" "extension";
    ExplainDelay "explain_delay" "delay-explanations";
    Execute "execute" "measures/#/execution";
    FeedBack "feed_back" "feedback";
    Archive "archive" "archive";
    HoldAccountable "hold_accountable" "accountability";
    ReferComplainant "refer_complainant" "complainant-referrals";
    ReportUpward "report_upward" "upward-reports";
    TakeMediaMeasure "take_media_measure" "media-measures";
    PublishStatement "publish_statement" "public-statements";
    Attach "attach" "attachments?purpose=material";
    Supplement "supplement" "supplements";
    DecideSimilarity "decide_similarity" "similarity-decisions";
    ProposeErasure "propose_erasure" "erasure-proposal";
    ConfirmErasure "confirm_erasure" "erasure";
}

impl Command {
    pub const fn method(self) -> &'static str {
        match self {
            Self::Describe => "PUT",
            _ => "POST",
        }
    }

    pub const fn leads_on_from(self, state: State) -> bool {
        match self {
            Self::Correct | Self::Describe | Self::HandOver | Self::Withdraw | Self::Supplement => {
                state.is_open()
            }
            Self::Evaluate | Self::Accept | Self::Reject | Self::Refer | Self::Join => {
                matches!(state, State::Received)
            }
            Self::ReviewRejection => matches!(state, State::Rejected),
            Self::DeliverNotice | Self::Attach | Self::DecideSimilarity => {
                !matches!(state, State::Archived)
            }
            Self::Conclude
            | Self::Answer
            | Self::PromiseReply
            | Self::Extend
            | Self::ExplainDelay => state.is_under_way(),
            Self::Assign => matches!(state, State::Accepted | State::Assigned),
            Self::ShareMaterials => {
                matches!(state, State::Assigned | State::Reported | State::Concluded)
            }
            Self::Report => matches!(state, State::Assigned),
            Self::Consolidate => matches!(state, State::Reported),
            Self::Supervise | Self::AnswerSupervision => {
                state.is_under_way() || matches!(state, State::Concluded | State::FedBack)
            }
            Self::Execute => matches!(state, State::Concluded | State::FedBack),
            Self::FeedBack => matches!(state, State::Concluded),
            Self::Archive => !state.is_open() && !matches!(state, State::Archived),
            Self::HoldAccountable
            | Self::ReferComplainant
            | Self::ReportUpward
            | Self::TakeMediaMeasure
            | Self::PublishStatement => true,
            Self::ProposeErasure | Self::ConfirmErasure => matches!(state, State::Archived),
        }
    }

    /// Whoever is accused settles nothing; to examine the case, add to it and pass it on remains.
    pub const fn settles(self) -> bool {
        !matches!(
            self,
            Self::Correct
                | Self::Describe
                | Self::Evaluate
                | Self::Refer
                | Self::DeliverNotice
                | Self::Attach
                | Self::Supplement
        )
    }
}
