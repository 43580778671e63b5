//! The sanction engine (Art. 20-22): it proposes with grounds and evidence, and never decides.

mod grounds;
pub mod reasons;
mod recurrence;

use chrono::NaiveDate;

use super::art20_interview::ART20;
use super::art21_warning::ART21;
use super::art22_market_ban::ART22;
use super::facts::SanctionFacts;
use super::parameters::JzParameters;
use crate::ground::{Ground, Pointer, PointerTable, Pointers, Status, Stretch, sort_unique};
use crate::period::{OutOfRange, years_after};
use crate::provision::Provision;

/// The tier of sanction that the facts support.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tier {
    /// No ground is met.
    None,
    /// Art. 20: 约谈
    Interview,
    /// Art. 21: 警示、暂停、限期整改
    Warning,
    /// Art. 22: 市场禁入
    MarketBan,
}

impl Tier {
    /// Every tier, ascending.
    pub const ALL: [Self; 4] = [Self::None, Self::Interview, Self::Warning, Self::MarketBan];

    /// The word used in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Interview => "interview",
            Self::Warning => "warning",
            Self::MarketBan => "market_ban",
        }
    }

    /// The tier of that word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.as_str() == word)
    }

    const fn of_article(article: u8) -> Self {
        match article {
            20 => Self::Interview,
            21 => Self::Warning,
            22 => Self::MarketBan,
            _ => Self::None,
        }
    }

    /// The measures that the tier's article names, in its order.
    #[must_use]
    pub const fn measures(self) -> &'static [Measure] {
        match self {
            Self::None => &[],
            Self::Interview => &[
                Measure::InterviewPrincipal,
                Measure::HearStatementOrCommitment,
                Measure::OrderCompliance,
                Measure::MayInvalidateResults,
            ],
            Self::Warning => &[
                Measure::Warn,
                Measure::SuspendWork,
                Measure::OrderRectification,
                Measure::ListAsAbnormalOrBadCredit,
                Measure::Publish,
            ],
            Self::MarketBan => &[
                Measure::BanFromMarket,
                Measure::RevokeQualification,
                Measure::BarRefiling,
            ],
        }
    }
}

crate::gd::case::words::serde_word!(Tier);

/// A measure of Art. 20, 21 or 22.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// 对其主要负责人进行约谈
    InterviewPrincipal,
    /// 听取其陈述事实或承诺
    HearStatementOrCommitment,
    /// 责成其规范操作
    OrderCompliance,
    /// 视具体情形宣布其证书或评价成绩无效
    MayInvalidateResults,
    /// 采取警示措施
    Warn,
    /// 暂停工作
    SuspendWork,
    /// 限期整改
    OrderRectification,
    /// 列入活动异常名录或诚信不良档案
    ListAsAbnormalOrBadCredit,
    /// 对社会公布
    Publish,
    /// 市场禁入
    BanFromMarket,
    /// 取消资格
    RevokeQualification,
    /// 三年内不允许再申报备案
    BarRefiling,
}

impl Measure {
    /// The id used in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InterviewPrincipal => "interview_principal",
            Self::HearStatementOrCommitment => "hear_statement_or_commitment",
            Self::OrderCompliance => "order_compliance",
            Self::MayInvalidateResults => "may_invalidate_results",
            Self::Warn => "warn",
            Self::SuspendWork => "suspend_work",
            Self::OrderRectification => "order_rectification",
            Self::ListAsAbnormalOrBadCredit => "list_as_abnormal_or_bad_credit",
            Self::Publish => "publish",
            Self::BanFromMarket => "ban_from_market",
            Self::RevokeQualification => "revoke_qualification",
            Self::BarRefiling => "bar_refiling",
        }
    }

    /// The article that names it.
    #[must_use]
    pub fn provision(self) -> &'static Provision {
        match self {
            Self::InterviewPrincipal
            | Self::HearStatementOrCommitment
            | Self::OrderCompliance
            | Self::MayInvalidateResults => &ART20,
            Self::Warn
            | Self::SuspendWork
            | Self::OrderRectification
            | Self::ListAsAbnormalOrBadCredit
            | Self::Publish => &ART21,
            Self::BanFromMarket | Self::RevokeQualification | Self::BarRefiling => &ART22,
        }
    }
}

/// The answer of the sanction engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sanctions {
    /// The highest tier with a met ground.
    pub tier: Tier,
    /// The same, were every undetermined ground met.
    pub possible_tier: Tier,
    /// Art. 20(1)-(8), 21(1)-(8), 22(1)-(6).
    pub grounds: [Ground; 22],
    /// For a market ban decided on the day asked for: the last day on which a new filing is barred.
    pub refiling_barred_until: Option<NaiveDate>,
    /// The parameters that were used.
    pub parameters: JzParameters,
    /// The pointers the grounds refer to.
    pub table: PointerTable,
}

impl Sanctions {
    /// The pointers of the facts that the undetermined grounds need, sorted, without repeats.
    #[must_use]
    pub fn missing_facts(&self) -> Pointers {
        let mut all = Pointers::new();
        for ground in &self.grounds {
            all.extend_from_slice(self.table.get(ground.missing));
        }
        sort_unique(&mut all);
        all
    }

    /// The pointers of a stretch.
    #[must_use]
    pub fn pointers(&self, stretch: Stretch) -> &[Pointer] {
        self.table.get(stretch)
    }
}

/// Evaluates an institution's facts as they stood on a day: what is dated later is not there yet.
///
/// The facts are to be free of [`super::facts::inconsistencies`].
///
/// # Errors
/// [`OutOfRange`] where a limit lies beyond what dates can express.
pub fn evaluate(
    facts: &SanctionFacts<'_>,
    as_of: NaiveDate,
    parameters: &JzParameters,
) -> Result<Sanctions, OutOfRange> {
    let mut table = PointerTable::default();
    let grounds = grounds::all(facts, as_of, parameters, &mut table)?;
    let mut tier = Tier::None;
    let mut possible_tier = Tier::None;
    for ground in &grounds {
        let of_ground = Tier::of_article(ground.provision.article);
        match ground.status {
            Status::Met => {
                tier = tier.max(of_ground);
                possible_tier = possible_tier.max(of_ground);
            }
            Status::Undetermined => possible_tier = possible_tier.max(of_ground),
            Status::NotMet => {}
        }
    }
    let refiling_barred_until = match tier {
        Tier::MarketBan => Some(years_after(as_of, parameters.market_ban_years)?),
        Tier::None | Tier::Interview | Tier::Warning => None,
    };
    Ok(Sanctions {
        tier,
        possible_tier,
        grounds,
        refiling_barred_until,
        parameters: *parameters,
        table,
    })
}
