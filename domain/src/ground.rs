//! What an engine answers of one condition or ground: status, reason, evidence, what is missing.

use std::cmp::Ordering;

use chrono::NaiveDate;
use smallvec::SmallVec;

use crate::provision::Provision;
use crate::truth::Truth;

/// Whether the facts fulfil a condition or a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Status {
    /// Fulfilled.
    Met,
    /// Not fulfilled.
    NotMet,
    /// Not to be said until a missing fact is known.
    #[default]
    Undetermined,
}

impl Status {
    /// The word used in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::Undetermined => "undetermined",
        }
    }
}

impl From<Truth> for Status {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::True => Self::Met,
            Truth::False => Self::NotMet,
            Truth::Unknown => Self::Undetermined,
        }
    }
}

macro_rules! names {
    ($($(#[$doc:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        /// The name of a fact, in alphabetical order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Name {
            $(
                #[doc = concat!("`", $text, "`")]
                $variant,
            )+
        }

        impl Name {
            /// Every name, in alphabetical order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name as a request spells it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }
    };
}

names! {
    AcceptedOn = "accepted_on",
    AccusedIdentified = "accused_identified",
    Activity = "activity",
    ActivitySuspensions = "activity/suspensions",
    AnnualReports = "annual_reports",
    AnsweredOnTheSpot = "answered_on_the_spot",
    Batches = "batches",
    Candidates = "candidates",
    Channel = "channel",
    ComplainantNameGiven = "complainant_name_given",
    Complaints = "complaints",
    CompletedOn = "completed_on",
    ConcludedOn = "concluded_on",
    ContactGiven = "contact_given",
    Date = "date",
    DecidedOn = "decided_on",
    DueOn = "due_on",
    Event = "event",
    FactsGiven = "facts_given",
    FiledOn = "filed_on",
    From = "from",
    HasFactualBasis = "has_factual_basis",
    HeldOn = "held_on",
    HighImpact = "high_impact",
    Id = "id",
    IdenticalPaper = "identical_paper",
    InactivityJustified = "inactivity_justified",
    LastOn = "last_on",
    MediaExposed = "media_exposed",
    NormalProcedureFollowed = "normal_procedure_followed",
    OccurredOn = "occurred_on",
    Ongoing = "ongoing",
    Precision = "precision",
    PriorComplaints = "prior_complaints",
    Provision = "provision",
    RaisesNewFacts = "raises_new_facts",
    ReasonsGiven = "reasons_given",
    ReceivedOn = "received_on",
    Rectifications = "rectifications",
    RectifiedOn = "rectified_on",
    RequestGiven = "request_given",
    RoutineBusiness = "routine_business",
    SameComplainant = "same_complainant",
    SameMatter = "same_matter",
    Sanctioned = "sanctioned",
    SanctionedOn = "sanctioned_on",
    Status = "status",
    SubmittedOn = "submitted_on",
    Substantiated = "substantiated",
    To = "to",
    UnqualifiedCandidates = "unqualified_candidates",
    Urgent = "urgent",
    Verified = "verified",
    ViolationSpecified = "violation_specified",
    Violations = "violations",
    Warnings = "warnings",
    WithinFunction = "within_function",
    WithinJurisdiction = "within_jurisdiction",
}

/// A place in the facts of a request; rendered as the JSON pointer `/facts/…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pointer {
    /// The fact, or the list.
    pub name: Name,
    /// The item of the list.
    pub index: Option<u32>,
    /// The member of the item, or of the fact where that is an object.
    pub member: Option<Name>,
}

impl Pointer {
    /// A fact as a whole, or a list as a whole.
    #[must_use]
    pub const fn fact(name: Name) -> Self {
        Self {
            name,
            index: None,
            member: None,
        }
    }

    /// A member of an object fact: `/facts/event/date`.
    #[must_use]
    pub const fn member(name: Name, member: Name) -> Self {
        Self {
            name,
            index: None,
            member: Some(member),
        }
    }

    /// An item of a list: `/facts/batches/0`.
    #[must_use]
    pub const fn item(name: Name, index: u32) -> Self {
        Self {
            name,
            index: Some(index),
            member: None,
        }
    }

    /// A member of an item: `/facts/batches/0/candidates`.
    #[must_use]
    pub const fn item_member(name: Name, index: u32, member: Name) -> Self {
        Self {
            name,
            index: Some(index),
            member: Some(member),
        }
    }
}

impl std::fmt::Display for Pointer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "/facts/{}", self.name.as_str())?;
        if let Some(index) = self.index {
            write!(f, "/{index}")?;
        }
        if let Some(member) = self.member {
            write!(f, "/{}", member.as_str())?;
        }
        Ok(())
    }
}

