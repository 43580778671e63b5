//! What of a command stands in the record in clear: texts of the staff's own, which must not say who the complainant is
//! (Art. 15), and texts for everybody, which say nothing of what is sealed (Art. 13).

use super::Command;
use crate::gd::case::reveal::Audience;

/// A text of a command that is not sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClearText<'a> {
    /// Its place in the request.
    pub pointer: String,
    /// What it says.
    pub text: &'a str,
    /// Who reads it.
    pub audience: Audience,
}

fn record<'a>(member: &str, text: &'a str) -> ClearText<'a> {
    ClearText {
        pointer: format!("/{member}"),
        text,
        audience: Audience::Record,
    }
}

fn public<'a>(member: &str, text: &'a str) -> ClearText<'a> {
    ClearText {
        audience: Audience::Public,
        ..record(member, text)
    }
}

impl Command {
    /// The texts of the command that are not sealed. Those of a notice and a register are the program's own.
    #[must_use]
    pub fn clear_texts(&self) -> Vec<ClearText<'_>> {
        match self {
            Self::Describe { subject } => vec![record("subject", subject)],
            Self::Evaluate(evaluation) => given(
                "attention_reason",
                evaluation.assessment.attention_reason.as_ref(),
            ),
            Self::Accept { departure, .. }
            | Self::Reject { departure, .. }
            | Self::Join { departure, .. } => given("departure", departure.as_ref()),
            Self::Refer { departure, to, .. } => {
                let mut texts = given("departure", departure.as_ref());
                texts.push(record("reason", &to.reason));
                texts
            }
            Self::ReviewRejection { reason, .. }
            | Self::HandOver { reason, .. }
            | Self::Withdraw { reason, .. } => vec![record("reason", reason)],
            Self::ProposeErasure(command) => vec![record("reason", &command.reason)],
            Self::Conclude {
                measures,
                departure,
                ..
            } => {
                let mut texts = given("departure", departure.as_ref());
                texts.extend(measures.iter().enumerate().map(|(index, measure)| {
                    record(&format!("measures/{index}/text"), &measure.text)
                }));
                texts
            }
            Self::Archive(command) => given("place", command.place.as_ref()),
            Self::HoldAccountable(command) => given("referred_to", command.referred_to.as_ref()),
            Self::ReferComplainant(command) => vec![record("authority", &command.authority)],
            Self::TakeMediaMeasure(command) => vec![public("measure", &command.measure)],
            Self::PublishStatement(command) => {
                let medium = command.medium.as_ref();
                [
                    public("title", &command.title),
                    public("text", &command.text),
                ]
                .into_iter()
                .chain(medium.map(|text| public("medium", text)))
                .collect()
            }
            // What was taken down of the accused party and the event is not the staff's own; all other texts are sealed.
            Self::Correct(_)
            | Self::DeliverNotice { .. }
            | Self::Assign(_)
            | Self::ShareMaterials(_)
            | Self::Answer(_)
            | Self::PromiseReply(_)
            | Self::Report(_)
            | Self::Consolidate(_)
            | Self::Supervise(_)
            | Self::AnswerSupervision(_)
            | Self::Extend(_)
            | Self::ExplainDelay(_)
            | Self::Execute(_)
            | Self::FeedBack(_)
            | Self::ReportUpward(_)
            | Self::Attach(_)
            | Self::Supplement(_)
            | Self::DecideSimilarity(_)
            | Self::ConfirmErasure => Vec::new(),
        }
    }
}

fn given<'a>(member: &str, text: Option<&'a String>) -> Vec<ClearText<'a>> {
    text.map(|text| record(member, text)).into_iter().collect()
}
