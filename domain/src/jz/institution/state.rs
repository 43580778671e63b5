//! An institution as its events tell it.

use chrono::NaiveDate;

use super::event::InstitutionEvent;
use super::ledger::Ledger;
use super::register::{
    Application, ApplicationKind, Content, DeregistrationReported, Filing, Outcome,
};
use crate::access::Regime;

/// An institution: register and ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Institution {
    /// Unified social credit code.
    pub uscc: String,
    /// The authority that filed it and supervises it (Art. 3), by organisation id; none: one this system does not know.
    pub authority: Option<String>,
    /// Its name as a source writes it, where it was taken over.
    pub authority_name: Option<String>,
    /// The authority above that one.
    pub above: Option<String>,
    /// The regulation under which that authority works.
    pub regime: Regime,
    /// The institution's own organisation, where it has accounts.
    pub organisation: Option<String>,
    /// Applications, in their order.
    pub applications: Vec<Application>,
    /// Filings, in their order.
    pub filings: Vec<Filing>,
    /// A reported end of its work that is not carried out yet (Art. 23).
    pub deregistration: Option<DeregistrationReported>,
    /// Everything that was recorded about its work.
    pub ledger: Ledger,
}

impl Institution {
    /// From the first event; none: it tells of no institution.
    #[must_use]
    pub fn begin(event: &InstitutionEvent) -> Option<Self> {
        let mut begun = match event {
            InstitutionEvent::Applied(applied) => Self {
                uscc: applied.uscc.clone(),
                authority: Some(applied.authority.clone()),
                authority_name: None,
                above: applied.above.clone(),
                regime: applied.regime,
                organisation: applied.organisation.clone(),
                applications: Vec::new(),
                filings: Vec::new(),
                deregistration: None,
                ledger: Ledger::default(),
            },
            InstitutionEvent::TakenOver(taken) => Self {
                uscc: taken.uscc.clone(),
                authority: taken.authority.clone(),
                authority_name: Some(taken.authority_name.clone()),
                above: taken.above.clone(),
                regime: taken.regime,
                organisation: None,
                applications: Vec::new(),
                filings: Vec::new(),
                deregistration: None,
                ledger: Ledger::default(),
            },
            InstitutionEvent::ApplicationWithdrawn(_)
            | InstitutionEvent::ApplicationDecided(_)
            | InstitutionEvent::DeregistrationReported(_)
            | InstitutionEvent::Deregistered(_)
            | InstitutionEvent::Recorded(_)
            | InstitutionEvent::Struck(_) => return None,
        };
        begun.apply(event);
        Some(begun)
    }

    /// From all events; none: they tell of no institution.
    #[must_use]
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a InstitutionEvent>) -> Option<Self> {
        let mut events = events.into_iter();
        let mut institution = Self::begin(events.next()?)?;
        for event in events {
            institution.apply(event);
        }
        Some(institution)
    }

    /// What it is after one more event.
    pub fn apply(&mut self, event: &InstitutionEvent) {
        match event {
            InstitutionEvent::Applied(applied) => {
                if applied.organisation.is_some() {
                    self.organisation.clone_from(&applied.organisation);
                }
                self.applications.push(Application {
                    applied: applied.as_ref().clone(),
                    decided: None,
                    withdrawn: None,
                });
            }
            InstitutionEvent::ApplicationWithdrawn(withdrawn) => {
                if let Some(application) = self.application_mut(withdrawn.number) {
                    application.withdrawn = Some(withdrawn.clone());
                }
            }
            InstitutionEvent::ApplicationDecided(decided) => {
                let Some(application) = self.application_mut(decided.number) else {
                    return;
                };
                application.decided = Some(decided.clone());
                let applied = application.applied.clone();
                if decided.outcome == Outcome::Refused {
                    return;
                }
                match applied.kind {
                    ApplicationKind::Filing => {
                        self.authority = Some(applied.authority);
                        self.above = applied.above;
                        self.regime = applied.regime;
                        self.deregistration = None;
                        self.filings.push(Filing {
                            filed_on: decided.on,
                            number: decided.filing_number.clone(),
                            contents: vec![(decided.on, applied.content)],
                            validity: vec![(decided.on, decided.valid_until)],
                            deregistered_on: None,
                        });
                    }
                    ApplicationKind::Change => {
                        if let Some(filing) = self.filings.last_mut() {
                            filing.contents.push((decided.on, applied.content));
                        }
                    }
                    ApplicationKind::Renewal => {
                        if let Some(filing) = self.filings.last_mut() {
                            filing.contents.push((decided.on, applied.content));
                            filing.validity.push((decided.on, decided.valid_until));
                        }
                    }
                }
            }
            InstitutionEvent::TakenOver(taken) => {
                self.authority.clone_from(&taken.authority);
                self.authority_name = Some(taken.authority_name.clone());
                self.above.clone_from(&taken.above);
                self.regime = taken.regime;
                self.filings.push(Filing {
                    filed_on: taken.filed_on,
                    number: taken.filing_number.clone(),
                    contents: vec![(taken.filed_on, taken.content.clone())],
                    validity: vec![(taken.filed_on, taken.valid_until)],
                    deregistered_on: None,
                });
            }
            InstitutionEvent::DeregistrationReported(reported) => {
                self.deregistration = Some(reported.clone());
            }
            InstitutionEvent::Deregistered(deregistered) => {
                self.deregistration = None;
                if let Some(filing) = self.filings.last_mut() {
                    filing.deregistered_on = Some(deregistered.on);
                }
            }
            InstitutionEvent::Recorded(recorded) => self.ledger.put(recorded.entry.clone()),
            InstitutionEvent::Struck(struck) => self.ledger.strike(struck.kind, &struck.id),
        }
    }

    /// The application of that number.
    #[must_use]
    pub fn application(&self, number: u32) -> Option<&Application> {
        self.applications
            .iter()
            .find(|application| application.applied.number == number)
    }

    fn application_mut(&mut self, number: u32) -> Option<&mut Application> {
        self.applications
            .iter_mut()
            .find(|application| application.applied.number == number)
    }

    /// The filing that counted on a day: the last one made until then.
    #[must_use]
    pub fn filing(&self, as_of: NaiveDate) -> Option<&Filing> {
        self.filings
            .iter()
            .rev()
            .find(|filing| filing.filed_on <= as_of)
    }

    /// How it is described on a day: as filed, else as it last applied.
    #[must_use]
    pub fn described(&self, as_of: NaiveDate) -> Option<&Content> {
        self.filing(as_of)
            .and_then(|filing| filing.content(as_of))
            .or_else(|| {
                let last = self.applications.last();
                last.map(|application| &application.applied.content)
            })
            .or_else(|| {
                let first = self.filings.first();
                first.and_then(|filing| filing.content(as_of))
            })
    }
}