impl PartialOrd for Pointer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The order of the pointers as texts, so that a sorted list reads sorted.
impl Ord for Pointer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name
            .cmp(&other.name)
            .then_with(|| match (self.index, other.index) {
                (Some(a), Some(b)) if a == b => Ordering::Equal,
                (Some(a), Some(b)) => decimal_order(a, b),
                (a, b) => a.cmp(&b),
            })
            .then_with(|| self.member.cmp(&other.member))
    }
}

/// The order of two numbers written in decimal: 10 before 2.
fn decimal_order(a: u32, b: u32) -> Ordering {
    let (mut left, mut right) = (u64::from(a), u64::from(b));
    let digits = |n: u32| n.checked_ilog10().unwrap_or(0);
    let (da, db) = (digits(a), digits(b));
    left *= 10_u64.pow(db.saturating_sub(da));
    right *= 10_u64.pow(da.saturating_sub(db));
    left.cmp(&right).then(da.cmp(&db))
}

/// A list of pointers that rarely needs the heap.
pub type Pointers = SmallVec<[Pointer; 32]>;

/// Sorts and removes repeats.
pub fn sort_unique(pointers: &mut Pointers) {
    if pointers.len() > 1 {
        pointers.sort_unstable();
        pointers.dedup();
    }
}

/// A sentence in both languages; `{0}`, `{1}`, `{2}` stand for the arguments.
#[derive(Debug, PartialEq, Eq)]
pub struct Reason {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
    /// Position among its engine's reasons, so that answers can be rendered from a table.
    pub index: usize,
}

/// Declares an engine's reasons and numbers them: `NAME: "zh", "en";`.
macro_rules! reasons {
    ($($name:ident: $zh:literal, $en:literal;)+) => {
        $crate::ground::reasons!(@number 0_usize; $($name: $zh, $en;)+);

        /// All of them, by their number.
        pub static ALL: &[&$crate::ground::Reason] = &[$(&$name),+];
    };
    (@number $index:expr; $name:ident: $zh:literal, $en:literal; $($rest:tt)*) => {
        pub(super) static $name: $crate::ground::Reason = $crate::ground::Reason {
            zh: $zh,
            en: $en,
            index: $index,
        };
        $crate::ground::reasons!(@number $index + 1; $($rest)*);
    };
    (@number $index:expr;) => {};
}
pub(crate) use reasons;

/// A value that a reason names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument {
    /// A day in Asia/Shanghai.
    Date(NaiveDate),
    /// A count.
    Number(i64),
}

/// A reason with what its places stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explained {
    /// The sentence.
    pub reason: &'static Reason,
    /// What `{0}`, `{1}`, `{2}` stand for.
    pub arguments: [Option<Argument>; 3],
}

impl Explained {
    /// A reason without places.
    #[must_use]
    pub const fn plain(reason: &'static Reason) -> Self {
        Self {
            reason,
            arguments: [None, None, None],
        }
    }

    /// A reason that names values.
    #[must_use]
    pub const fn with(reason: &'static Reason, arguments: [Option<Argument>; 3]) -> Self {
        Self { reason, arguments }
    }
}

impl From<&'static Reason> for Explained {
    fn from(reason: &'static Reason) -> Self {
        Self::plain(reason)
    }
}

/// A stretch of a decision's shared list of pointers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stretch {
    start: u32,
    end: u32,
}

/// The pointers of all grounds of a decision, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PointerTable {
    pointers: Pointers,
}

impl PointerTable {
    /// Where the next pointer will stand.
    #[must_use]
    pub fn mark(&self) -> u32 {
        u32::try_from(self.pointers.len()).unwrap_or(u32::MAX)
    }

    /// Appends a pointer.
    pub fn push(&mut self, pointer: Pointer) {
        self.pointers.push(pointer);
    }

    /// Keeps, of what was appended since `mark`, only what `keep` says.
    pub fn retain_since(&mut self, mark: u32, keep: impl Fn(&Pointer) -> bool) {
        let start = usize::try_from(mark).unwrap_or(usize::MAX);
        let mut position = 0;
        self.pointers.retain(|pointer| {
            let kept = position < start || keep(pointer);
            position += 1;
            kept
        });
    }

    /// All that was appended since `mark`.
    #[must_use]
    pub fn since(&self, mark: u32) -> Stretch {
        Stretch {
            start: mark,
            end: self.mark(),
        }
    }

