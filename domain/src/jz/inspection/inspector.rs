//! 检查人员名录: who inspects, and whom they must not inspect (回避).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{InspectionRefusal, Keeper};

/// What is known of an inspector.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// Name; published with what is drawn.
    pub name: String,
    /// Department; published with it.
    pub department: String,
    /// Number of the certificate (质量督导员证), where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// The client they work with, where they have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    /// Whether they are on the roster.
    pub active: bool,
}

/// Put on the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InspectorRegistered {
    /// Whose roster.
    pub keeper: Keeper,
    /// Who.
    pub details: Details,
    /// The day.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
}

/// Something about an inspector changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InspectorChanged {
    /// As it is now.
    pub details: Details,
    /// The day.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
}

/// A conflict of interest was declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConflictDeclared {
    /// Its number, from 1.
    pub number: u32,
    /// Credit code of the institution, filed or not.
    pub uscc: String,
    /// Why; not published.
    pub reason: String,
    /// The day.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
}

/// A declaration was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConflictWithdrawn {
    /// Which.
    pub number: u32,
    /// Why.
    pub reason: String,
    /// The day.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
}

/// What happens to an inspector's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum InspectorEvent {
    /// Put on the roster.
    Registered(InspectorRegistered),
    /// Changed.
    Changed(InspectorChanged),
    /// A conflict was declared.
    ConflictDeclared(ConflictDeclared),
    /// A declaration was withdrawn.
    ConflictWithdrawn(ConflictWithdrawn),
}

impl InspectorEvent {
    /// Its name in the ledger.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Registered(_) => "inspector_registered",
            Self::Changed(_) => "inspector_changed",
            Self::ConflictDeclared(_) => "conflict_declared",
            Self::ConflictWithdrawn(_) => "conflict_withdrawn",
        }
    }
}

/// A declaration as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredConflict {
    /// As it was declared.
    pub declared: ConflictDeclared,
    /// How it was withdrawn.
    pub withdrawn: Option<ConflictWithdrawn>,
}

/// An inspector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspector {
    /// Whose roster.
    pub keeper: Keeper,
    /// As they are now.
    pub details: Details,
    /// Everything that was declared.
    pub conflicts: Vec<DeclaredConflict>,
}

impl Inspector {
    /// From the first event.
    #[must_use]
    pub fn begin(event: &InspectorEvent) -> Option<Self> {
        match event {
            InspectorEvent::Registered(registered) => Some(Self {
                keeper: registered.keeper.clone(),
                details: registered.details.clone(),
                conflicts: Vec::new(),
            }),
            InspectorEvent::Changed(_)
            | InspectorEvent::ConflictDeclared(_)
            | InspectorEvent::ConflictWithdrawn(_) => None,
        }
    }

    /// After one more event.
    pub fn apply(&mut self, event: &InspectorEvent) {
        match event {
            InspectorEvent::Registered(_) => {}
            InspectorEvent::Changed(changed) => self.details.clone_from(&changed.details),
            InspectorEvent::ConflictDeclared(declared) => self.conflicts.push(DeclaredConflict {
                declared: declared.clone(),
                withdrawn: None,
            }),
            InspectorEvent::ConflictWithdrawn(withdrawn) => {
                let mut all = self.conflicts.iter_mut();
                if let Some(one) = all.find(|one| one.declared.number == withdrawn.number) {
                    one.withdrawn = Some(withdrawn.clone());
                }
            }
        }
    }

    /// Credit codes of the institutions they must not inspect now.
    pub fn in_conflict(&self) -> impl Iterator<Item = &str> {
        let standing = self.conflicts.iter().filter(|one| one.withdrawn.is_none());
        standing.map(|one| one.declared.uscc.as_str())
    }

    /// Whether they must not inspect an institution.
    #[must_use]
    pub fn conflicts_with(&self, uscc: &str) -> bool {
        self.in_conflict().any(|code| code == uscc)
    }

    /// Changes what is known of them.
    ///
    /// # Errors
    /// Where nothing would change.
    pub fn change(
        &self,
        details: Details,
        on: NaiveDate,
        by: &str,
    ) -> Result<InspectorEvent, InspectionRefusal> {
        if details == self.details {
            return Err(InspectionRefusal::NothingChanged);
        }
        Ok(InspectorEvent::Changed(InspectorChanged {
            details,
            on,
            by: by.to_owned(),
        }))
    }

    /// Declares a conflict of interest.
    ///
    /// # Errors
    /// Where it is declared already.
    pub fn declare(
        &self,
        uscc: String,
        reason: String,
        on: NaiveDate,
        by: &str,
    ) -> Result<InspectorEvent, InspectionRefusal> {
        if self.conflicts_with(&uscc) {
            return Err(InspectionRefusal::ConflictDeclaredAlready);
        }
        let number = u32::try_from(self.conflicts.len()).unwrap_or(u32::MAX);
        Ok(InspectorEvent::ConflictDeclared(ConflictDeclared {
            number: number.saturating_add(1),
            uscc,
            reason,
            on,
            by: by.to_owned(),
        }))
    }

    /// Withdraws a declaration.
    ///
    /// # Errors
    /// Where there is no such one in force.
    pub fn withdraw(
        &self,
        number: u32,
        reason: String,
        on: NaiveDate,
        by: &str,
    ) -> Result<InspectorEvent, InspectionRefusal> {
        let mut all = self.conflicts.iter();
        let stands =
            |one: &&DeclaredConflict| one.declared.number == number && one.withdrawn.is_none();
        if all.find(stands).is_none() {
            return Err(InspectionRefusal::NoSuchConflict);
        }
        Ok(InspectorEvent::ConflictWithdrawn(ConflictWithdrawn {
            number,
            reason,
            on,
            by: by.to_owned(),
        }))
    }
}
