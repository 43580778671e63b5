//! The roles clients act in.

use super::words::words;

words! {
    /// In which capacity a client acts. A client has one role in one organisation.
    Role {
        /// Keeps organisations, clients, keys and the calendar; sees no case (gd Art. 15)
        Admin = "admin",
        /// A system that hands in complaints and sees only those it handed in
        Platform = "platform",
        /// 接待、登记人员: takes complaints down (gd Art. 8)
        Intake = "intake",
        /// 质量投诉举报工作人员: decides on the center's cases (gd Art. 5, 9 to 11)
        ComplaintOfficer = "complaint_officer",
        /// 承办人员: investigates what is assigned to the department (gd Art. 6)
        Handler = "handler",
        /// 鉴定指导部门负责人: besides, reviews rejections and hands cases over (gd Art. 3 to 5)
        CenterLead = "center_lead",
        /// 省职业技能鉴定指导中心负责人: besides, sees the whole province (gd Art. 4)
        ProvinceLead = "province_lead",
        /// 人力资源和社会保障部门监管人员: decides on the authority's cases (jz Art. 4 and 17)
        Regulator = "regulator",
        /// 质量督导员: inspects institutions; no business with complaints (jz Art. 14 to 16)
        Inspector = "inspector",
        /// 认定机构: may itself be the accused party; no business with complaints (gd Art. 15)
        Institution = "institution",
        /// Looks into how the work was done, reads nothing that is sealed
        Auditor = "auditor",
    }
}
