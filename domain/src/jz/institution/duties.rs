//! The duties of Art. 6-12, one item a clause: the checklist of self-declarations and of inspections.

use crate::jz::art05_11_duties::{ART6, ART7, ART8, ART9, ART10, ART11};
use crate::jz::art12_emergency::ART12;
use crate::provision::Provision;

/// A duty of an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyItem {
    /// Stable id, such as `art8_fees_displayed`.
    pub id: &'static str,
    /// The provision that it is a clause of.
    pub provision: &'static Provision,
    /// The duty in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}

macro_rules! duties {
    ($($id:literal $provision:ident $zh:literal $en:literal;)+) => {
        /// The checklist, in the order of the articles.
        pub static DUTIES: &[DutyItem] = &[$(
            DutyItem { id: $id, provision: &$provision, zh: $zh, en: $en },
        )+];
    };
}

duties! {
    "art6_administration" ART6 "建立健全行政管理制度" "Rules on administration are in place";
    "art6_finance" ART6 "建立健全财务管理制度" "Rules on finance are in place";
    "art6_examinations" ART6 "建立健全考务管理制度" "Rules on examinations are in place";
    "art6_quality" ART6 "建立健全质量管理制度" "Rules on quality are in place";
    "art6_certificates" ART6 "建立健全证书管理制度" "Rules on certificates are in place";
    "art6_archives" ART6 "建立健全档案管理制度" "Rules on archives are in place";
    "art6_safety" ART6 "建立健全安全管理制度" "Rules on safety are in place";
    "art6_service_standards" ART6 "制定服务标准" "Service standards are set";
    "art6_workflow" ART6 "制定工作流程" "Workflows are set";
    "art6_published" ART6 "规章制度、服务标准和工作流程予以公开" "Rules, service standards and workflows are published";
    "art7_staff" ART7 "配备与评价活动相适应的工作人员" "There are staff fit for the assessments";
    "art7_contracts" ART7 "依法签订劳动合同或者聘用合同" "Staff have contracts as the law requires";
    "art7_training" ART7 "定期开展法律法规、职业道德、工作业务培训" "Staff are regularly trained in law, ethics and their work";
    "art7_assessors" ART7 "考评人员取得相应的考评资格" "Assessors hold the qualification for it";
    "art8_fees_set" ART8 "合理确定收费标准，遵守政府价格管理有关规定" "Fees are set reasonably and by the price rules";
    "art8_fees_displayed" ART8 "在醒目位置公示收费标准和收费依据" "Fees and what they rest on are displayed where everybody sees them";
    "art9_internal_supervision" ART9 "建立内部监督机制" "There is internal supervision";
    "art9_problem_tracing" ART9 "建立问题回溯机制" "Problems are traced back";
    "art9_accountability" ART9 "建立责任追究机制" "Those responsible are held to account";
    "art9_ledger" ART9 "建立工作台账和数据库" "A ledger and a database are kept";
    "art9_paper_records" ART9 "纸质资料保管不少于3年" "Records on paper are kept for at least 3 years";
    "art9_electronic_records" ART9 "电子资料保管不少于5年" "Electronic records are kept for at least 5 years";
    "art10_premises" ART10 "加强评价场所建设和设施设备维护" "Premises are built up and equipment is maintained";
    "art10_question_bank" ART10 "定期更新完善评价试题库" "The question bank is regularly updated and improved";
    "art11_rules" ART11 "健全消防安全管理制度" "Rules on fire safety are complete";
    "art11_responsibility" ART11 "实行消防工作责任制" "Responsibility for fire safety is assigned";
    "art11_equipment" ART11 "配置消防设施、器材并定期检测、维修" "Fire equipment is there, tested and repaired regularly";
    "art11_patrols" ART11 "开展日常防火巡查、检查" "There are daily patrols and inspections against fire";
    "art11_training" ART11 "定期组织灭火和应急疏散消防安全培训" "Fire fighting and evacuation are trained regularly";
    "art12_plans" ART12 "制定自然灾害、事故灾难、公共卫生、社会安全等突发事件应急预案" "There are emergency plans for disasters, accidents, public health and public safety";
    "art12_alarms" ART12 "场所内配备报警装置" "Premises have alarms";
    "art12_rescue" ART12 "配备必要的应急救援设备、设施" "The necessary rescue equipment is there";
    "art12_drills" ART12 "定期开展突发事件应急演练" "Emergencies are drilled regularly";
}

/// The duty of that id.
#[must_use]
pub fn duty(id: &str) -> Option<&'static DutyItem> {
    DUTIES.iter().find(|duty| duty.id == id)
}
