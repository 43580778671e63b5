//! What is wrong with a roster, its terms or a redraw.

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// JSON pointer into the proof, or into the announcement: both have the same members.
    pub pointer: String,
    /// What.
    pub kind: FaultKind,
}

impl Fault {
    pub(super) fn new(pointer: impl Into<String>, kind: FaultKind) -> Self {
        Self {
            pointer: pointer.into(),
            kind,
        }
    }
}

macro_rules! faults {
    ($( $(#[$doc:meta])+ $kind:ident $code:literal $zh:literal $en:literal; )+) => {
        /// What is wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum FaultKind {
            $( $(#[$doc])+ $kind, )+
        }

        impl FaultKind {
            /// Every one.
            pub const ALL: &'static [Self] = &[$( Self::$kind, )+];

            /// A stable word for it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $( Self::$kind => $code, )+ }
            }

            /// In Chinese.
            #[must_use]
            pub const fn zh(self) -> &'static str {
                match self { $( Self::$kind => $zh, )+ }
            }

            /// In English.
            #[must_use]
            pub const fn en(self) -> &'static str {
                match self { $( Self::$kind => $en, )+ }
            }
        }
    };
}

faults! {
    /// Empty, longer than 500 bytes, or with a control character.
    BadText "bad_text" "为空、超过 500 字节或者含有控制字符" "empty, longer than 500 bytes, or with a control character";
    /// An id twice.
    Duplicate "duplicate" "重复出现" "occurs twice";
    /// A weight outside its range.
    BadWeight "bad_weight" "权重应为 1 至 1000 的整数" "a weight is a whole number from 1 to 1000";
    /// More than a roster holds.
    TooLarge "roster_too_large" "名录超过规定数量" "the roster is longer than it may be";
    /// A conflict of somebody who is not on the roster.
    NotOnRoster "not_on_roster" "不在名录之内" "is not on the roster";
    /// Fewer than one, or more than there are.
    BadCount "bad_count" "抽取数量应为 1 至名录中的机构数" "between one and as many as there are institutions on the roster can be drawn";
    /// Fewer than two inspectors each, or more than ten.
    BadEach "bad_inspectors_each" "每家机构的检查人员应为 2 至 10 人" "between two and ten inspectors can be drawn for each institution";
    /// The value would be known when the commitment is made.
    KnownTooEarly "public_value_known_too_early" "公开值的知晓日应当晚于公告日" "the public value must become known on a day after the announcement";
    /// The draw was held before its public value was known.
    DrawnTooEarly "drawn_too_early" "抽取日不得早于公开值的知晓日" "the draw must not be held before the day of its public value";
    /// Conflicts leave too few inspectors.
    TooFewInspectors "too_few_inspectors" "回避后剩余的检查人员不足，或者不符合部门要求" "the inspectors without a conflict are too few, or not of the departments asked for";
    /// No institution is left.
    NoInstitutionLeft "no_institution_left" "名录中没有可以补抽的机构" "no institution is left to draw";
    /// There is no such place.
    NoSuchPlace "no_such_place" "没有这一抽取序号" "there is no such place";
    /// It does not stand there now.
    NotThere "not_there" "该机构或者人员现不在此序号" "that institution or inspector is not at this place now";
    /// Rounds follow each other.
    RoundOutOfOrder "round_out_of_order" "轮次应当依次递增" "rounds follow each other without a gap";
    /// A day before the one of the step before.
    DayBeforeLastStep "day_before_last_step" "日期早于上一步骤" "the day is before that of the step before";
}