    /// Sorts what was appended since `mark` and removes repeats.
    #[must_use]
    pub fn sorted_since(&mut self, mark: u32) -> Stretch {
        let start = usize::try_from(mark).unwrap_or(usize::MAX);
        if let Some(tail) = self.pointers.get_mut(start..)
            && tail.len() > 1
        {
            tail.sort_unstable();
            let mut position = 0;
            let mut previous = None;
            self.pointers.retain(|pointer| {
                let repeat = position >= start && previous == Some(*pointer);
                if position >= start {
                    previous = Some(*pointer);
                }
                position += 1;
                !repeat
            });
        }
        self.since(mark)
    }

    /// The pointers of a stretch.
    #[must_use]
    pub fn get(&self, stretch: Stretch) -> &[Pointer] {
        let start = usize::try_from(stretch.start).unwrap_or(usize::MAX);
        let end = usize::try_from(stretch.end).unwrap_or(usize::MAX);
        self.pointers.get(start..end).unwrap_or_default()
    }
}

/// Values that a ground computed on its way and that its answer shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Computed {
    /// Nothing to show.
    #[default]
    Nothing,
    /// gd Art. 10(6): the last day on which the complaint is in time, where there is just one.
    LimitDay(Option<NaiveDate>),
    /// gd Art. 10(3): the due date of the earlier case that bars a repeat, or that would.
    PriorDueOn(NaiveDate),
    /// jz Art. 20(1): the highest share of unqualified candidates in a batch.
    WorstShare {
        /// Unqualified candidates of that batch.
        unqualified: u32,
        /// Candidates of that batch.
        candidates: u32,
    },
    /// jz Art. 21(2), 22(5): the last day on which the institution is not yet idle too long.
    IdleLimit(NaiveDate),
    /// jz Art. 22(6): both readings of the cross-reference.
    Readings {
        /// A further violation of Art. 12 or 13, as the text says.
        literal: Status,
        /// A further violation of Art. 20 or 21, as the purpose suggests.
        purposive: Status,
        /// What supports the purposive reading where it is met.
        purposive_evidence: Stretch,
    },
}

/// One condition or ground of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground {
    /// The provision it applies.
    pub provision: &'static Provision,
    /// Whether the facts fulfil it.
    pub status: Status,
    /// Why.
    pub explained: Explained,
    /// The facts that made a met ground met.
    pub evidence: Stretch,
    /// The facts an undetermined ground needs.
    pub missing: Stretch,
    /// Values computed on the way.
    pub computed: Computed,
    /// Only the purposive reading of jz Art. 22(6) is met: an officer must decide.
    pub contested: bool,
}

impl Ground {
    /// A ground whose pointers are its evidence when it is met and what is missing when it is undetermined.
    #[must_use]
    pub fn of(
        provision: &'static Provision,
        truth: Truth,
        explained: Explained,
        pointers: Stretch,
    ) -> Self {
        let nothing = Stretch::default();
        let (evidence, missing) = match truth {
            Truth::True => (pointers, nothing),
            Truth::Unknown => (nothing, pointers),
            Truth::False => (nothing, nothing),
        };
        Self {
            provision,
            status: truth.into(),
            explained,
            evidence,
            missing,
            computed: Computed::Nothing,
            contested: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alphabetical_so_that_pointers_sort_as_texts() {
        assert!(Name::ALL.is_sorted_by(|a, b| a.as_str() < b.as_str()));
    }

    #[test]
    fn pointers_sort_as_their_texts() {
        let mut pointers = Vec::new();
        for name in [Name::Batches, Name::Activity, Name::Complaints] {
            pointers.push(Pointer::fact(name));
            pointers.push(Pointer::member(name, Name::LastOn));
            for index in [0, 1, 2, 9, 10, 11, 19, 20, 99, 100, 101, 1000] {
                pointers.push(Pointer::item(name, index));
                pointers.push(Pointer::item_member(name, index, Name::Candidates));
                pointers.push(Pointer::item_member(name, index, Name::IdenticalPaper));
            }
        }
        let mut texts: Vec<String> = pointers.iter().map(ToString::to_string).collect();
        pointers.sort();
        // A member directly under a list never occurs beside items, so only these two orders need agree.
        pointers.retain(|p| p.index.is_some() || p.member.is_none());
        texts.retain(|t| !t.ends_with("last_on"));
        texts.sort();
        let sorted: Vec<String> = pointers.iter().map(ToString::to_string).collect();
        assert_eq!(sorted, texts);
    }
}
