//! Art. 22(6): a further violation after a warning that was rectified, in both readings of the cross-reference.

use chrono::NaiveDate;

use crate::ground::{Name, Pointer};
use crate::jz::evidence::{
    Frequency, Idle, Occurrences, Part, findings, frequent, late, unqualified_share,
};
use crate::jz::facts::{Breach, SanctionFacts};
use crate::jz::parameters::JzParameters;
use crate::period::OutOfRange;
use crate::truth::Truth;

/// What the other grounds computed already.
pub(super) struct Known<'a> {
    pub papers: Option<&'a Occurrences>,
    pub complaints: Option<&'a Occurrences>,
    /// Art. 21(2), before its justification.
    pub idle: &'a Idle,
}

/// Both readings, and since when a further violation counts.
pub(super) struct Recurrence {
    pub literal: Part,
    pub purposive: Part,
    /// The earliest rectification; `None` where there is none or the warnings are not known.
    pub rectified_on: Option<NaiveDate>,
    /// The warnings rectified on that day.
    pub warnings: Part,
}

pub(super) fn readings(
    facts: &SanctionFacts<'_>,
    as_of: NaiveDate,
    parameters: &JzParameters,
    known: &Known<'_>,
) -> Result<Recurrence, OutOfRange> {
    let Some(warnings) = &facts.warnings else {
        let unknown = Part::unknown(Pointer::fact(Name::Warnings));
        return Ok(Recurrence {
            literal: unknown.clone(),
            purposive: unknown.clone(),
            rectified_on: None,
            warnings: unknown,
        });
    };
    let rectified = |warning: &crate::jz::facts::Warning<'_>| {
        warning
            .rectified_on
            .filter(|day| *day <= as_of && warning.decided_on <= as_of)
    };
    let Some(rectified_on) = warnings.iter().filter_map(rectified).min() else {
        return Ok(Recurrence {
            literal: Part::no(),
            purposive: Part::no(),
            rectified_on: None,
            warnings: Part::no(),
        });
    };
    let mut supporting = Part::no();
    for (index, warning) in (0..).zip(warnings) {
        if rectified(warning) == Some(rectified_on) {
            supporting.add(Truth::True, Pointer::item(Name::Warnings, index));
        }
    }
    let after = Some(rectified_on);
    let literal = findings(facts, as_of, after, |breach| match breach {
        Breach::Art12 | Breach::Art13 => true,
        Breach::Art20(_) | Breach::Art21(_) | Breach::Art22(_) => false,
    });
    let found = findings(facts, as_of, after, |breach| match breach {
        Breach::Art20(_) | Breach::Art21(_) => true,
        Breach::Art12 | Breach::Art13 | Breach::Art22(_) => false,
    });
    let share = unqualified_share(facts, as_of, after, parameters.unqualified_share_percent);
    let papers = frequent(
        known.papers,
        Frequency {
            times: parameters.identical_paper_times,
            months: parameters.identical_paper_months,
        },
        after,
        (Name::Batches, Name::IdenticalPaper),
    )?;
    let complaints = frequent(
        known.complaints,
        Frequency {
            times: parameters.substantiated_complaints_times,
            months: parameters.substantiated_complaints_months,
        },
        after,
        (Name::Complaints, Name::Substantiated),
    )?;
    let reports = late(
        facts.annual_reports.as_ref(),
        Name::AnnualReports,
        as_of,
        after,
    );
    let rectifications = late(
        facts.rectifications.as_ref(),
        Name::Rectifications,
        as_of,
        after,
    );
    let purposive = found
        .or(share)
        .or(papers)
        .or(idle_again(facts, rectified_on, known.idle))
        .or(complaints)
        .or(reports)
        .or(rectifications);
    Ok(Recurrence {
        literal,
        purposive,
        rectified_on: after,
        warnings: supporting,
    })
}

/// Art. 21(2) completed after the rectification: the day after the idle limit is later.
fn idle_again(facts: &SanctionFacts<'_>, rectified_on: NaiveDate, idle: &Idle) -> Part {
    if idle.limit.is_some_and(|limit| limit < rectified_on) {
        return Part::no();
    }
    idle.part.clone().and_not(
        facts.inactivity_justified,
        Pointer::fact(Name::InactivityJustified),
    )
}
