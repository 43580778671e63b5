//! What a row of a file does to an institution.

use chrono::NaiveDate;

use super::{BatchRow, InstitutionRow, RowFault};
use crate::access::Regime;
use crate::jz::institution::decide::ledger::{How, LedgerContext, record};
use crate::jz::institution::decide::ledger_refusal::LedgerRefusal;
use crate::jz::institution::ledger::Fee;
use crate::jz::institution::{Institution, InstitutionEvent, LedgerEntry, TakenOver};
use crate::refused::Refused as _;

/// Id of the fee that comes with a file of institutions.
pub const FEE_ID: &str = "filed";

/// The authority that a row names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// By organisation id; none: one that this system does not know.
    pub id: Option<String>,
    /// The one above it.
    pub above: Option<String>,
    /// The regulation under which it works.
    pub regime: Regime,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// It was there already, word for word.
    Unchanged,
    /// It is new.
    Created(Vec<InstitutionEvent>),
    /// It takes the place of what was there.
    Updated(Vec<InstitutionEvent>),
}

impl Effect {
    /// What happens to the institution.
    #[must_use]
    pub fn events(&self) -> &[InstitutionEvent] {
        match self {
            Self::Unchanged => &[],
            Self::Created(events) | Self::Updated(events) => events,
        }
    }
}

/// A filing is taken over, with its published fee. `institution`: what is on record under its credit code.
///
/// # Errors
/// What forbids it.
pub fn take_over(
    institution: Option<&Institution>,
    row: &InstitutionRow,
    authority: &Authority,
    context: &LedgerContext,
) -> Result<Effect, RowFault> {
    let taken = InstitutionEvent::TakenOver(Box::new(TakenOver {
        uscc: row.uscc.clone(),
        content: row.content.clone(),
        filed_on: row.filed_on,
        valid_until: row.valid_until,
        filing_number: row.filing_number.clone(),
        authority_name: row.authority_name.clone(),
        authority: authority.id.clone(),
        above: authority.above.clone(),
        regime: authority.regime,
        on: context.today,
        by: context.by.clone(),
    }));
    let mut events = Vec::new();
    let mut state = match institution {
        None => {
            let state = Institution::begin(&taken);
            events.push(taken);
            state
        }
        Some(known) => {
            let mut state = known.clone();
            if !is_taken(known, row) {
                may_replace(known, row, authority, context.today)?;
                state.apply(&taken);
                events.push(taken);
            }
            Some(state)
        }
    };
    if let (Some(state), Some(yuan)) = (&mut state, row.fee_yuan) {
        let known = state.ledger.fees.get(FEE_ID);
        // A fee that was published anew since is not undone by the file that came before it.
        let to = known.and_then(|known| known.to);
        let fee = LedgerEntry::Fee(Fee {
            id: FEE_ID.to_owned(),
            occupation: None,
            level: None,
            yuan,
            basis: None,
            from: row.filed_on,
            to,
        });
        let recorded = record(state, fee, &How::Import, context);
        events.extend(recorded.map_err(|refusal| {
            let value = Some(yuan.to_string());
            fault(row.row, "fee_yuan", value, &refusal)
        })?);
    }
    Ok(match (institution, events.is_empty()) {
        (_, true) => Effect::Unchanged,
        (None, false) => Effect::Created(events),
        (Some(_), false) => Effect::Updated(events),
    })
}

/// Whether the filing stands so already.
fn is_taken(known: &Institution, row: &InstitutionRow) -> bool {
    let filing = known.filing(NaiveDate::MAX);
    filing.is_some_and(|filing| {
        filing.filed_on == row.filed_on
            && filing.number == row.filing_number
            && filing.contents.first().map(|(_, content)| content) == Some(&row.content)
            && filing.validity.first().map(|(_, until)| *until) == Some(row.valid_until)
    })
}

/// That a row may take the place of what is on record, or follow it: filings of one institution do not overlap, and one that
/// was decided here is changed by application alone.
fn may_replace(
    known: &Institution,
    row: &InstitutionRow,
    authority: &Authority,
    today: NaiveDate,
) -> Result<(), RowFault> {
    let refuse = |column, code, zh: &str, en: &str| {
        Err(RowFault {
            row: row.row,
            column,
            value: None,
            code,
            zh: zh.to_owned(),
            en: en.to_owned(),
        })
    };
    if !known.applications.is_empty() {
        let (zh, en) = (
            "该机构在本系统申请备案，须通过变更、续期办理",
            "its filing is kept by application here, not by files",
        );
        return refuse("uscc", "filed_here", zh, en);
    }
    if known.authority != authority.id {
        let (zh, en) = ("与已登记的备案机关不一致", "another authority filed it");
        return refuse("filing_authority", "another_authority", zh, en);
    }
    let barred = |day| known.standing(day).barred_until;
    if let Some(until) = barred(row.filed_on).or_else(|| barred(today)) {
        let zh = format!("该机构在市场禁入期内，至 {until}（第二十二条）");
        let en = format!("the institution is barred from filing until {until} (Art. 22)");
        return refuse("filed_on", "barred", &zh, &en);
    }
    let Some(filing) = known.filing(NaiveDate::MAX) else {
        return Ok(());
    };
    if filing.filed_on == row.filed_on {
        if filing.deregistered_on.is_some() {
            let (zh, en) = ("该备案已注销", "that filing was deregistered");
            return refuse("filed_on", "deregistered", zh, en);
        }
        return Ok(());
    }
    let ended = filing.deregistered_on.or_else(|| {
        let last = filing.valid_until(NaiveDate::MAX)?;
        last.succ_opt()
    });
    if row.filed_on > filing.filed_on && ended.is_some_and(|ended| ended <= row.filed_on) {
        return Ok(());
    }
    let (zh, en) = (
        "与已登记的备案期间重叠",
        "it overlaps with the filing on record",
    );
    refuse("filed_on", "overlapping_filing", zh, en)
}

/// A batch is taken in.
///
/// # Errors
/// What forbids it.
pub fn take_batch(
    institution: &Institution,
    row: &BatchRow,
    context: &LedgerContext,
) -> Result<Effect, RowFault> {
    let known = institution.ledger.batches.contains_key(&row.batch.id);
    let entry = LedgerEntry::Batch(row.batch.clone());
    match record(institution, entry, &How::Import, context) {
        Ok(events) if events.is_empty() => Ok(Effect::Unchanged),
        Ok(events) if known => Ok(Effect::Updated(events)),
        Ok(events) => Ok(Effect::Created(events)),
        Err(refusal) => {
            let (column, value) = match refusal.member() {
                Some("occupation") => ("occupation", Some(row.batch.occupation.clone())),
                Some("level") => ("level", Some(row.batch.level.to_string())),
                Some("division") => ("division", row.batch.division.clone()),
                Some("held_on") => ("held_on", Some(row.batch.held_on.to_string())),
                Some("unqualified_candidates") => (
                    "unqualified_candidates",
                    row.batch.unqualified_candidates.map(|n| n.to_string()),
                ),
                Some("passed") => ("passed", row.batch.passed.map(|n| n.to_string())),
                Some(_) | None => ("batch_id", None),
            };
            Err(fault(row.row, column, value, &refusal))
        }
    }
}

fn fault(
    row: usize,
    column: &'static str,
    value: Option<String>,
    refusal: &LedgerRefusal,
) -> RowFault {
    RowFault {
        row,
        column,
        value,
        code: refusal.code(),
        zh: refusal.zh(),
        en: refusal.en(),
    }
}
