//! Since when a case draws attention: reported upward (Art. 4(2), 15), answered in public (Art. 13). What an officer
//! assessed goes before what was taken down.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::state::CaseState;
use crate::gd::art04_upward_report::draws_attention;
use crate::gd::art13_media::is_exposed;
use crate::truth::Truth;

/// Since when a case is what Art. 4(2), 13 and 15 speak of: the day it came in, or the day of the correction or
/// assessment that made it so. None: it is not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attention {
    /// Of considerable impact, urgent, or exposed by media.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notable_since: Option<NaiveDate>,
    /// Exposed by media.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exposed_since: Option<NaiveDate>,
}

impl Attention {
    /// Whether it draws none.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl CaseState {
    /// What of attention the record and the latest assessment show on a day. What was so before keeps its day.
    pub(in crate::gd::case) fn noticed(&mut self, on: NaiveDate) {
        let record = &self.record;
        let assessment = self
            .evaluation
            .as_ref()
            .map(|evaluated| &evaluated.evaluation.assessment);
        let known = |assessed: Option<Truth>, recorded: Truth| match assessed {
            Some(assessed) if !assessed.is_unknown() => assessed,
            Some(_) | None => recorded,
        };
        let exposed = is_exposed(
            known(assessment.map(|a| a.media_exposed), record.media_exposed),
            Some(record.channel),
        );
        let notable = draws_attention(
            known(assessment.map(|a| a.high_impact), record.high_impact),
            known(assessment.map(|a| a.urgent), record.urgent),
            exposed,
        );
        let since = |is: bool, before: Option<NaiveDate>| is.then(|| before.unwrap_or(on));
        self.attention = Attention {
            notable_since: since(notable, self.attention.notable_since),
            exposed_since: since(exposed, self.attention.exposed_since),
        };
    }
}
