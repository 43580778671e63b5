//! Refusals of reports upward, answers to the public, accountability and referral of a complainant (Art. 4, 13, 19, 20).

use chrono::NaiveDate;

use super::rules::rules;
use crate::gd::art04_upward_report::ART4_2;
use crate::gd::art13_media::ART13;
use crate::gd::art19_accountability::ART19;
use crate::gd::art20_complainant::ART20;

rules! {
    /// Why a step upward or outward is refused.
    OutwardRefusal {
        /// There is nobody above to report to.
        NobodyAbove = "nobody_above", Some(&ART4_2), None,
            "本机构没有应当上报的上级鉴定指导部门", "there is no center above this one to report to";
        /// What is owed of a case that drew attention does not end without a reason.
        AttentionReasonMissing = "attention_reason_missing", Some(&ART4_2), Some("attention_reason"),
            "本案此前认定为影响较大、紧急或者经媒体曝光，改变认定的，须书面说明理由",
            "the case was taken for one of considerable impact, urgent or exposed by media: say why it is not";
        /// Art. 13 concerns cases exposed by media only.
        NotExposed = "not_exposed", Some(&ART13), None,
            "本案未经媒体曝光", "the case is not exposed by media";
        /// Art. 19 names Art. 9 and 15.
        NoProvisionOfAccountability = "no_provision_of_accountability", Some(&ART19), Some("provision"),
            "只能是 gd-complaints/art9 或者 gd-complaints/art15", "must be gd-complaints/art9 or gd-complaints/art15";
        /// Those responsible are dealt with where the consequences are serious.
        NotSerious = "not_serious", Some(&ART19), Some("referred_to"),
            "造成严重后果的，方可移送处理责任人员", "a person is referred only where the consequences are serious";
        /// Serious consequences: to whom.
        ReferralMissing = "referral_missing", Some(&ART19), Some("referred_to"),
            "造成严重后果的，须写明移送何处处理", "with serious consequences, say to whom those responsible are referred";
        /// Art. 19 binds centers and their staff.
        NotBound = "not_bound", Some(&ART19), Some("organisation"),
            "只能是适用同一规定的鉴定指导部门及其所属部门", "must be a guidance center, or a department of one, under the same regulation";
        /// A measure against an exposure is taken once the case has come in.
        BeforeReceipt {
            /// The day it came in.
            received_on: NaiveDate,
        } = "before_receipt", Some(&ART13), Some("on"),
            format!("不得早于收到日 {received_on}"), format!("must not be before the case came in on {received_on}");
        /// Until when, lies in the past.
        CorrectionPast = "correction_past", Some(&ART19), Some("correct_by"),
            "不得早于今日", "must not be before today";
        /// Art. 20: admonition is required for this limb.
        NotAdmonished = "not_admonished", Some(&ART20), Some("admonished_on"),
            "须经劝阻和教育无效", "admonition and education must have been in vain first";
    }
}
