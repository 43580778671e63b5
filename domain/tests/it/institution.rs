//! The register of institutions: both sides of every threshold, and histories that stay what they were (jz Art. 2, 3, 22, 23).

mod ending;
mod filing;
mod history;
mod taking_over;

use chrono::NaiveDate;
use domain::access::{Principal, Regime, Role};
use domain::division::DivisionCode;
use domain::jz::institution::decide::register::{
    Asked, Authority, FilingPolicy, RegisterContext, RegisterRefusal, Ruling, apply, decide,
};
use domain::jz::institution::ledger::Ban;
use domain::jz::institution::{
    ApplicationKind, Content, Institution, InstitutionEvent, InstitutionKind, LedgerEntry,
    Occupation, Outcome, Recorded,
};
use domain::refused::Refused as _;

use crate::support::date;

const CITY: &str = "jz-421000";
const USCC: &str = "52421002MJXHQ9PY9C";

const POLICY: FilingPolicy = FilingPolicy {
    years: 3,
    renewal_months: 3,
};

fn somebody(role: Role, organisation: &str) -> Principal {
    Principal {
        client_id: format!("{role}-{organisation}"),
        organisation_id: organisation.to_owned(),
        center_id: organisation.to_owned(),
        role,
        regime: Regime::Jz,
    }
}

fn authority(id: &str, division: &str) -> Authority {
    Authority {
        id: id.to_owned(),
        above: None,
        regime: Regime::Jz,
        division: DivisionCode::parse(division),
    }
}

fn content() -> Content {
    Content {
        name: "荆州市荆岫职业培训学校".to_owned(),
        kind: InstitutionKind::SocialTraining,
        principal: "宋启文".to_owned(),
        division: "421002".to_owned(),
        places: vec!["荆州市沙市区锦渚路18号".to_owned()],
        occupations: vec![Occupation {
            code: "6-31-01-03".to_owned(),
            name: "电工".to_owned(),
            levels: vec![3, 4, 5],
        }],
    }
}

fn asked(kind: ApplicationKind, on: &str) -> Asked {
    Asked {
        kind,
        uscc: USCC.to_owned(),
        content: content(),
        valid_until: None,
        on: date(on),
        organisation: None,
    }
}

/// The register as an officer of the city works with it.
struct Desk {
    institution: Option<Institution>,
    officer: Principal,
    authority: Authority,
    today: NaiveDate,
}

impl Desk {
    fn on(today: &str) -> Self {
        Self {
            institution: None,
            officer: somebody(Role::Regulator, CITY),
            authority: authority(CITY, "421000"),
            today: date(today),
        }
    }

    /// With an institution filed on that day.
    fn filed(on: &str) -> Self {
        let mut desk = Self::on(on);
        desk.apply(asked(ApplicationKind::Filing, on)).unwrap();
        desk.grant(on).unwrap();
        desk
    }

    fn today(mut self, today: &str) -> Self {
        self.today = date(today);
        self
    }

    fn context(&self) -> RegisterContext<'_> {
        RegisterContext {
            today: self.today,
            actor: &self.officer,
            authority: &self.authority,
            policy: POLICY,
        }
    }

    fn state(&self) -> &Institution {
        self.institution.as_ref().unwrap()
    }

    fn take(&mut self, event: &InstitutionEvent) {
        match &mut self.institution {
            Some(institution) => institution.apply(event),
            None => self.institution = Institution::begin(event),
        }
    }

    fn apply(&mut self, asked: Asked) -> Result<InstitutionEvent, &'static str> {
        let event = apply(self.institution.as_ref(), asked, &self.context())
            .map_err(|refusal| refusal.code())?;
        self.take(&event);
        Ok(event)
    }

    fn rule(&mut self, ruling: &Ruling) -> Result<InstitutionEvent, RegisterRefusal> {
        let institution = self.state();
        let application = institution.applications.last().unwrap();
        let decided = decide(institution, application, ruling, &self.context())?;
        let event = InstitutionEvent::ApplicationDecided(decided);
        self.take(&event);
        Ok(event)
    }

    fn grant(&mut self, on: &str) -> Result<InstitutionEvent, &'static str> {
        let ruling = Ruling {
            outcome: Outcome::Granted,
            reason: None,
            on: date(on),
            valid_until: None,
        };
        self.rule(&ruling).map_err(|refusal| refusal.code())
    }

    fn ban(&mut self, from: &str, barred_until: &str) {
        let entry = LedgerEntry::Ban(Ban {
            id: format!("ban-{from}"),
            decided_on: date(from),
            from: date(from),
            barred_until: date(barred_until),
            lifted_on: None,
            proceeding: None,
        });
        self.record(entry, from);
    }

    fn record(&mut self, entry: LedgerEntry, on: &str) {
        let event = InstitutionEvent::Recorded(Box::new(Recorded {
            entry,
            on: date(on),
            reason: None,
            by: "system".to_owned(),
        }));
        self.take(&event);
    }
}
