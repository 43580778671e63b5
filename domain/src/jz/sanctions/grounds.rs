//! The 22 grounds of Art. 20-22, in the order of the text: a finding, or what the ledger shows by itself.

use chrono::NaiveDate;

use super::reasons as why;
use super::recurrence::{Known, readings};
use crate::ground::{
    Argument, Computed, Explained, Ground, Name, Pointer, PointerTable, Reason, Stretch,
};
use crate::jz::art20_interview as art20;
use crate::jz::art21_warning as art21;
use crate::jz::art22_market_ban as art22;
use crate::jz::evidence::{
    Frequency, Part, counts, findings, frequent, identical_papers, idle, late, reaches_share,
    substantiated, unqualified_share,
};
use crate::jz::facts::{Breach, SanctionFacts};
use crate::jz::parameters::{JzParameters, Reading};
use crate::period::OutOfRange;
use crate::provision::Provision;
use crate::truth::Truth;

/// Reasons for met, not met, undetermined.
type Reasons = [Explained; 3];

struct Run<'a> {
    facts: &'a SanctionFacts<'a>,
    as_of: NaiveDate,
    table: &'a mut PointerTable,
    /// No finding counts on the day: every finding is false without a look at the list.
    no_findings: bool,
}

pub(super) fn all(
    facts: &SanctionFacts<'_>,
    as_of: NaiveDate,
    parameters: &JzParameters,
    table: &mut PointerTable,
) -> Result<[Ground; 22], OutOfRange> {
    let papers = identical_papers(facts, as_of);
    let complaints = substantiated(facts, as_of);
    let often = Frequency {
        times: parameters.identical_paper_times,
        months: parameters.identical_paper_months,
    };
    let repeatedly = Frequency {
        times: parameters.substantiated_complaints_times,
        months: parameters.substantiated_complaints_months,
    };
    let warned_idle = idle(facts, as_of, parameters.inactivity_years, true)?;
    let banned_idle = idle(facts, as_of, parameters.ban_inactivity_years, false)?;
    let share = unqualified_share(facts, as_of, None, parameters.unqualified_share_percent);
    let identical = frequent(
        papers.as_ref(),
        often,
        None,
        (Name::Batches, Name::IdenticalPaper),
    )?;
    let complained = frequent(
        complaints.as_ref(),
        repeatedly,
        None,
        (Name::Complaints, Name::Substantiated),
    )?;
    let unjustified = warned_idle.part.clone().and_not(
        facts.inactivity_justified,
        Pointer::fact(Name::InactivityJustified),
    );
    let reports = late(
        facts.annual_reports.as_ref(),
        Name::AnnualReports,
        as_of,
        None,
    );
    let rectifications = late(
        facts.rectifications.as_ref(),
        Name::Rectifications,
        as_of,
        None,
    );
    let mut run = Run {
        facts,
        as_of,
        table,
        no_findings: facts
            .violations
            .as_ref()
            .is_some_and(|list| !list.iter().any(|v| counts(v, as_of))),
    };
    let share_ground = {
        let (worst, reasons) = share_reasons(facts, as_of, parameters, share.truth);
        let mut ground = run.computed(&art20::ART20_1, Breach::Art20(1), share, reasons);
        ground.computed = worst;
        ground
    };
    Ok([
        share_ground,
        run.found(&art20::ART20_2, Breach::Art20(2)),
        run.found(&art20::ART20_3, Breach::Art20(3)),
        run.computed(
            &art20::ART20_4,
            Breach::Art20(4),
            identical,
            often_reasons(often, [&why::PAPERS, &why::NO_PAPERS, &why::PAPERS_UNKNOWN]),
        ),
        run.found(&art20::ART20_5, Breach::Art20(5)),
        run.found(&art20::ART20_6, Breach::Art20(6)),
        run.found(&art20::ART20_7, Breach::Art20(7)),
        run.found(&art20::ART20_8, Breach::Art20(8)),
        run.found(&art21::ART21_1, Breach::Art21(1)),
        run.idle(
            &art21::ART21_2,
            Breach::Art21(2),
            unjustified,
            warned_idle.limit,
            [&why::IDLE, &why::IDLE_UNKNOWN],
        ),
        run.computed(
            &art21::ART21_3,
            Breach::Art21(3),
            complained,
            often_reasons(
                repeatedly,
                [
                    &why::COMPLAINTS,
                    &why::NO_COMPLAINTS,
                    &why::COMPLAINTS_UNKNOWN,
                ],
            ),
        ),
        run.computed(
            &art21::ART21_4,
            Breach::Art21(4),
            reports,
            plain([
                &why::REPORT_LATE,
                &why::REPORTS_IN_TIME,
                &why::REPORTS_UNKNOWN,
            ]),
        ),
        run.found(&art21::ART21_5, Breach::Art21(5)),
        run.found(&art21::ART21_6, Breach::Art21(6)),
        run.computed(
            &art21::ART21_7,
            Breach::Art21(7),
            rectifications,
            plain([
                &why::RECTIFICATION_LATE,
                &why::RECTIFICATIONS_IN_TIME,
                &why::RECTIFICATIONS_UNKNOWN,
            ]),
        ),
        run.found(&art21::ART21_8, Breach::Art21(8)),
        run.found(&art22::ART22_1, Breach::Art22(1)),
        run.found(&art22::ART22_2, Breach::Art22(2)),
        run.found(&art22::ART22_3, Breach::Art22(3)),
        run.found(&art22::ART22_4, Breach::Art22(4)),
        run.idle(
            &art22::ART22_5,
            Breach::Art22(5),
            banned_idle.part,
            banned_idle.limit,
            [&why::BAN_IDLE, &why::BAN_IDLE_UNKNOWN],
        ),
        run.again(
            parameters,
            &Known {
                papers: papers.as_ref(),
                complaints: complaints.as_ref(),
                idle: &warned_idle,
            },
        )?,
    ])
}

