//! Why the register refuses.

use chrono::NaiveDate;

use crate::jz::art02_03_filing::{ART2, ART3};
use crate::jz::art22_market_ban::ART22;
use crate::jz::art23_deregistration::ART23;
use crate::refused::refusals;

refusals! {
    /// Why the register refuses.
    RegisterRefusal {
        /// The unified social credit code is none.
        CreditCode = "bad_credit_code", Facts, Some(&ART2), Some("uscc"),
            "统一社会信用代码有误", "the unified social credit code is not good";
        /// No name.
        NameMissing = "name_missing", Facts, None, Some("content/name"), "须写明机构名称", "the name must be given";
        /// Nobody is named as principal, so nobody could be interviewed under Art. 20.
        PrincipalMissing = "principal_missing", Facts, None, Some("content/principal"),
            "须写明主要负责人", "the principal must be named";
        /// No place.
        PlacesMissing = "places_missing", Facts, None, Some("content/places"),
            "须至少写明一个评价场所", "at least one place must be given";
        /// No division has this code.
        UnknownDivision = "unknown_division", Facts, None, Some("content/division"),
            "没有该行政区划代码", "no division has this code";
        /// The institution's seat lies outside the authority's division.
        OutsideAuthority = "outside_authority", Rule, Some(&ART3), Some("content/division"),
            "机构所在地不属于该备案机关的辖区（属地管理、分级负责）",
            "the institution's seat does not lie in the authority's division";
        /// Nothing to assess.
        OccupationsMissing = "occupations_missing", Facts, None, Some("content/occupations"),
            "须至少写明一个职业", "at least one occupation must be given";
        /// The occupation is not in the list.
        UnknownOccupation {
            /// The code as given.
            code: String,
        } = "unknown_occupation", Facts, None, Some("content/occupations"),
            format!("职业目录中没有 {code}"), format!("the list of occupations has no {code}");
        /// The occupation has no such level.
        NoSuchLevel {
            /// Its code.
            code: String,
            /// The level as given.
            level: u8,
        } = "no_such_level", Facts, None, Some("content/occupations"),
            format!("{code} 没有 {level} 级"), format!("{code} has no level {level}");
        /// An occupation twice, or without levels, or with levels out of order.
        OccupationsUnordered {
            /// Its code.
            code: String,
        } = "occupations_unordered", Facts, None, Some("content/occupations"),
            format!("{code} 重复，或者等级缺失、重复或未按升序排列"),
            format!("{code} is there twice, or its levels are missing, repeated or not ascending");
        /// New filings are barred.
        Barred {
            /// The first day on which they are open again.
            open_from: NaiveDate,
        } = "barred", Rule, Some(&ART22), Some("uscc"),
            format!("该机构在市场禁入期内，自 {open_from} 起方可再申报备案"),
            format!("the institution is barred from filing; applications are open again from {open_from}");
        /// A filing is in force, or a later one is on record.
        AlreadyFiled {
            /// Its last day; none: open.
            until: Option<NaiveDate>,
        } = "already_filed", Exists, Some(&ART2), Some("uscc"),
            match until {
                Some(until) => format!("该机构已有备案，至 {until}；备案不得重叠"),
                None => "该机构已有备案；备案不得重叠".to_owned(),
            },
            match until {
                Some(until) => format!("there is a filing until {until}; filings must not overlap"),
                None => "there is a filing; filings must not overlap".to_owned(),
            };
        /// Another application waits.
        ApplicationPending = "application_pending", Exists, None, None,
            "该机构另有申请尚未办结", "another application of the institution waits for its decision";
        /// The credit code is another's record.
        RecordOfAnother = "record_of_another", Exists, None, Some("uscc"),
            "该统一社会信用代码已有登记；须由备案机关受理或关联后再申请",
            "this credit code is on record already; the authority takes the application down, or links the record first";
        /// Whoever applies stands under no authority that files.
        NoAuthority = "no_authority", Rule, Some(&ART3), None,
            "申请人没有对应的备案机关", "there is no authority that could file this institution";
        /// It is filed by another authority.
        NotOwnAuthority = "not_own_authority", Rule, Some(&ART3), None,
            "谁备案、谁负责：须由其备案机关办理",
            "the one who files is the one who is responsible: this is for the authority that files it";
        /// Nothing is filed on that day.
        NotFiled = "not_filed", State, Some(&ART2), None,
            "该机构当日没有有效的备案", "the institution has no filing in force on that day";
        /// A change that changes nothing.
        NothingChanged = "nothing_changed", Facts, None, None,
            "变更申请与现有备案内容相同", "the change asks for what is filed already";
        /// Too early to renew.
        TooEarlyToRenew {
            /// The first day.
            from: NaiveDate,
        } = "too_early_to_renew", Rule, None, None,
            format!("自 {from} 起方可申请续期（本地政策）"),
            format!("a renewal can be applied for from {from} on (local policy)");
        /// Only renewals ask for a validity.
        ValidityNotAsked = "validity_not_asked", Facts, None, Some("valid_until"),
            "只有续期申请可以写明有效期", "only a renewal asks for a validity";
        /// The validity ends before it begins, or no later than it does already.
        ValidityTooShort = "validity_too_short", Facts, None, Some("valid_until"),
            "有效期截止日过早", "the last day of validity is too early";
        /// The validity is longer than local policy has it.
        ValidityTooLong {
            /// The latest possible day.
            latest: NaiveDate,
        } = "validity_too_long", Rule, None, Some("valid_until"),
            format!("有效期不得晚于 {latest}（本地政策）"),
            format!("the validity cannot end after {latest} (local policy)");
        /// A day after today.
        DayInFuture = "day_in_future", Facts, None, Some("on"),
            "日期不得晚于今天", "the day must not lie after today";
        /// A day before what it follows.
        DayTooEarly {
            /// The first possible day.
            earliest: NaiveDate,
        } = "day_too_early", Facts, None, Some("on"),
            format!("日期不得早于 {earliest}"), format!("the day must not lie before {earliest}");
        /// An institution says that something happened earlier.
        BackDatedByInstitution = "back_dated", Rule, None, Some("on"),
            "机构自行办理的，以当日为准；更早的日期由备案机关登记",
            "what an institution does itself counts from today; an earlier day is for the authority to record";
        /// The application is decided or withdrawn.
        NotPending = "application_not_pending", State, None, None,
            "该申请已经办结", "the application was decided or withdrawn";
        /// Whoever decides belongs to the institution.
        OwnApplication = "own_application", Rule, Some(&ART3), None,
            "不得由申请机构自己的人员作出决定", "nobody decides on the application of their own institution";
        /// No reason.
        ReasonMissing = "reason_missing", Facts, None, Some("reason"),
            "不予备案须说明理由", "a refusal needs a reason";
        /// The end was reported already.
        AlreadyReported = "deregistration_reported", Exists, Some(&ART23), None,
            "已报告终止评价工作", "the end of its work was reported already";
        /// The end was not reported.
        NotReported = "deregistration_not_reported", State, Some(&ART23), None,
            "机构尚未报告终止评价工作", "the institution has not reported the end of its work";
        /// Proceedings must be settled first.
        ProceedingsOpen {
            /// Their ids.
            ids: Vec<String>,
        } = "proceedings_open", State, Some(&ART23), None,
            format!("尚有未办结的监管程序：{}", ids.join("、")),
            format!("open proceedings are to be settled first: {}", ids.join(", "));
        /// Something is still to be put right.
        RectificationsOpen {
            /// Their ids.
            ids: Vec<String>,
        } = "rectifications_open", State, Some(&ART23), None,
            format!("尚有未完成的整改：{}", ids.join("、")),
            format!("rectifications are to be completed first: {}", ids.join(", "));
        /// A filing taken over from the future.
        FiledInFuture = "filed_in_future", Facts, None, Some("filed_on"),
            "备案日期不得晚于今天", "the day of filing must not lie after today";
    }
}
