//! Refusals of assignment, guidance, reports and supervision (Art. 5, 6, 11, 12, 14).

use super::rules::rules;
use crate::gd::art05_complaint_office::ART5;
use crate::gd::art06_undertaking_department::ART6;
use crate::gd::art11_registration::ART11;
use crate::gd::art12_guidance::ART12;
use crate::gd::art14_several_departments::ART14;
use crate::gd::art15_confidentiality::ART15;
use crate::gd::case::record::ConclusionOutcome;

rules! {
    /// Why a step of the investigation is refused.
    InvestigationRefusal {
        /// Nothing is assigned.
        NoAssignment = "no_assignment", Some(&ART11), Some("assignments"),
            "至少转送一个承办部门", "at least one undertaking department";
        /// The organisation is not one to which this center can assign.
        NotAssignable {
            /// The organisation.
            department: String,
        } = "department_not_assignable", Some(&ART11), Some("assignments"),
            format!("{department} 不是本机构可以转送的承办部门"),
            format!("{department} is no undertaking department of this organisation");
        /// The department has the case already.
        AssignedAlready {
            /// The department.
            department: String,
        } = "assigned_already", None, Some("assignments"),
            format!("{department} 已经承办本案"), format!("{department} has the case already");
        /// Several departments, none or more than one of which leads.
        OneLead = "one_lead", Some(&ART14), Some("assignments"),
            "涉及多个承办部门的，须有且只有一个牵头部门",
            "of several departments exactly one leads";
        /// Art. 15: the department is, or belongs to, the accused party.
        DepartmentAccused {
            /// The department.
            department: String,
        } = "department_accused", Some(&ART15), Some("assignments"),
            format!("{department} 是被投诉举报对象或者与其为同一单位，不得承办本案"),
            format!("{department} is the accused party or belongs to it and cannot be given the case");
        /// The case has no such material.
        UnknownMaterial {
            /// The id.
            material: String,
        } = "unknown_material", None, Some("materials"),
            format!("本案没有编号为 {material} 的材料"), format!("the case has no material {material}");
        /// The department does not have the case.
        NotAssigned {
            /// The department.
            department: String,
        } = "not_assigned", Some(&ART11), Some("department"),
            format!("{department} 不承办本案"), format!("the case is not assigned to {department}");
        /// A department acts for another.
        AnotherDepartment = "another_department", Some(&ART6), Some("department"),
            "只能以本部门名义办理", "a department acts for itself only";
        /// It has reported.
        ReportedAlready {
            /// The department.
            department: String,
        } = "reported_already", Some(&ART6), Some("department"),
            format!("{department} 已经报送调查报告"), format!("{department} has reported already");
        /// A finding of guidance is none of an investigation.
        FindingNotOfInvestigation = "finding_not_of_investigation", Some(&ART6), Some("finding"),
            "调查结论只能是属实、部分属实、不属实或者无法查实",
            "an investigation finds substantiated, partly, unsubstantiated or unverifiable";
        /// Art. 12 concerns matters on the guidance track only.
        NotGuided = "not_on_guidance_track", Some(&ART12), None,
            "只有按引导解释办理的案件适用", "only for a case on the guidance track";
        /// A day is promised to nobody: no contact was left.
        NoContact = "no_contact", Some(&ART12), None,
            "提出人未提供联系方式，无需告知答复时间", "no contact was left: no reply can be promised";
        /// The case was passed to nobody, or only to whom it must not be passed.
        NothingAssigned = "nothing_assigned", Some(&ART11), None,
            "本案尚未转送承办部门", "the case was not passed to any department";
        /// All of it may be seen already.
        NothingShared = "nothing_shared", None, Some("materials"),
            "该部门已经可以查阅这些材料", "the department may see these materials already";
        /// A report is expected on a day that is over.
        ReportDuePast {
            /// The department.
            department: String,
        } = "report_due_past", None, Some("assignments"),
            format!("{department} 的报送期限不得早于今日"),
            format!("the report of {department} must not be expected before today");
        /// An answer has a manner although there was no way to reach anybody.
        MannerWithoutContact = "manner_without_contact", Some(&ART12), Some("manner"),
            "提出人未提供联系方式，不能记载答复方式", "no contact was left: there is no manner of answering";
        /// No order waits for an answer of theirs.
        NothingToAnswer = "nothing_to_answer", Some(&ART5), None,
            "没有等待答复的督办", "no supervision order waits for an answer";
        /// A measure would be carried out by a department that does not have the case.
        MeasureElsewhere {
            /// The department.
            department: String,
        } = "measure_department_not_assigned", Some(&ART6), Some("measures"),
            format!("{department} 不承办本案，不能由其执行处理措施"),
            format!("{department} does not have the case and carries out no measure of it");
        /// A day is set that is over.
        DuePast = "due_past", None, Some("due_on"),
            "不得早于今日", "must not be before today";
        /// A reply is promised for a day that is over.
        PromisedPast = "promised_past", Some(&ART12), Some("promised_on"),
            "不得早于今日", "must not be before today";
        /// The manner of an answer is missing although contact was left.
        MannerMissing = "manner_missing", Some(&ART12), Some("manner"),
            "提出人提供了联系方式的，须记明答复方式", "say how the complainant was answered: they left contact";
        /// The case has no such order.
        UnknownOrder {
            /// The number.
            number: u32,
        } = "unknown_order", Some(&ART5), None,
            format!("本案没有第 {number} 号督办"), format!("the case has no supervision order {number}");
        /// It was answered.
        AnsweredAlready {
            /// The number.
            number: u32,
        } = "answered_already", Some(&ART5), None,
            format!("第 {number} 号督办已经答复"), format!("supervision order {number} is answered already");
        /// The departments have not all reported.
        ReportsOutstanding = "reports_outstanding", Some(&ART14), None,
            "承办部门尚未全部报送调查报告", "not all departments have reported";
        /// Several reports were not put together.
        NotConsolidated = "not_consolidated", Some(&ART5), None,
            "有多份调查报告的，须先形成综合调查报告", "several reports must be put together first";
        /// The outcome is not what the reports found, and nobody says why.
        ContradictsReports {
            /// What the reports found.
            finding: ConclusionOutcome,
        } = "contradicts_reports", Some(&ART6), Some("departure"),
            format!("调查报告的结论是{}，作出不同结论的，须书面说明理由", finding.name_zh()),
            format!("the reports found {finding}: a conclusion that departs from them needs a written reason");
        /// A reason is given for departing from reports that found the same.
        FollowsReports = "follows_reports", None, Some("departure"),
            "结论与调查报告一致，不应填写偏离理由",
            "the conclusion is what the reports found: a reason for departing from them does not belong here";
        /// Nothing was explained to the complainant.
        NotAnswered = "not_answered", Some(&ART12), None,
            "尚未对提出人进行引导和解释", "the complainant was not guided yet";
    }
}