impl Run<'_> {
    fn finding(&self, breach: Breach) -> Part {
        if self.no_findings {
            return Part::no();
        }
        findings(self.facts, self.as_of, None, |b| b == breach)
    }

    /// A ground that only a finding can meet.
    fn found(&mut self, provision: &'static Provision, breach: Breach) -> Ground {
        let part = self.finding(breach);
        let reason = finding_reason(part.truth);
        self.ground(provision, &part, reason.into())
    }

    /// A ground that a finding or the ledger can meet.
    fn computed(
        &mut self,
        provision: &'static Provision,
        breach: Breach,
        computed: Part,
        [met, not_met, undetermined]: Reasons,
    ) -> Ground {
        let finding = self.finding(breach);
        let by_ledger = computed.truth;
        let part = finding.or(computed);
        let explained = match (part.truth, by_ledger) {
            (Truth::True, Truth::True) => met,
            (Truth::False, _) => not_met,
            (Truth::Unknown, Truth::Unknown) => undetermined,
            (Truth::True | Truth::Unknown, _) => finding_reason(part.truth).into(),
        };
        self.ground(provision, &part, explained)
    }

    fn idle(
        &mut self,
        provision: &'static Provision,
        breach: Breach,
        part: Part,
        limit: Option<NaiveDate>,
        [met, undetermined]: [&'static Reason; 2],
    ) -> Ground {
        let as_of = Some(Argument::Date(self.as_of));
        let last = limit.map(Argument::Date);
        let filed_later = self.facts.filed_on.is_some_and(|day| day > self.as_of);
        let not_met = match limit {
            Some(limit) if self.as_of <= limit => {
                Explained::with(&why::NOT_IDLE, [last, None, None])
            }
            Some(_) | None if !filed_later => (&why::JUSTIFIED).into(),
            Some(_) | None => (&why::NOT_FILED).into(),
        };
        let mut ground = self.computed(
            provision,
            breach,
            part,
            [
                Explained::with(met, [as_of, last, None]),
                not_met,
                undetermined.into(),
            ],
        );
        ground.computed = limit.map_or(Computed::Nothing, Computed::IdleLimit);
        ground
    }

    /// Art. 22(6).
    fn again(
        &mut self,
        parameters: &JzParameters,
        known: &Known<'_>,
    ) -> Result<Ground, OutOfRange> {
        let finding = self.finding(Breach::Art22(6));
        let found = finding.truth;
        let both = readings(self.facts, self.as_of, parameters, known)?;
        let literal = both.literal.truth;
        let purposive = both.purposive.truth;
        let rests_on = match parameters.art22_6_reading {
            Reading::Literal => literal,
            Reading::Purposive => literal.or(purposive),
        };
        let decided = found.or(rests_on);
        let contested = !decided.is_true() && purposive.is_true();
        // Under the literal reading an unknown or met purposive one leaves the ground open.
        let truth = if decided.is_false() && !purposive.is_false() {
            Truth::Unknown
        } else {
            decided
        };

        let mark = self.table.mark();
        if contested {
            self.push(&both.purposive, Truth::True);
            self.push(&both.warnings, Truth::True);
        }
        let purposive_evidence = self.table.sorted_since(mark);
        let mark = self.table.mark();
        self.push(&finding, truth);
        self.push(&both.literal, truth);
        if truth.is_unknown() || parameters.art22_6_reading == Reading::Purposive {
            self.push(&both.purposive, truth);
        }
        if truth.is_true() && rests_on.is_true() {
            self.push(&both.warnings, truth);
        }
        let stretch = self.table.sorted_since(mark);

        let since = [both.rectified_on.map(Argument::Date), None, None];
        let explained = if truth.is_true() && literal.is_true() {
            Explained::with(&why::AGAIN, since)
        } else if truth.is_true() && found.is_true() {
            (&why::FINDING).into()
        } else if truth.is_true() {
            Explained::with(&why::AGAIN_PURPOSIVE, since)
        } else if contested {
            Explained::with(&why::CONTESTED, since)
        } else if truth.is_unknown() {
            (&why::AGAIN_UNKNOWN).into()
        } else if both.rectified_on.is_some() {
            Explained::with(&why::NOT_AGAIN, since)
        } else {
            (&why::NO_RECTIFIED_WARNING).into()
        };
        Ok(Ground {
            computed: Computed::Readings {
                literal: literal.into(),
                purposive: purposive.into(),
                purposive_evidence,
            },
            contested,
            ..Ground::of(&art22::ART22_6, truth, explained, stretch)
        })
    }

    /// Appends a part's pointers where the part is what the ground turned out to be.
    fn push(&mut self, part: &Part, truth: Truth) {
        if part.truth == truth && !truth.is_false() {
            for pointer in &part.pointers {
                self.table.push(*pointer);
            }
        }
    }

    fn ground(
        &mut self,
        provision: &'static Provision,
        part: &Part,
        explained: Explained,
    ) -> Ground {
        if part.truth.is_false() {
            return Ground::of(provision, Truth::False, explained, Stretch::default());
        }
        let mark = self.table.mark();
        self.push(part, part.truth);
        let stretch = self.table.sorted_since(mark);
        Ground::of(provision, part.truth, explained, stretch)
    }
}

fn finding_reason(truth: Truth) -> &'static Reason {
    match truth {
        Truth::True => &why::FINDING,
        Truth::False => &why::NO_FINDING,
        Truth::Unknown => &why::FINDING_UNKNOWN,
    }
}

fn plain(reasons: [&'static Reason; 3]) -> Reasons {
    reasons.map(Explained::plain)
}

fn often_reasons(frequency: Frequency, reasons: [&'static Reason; 3]) -> Reasons {
    let number = |n: u32| Some(Argument::Number(n.into()));
    reasons.map(|reason| {
        Explained::with(
            reason,
            [number(frequency.times), number(frequency.months), None],
        )
    })
}

/// The worst batch, and the reasons of Art. 20(1) with its numbers.
fn share_reasons(
    facts: &SanctionFacts<'_>,
    as_of: NaiveDate,
    parameters: &JzParameters,
    truth: Truth,
) -> (Computed, Reasons) {
    let percent = parameters.unqualified_share_percent;
    let number = |n: u32| Some(Argument::Number(n.into()));
    let mut worst: Option<(u32, u32)> = None;
    if truth.is_true() {
        let counted =
            facts.batches.iter().flatten().filter(|b| {
                !b.sanctioned && b.held_on <= as_of && reaches_share(b, percent).is_true()
            });
        for batch in counted {
            if let (Some(candidates), Some(unqualified)) =
                (batch.candidates, batch.unqualified_candidates)
                && worst.is_none_or(|(u, c)| {
                    u64::from(unqualified) * u64::from(c) > u64::from(u) * u64::from(candidates)
                })
            {
                worst = Some((unqualified, candidates));
            }
        }
    }
    let met = Explained::with(
        &why::SHARE,
        [
            number(percent),
            worst.and_then(|(u, _)| number(u)),
            worst.and_then(|(_, c)| number(c)),
        ],
    );
    let computed = worst.map_or(Computed::Nothing, |(unqualified, candidates)| {
        Computed::WorstShare {
            unqualified,
            candidates,
        }
    });
    (
        computed,
        [
            met,
            Explained::with(&why::NO_SHARE, [number(percent), None, None]),
            (&why::SHARE_UNKNOWN).into(),
        ],
    )
}
