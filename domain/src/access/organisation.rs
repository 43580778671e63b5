//! Who takes part: the kinds of organisation that the two regulations know (gd Art. 2 and 4, jz Art. 2 and 3).

use super::regime::Regime;
use super::role::Role;
use super::words::words;

words! {
    /// What an organisation is.
    OrganisationKind {
        /// 鉴定指导部门: center (examination institute, office) of a division or of a provincial industry (gd Art. 2)
        GuidanceCenter = "guidance_center",
        /// 质量投诉举报部门: set up by a center to receive complaints (gd Art. 2 and 5). A center without one has staff
        /// designated to act as such, who then belong to the center itself.
        ComplaintOffice = "complaint_office",
        /// 质量投诉举报承办部门: investigates what a center assigns to it (gd Art. 2 and 6)
        UndertakingDepartment = "undertaking_department",
        /// 人力资源和社会保障部门: the authority that files and supervises institutions (jz Art. 3 and 4)
        HrssAuthority = "hrss_authority",
        /// 职业技能等级认定机构: an institution whose assessments are supervised (jz Art. 2)
        Institution = "institution",
        /// A system that hands in complaints for those who write to it, such as a government hotline
        Platform = "platform",
    }
}

words! {
    /// The level of a guidance center (gd Art. 2 and 4) or of an authority (jz Art. 4).
    OrganisationLevel {
        /// 省
        Province = "province",
        /// 地级以上市
        Prefecture = "prefecture",
        /// 县、区
        County = "county",
        /// 省直行业
        Industry = "industry",
    }
}

words! {
    /// The kinds of undertaking department that gd Art. 2 names.
    DepartmentKind {
        /// 鉴定指导部门业务科室: a department of the center itself
        InternalDepartment = "internal_department",
        /// 职业技能鉴定站、所
        AppraisalStation = "appraisal_station",
        /// 高新技术考试站
        HighTechExamStation = "high_tech_exam_station",
        /// 行业协会
        IndustryAssociation = "industry_association",
        /// 鉴定考场
        ExamSite = "exam_site",
    }
}

/// What of an organisation decides which roles its clients may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrganisationFacts {
    /// What it is.
    pub kind: OrganisationKind,
    /// Its level, where its kind has levels.
    pub level: Option<OrganisationLevel>,
    /// The regulation it works under.
    pub regime: Regime,
}

impl OrganisationKind {
    /// Whether organisations of this kind have a level.
    #[must_use]
    pub const fn has_level(self) -> bool {
        match self {
            Self::GuidanceCenter | Self::HrssAuthority => true,
            Self::ComplaintOffice
            | Self::UndertakingDepartment
            | Self::Institution
            | Self::Platform => false,
        }
    }

    /// The kinds an organisation of this kind can stand under; none: it stands under nobody.
    #[must_use]
    pub const fn parents(self) -> &'static [Self] {
        match self {
            Self::GuidanceCenter | Self::ComplaintOffice => &[Self::GuidanceCenter],
            // Under an authority it investigates complaints about institutions (jz Art. 17).
            Self::UndertakingDepartment => &[Self::GuidanceCenter, Self::HrssAuthority],
            // The one who filed is the one who supervises (jz Art. 3); in Guangdong the center guides.
            Self::Institution => &[Self::HrssAuthority, Self::GuidanceCenter],
            Self::HrssAuthority => &[Self::HrssAuthority],
            Self::Platform => &[],
        }
    }

    /// Whether it belongs to the one above it so closely that it cannot be without it.
    #[must_use]
    pub const fn needs_parent(self) -> bool {
        match self {
            Self::ComplaintOffice | Self::UndertakingDepartment => true,
            Self::GuidanceCenter | Self::HrssAuthority | Self::Institution | Self::Platform => {
                false
            }
        }
    }
}

/// Whether a client of this organisation may have this role: an office cannot be held by whoever has none.
#[must_use]
pub fn role_fits(role: Role, organisation: OrganisationFacts) -> bool {
    use OrganisationKind as Kind;
    let OrganisationFacts {
        kind,
        level,
        regime,
    } = organisation;
    match role {
        Role::Admin | Role::Auditor | Role::Inspector => {
            matches!(kind, Kind::GuidanceCenter | Kind::HrssAuthority)
        }
        Role::Platform => kind == Kind::Platform,
        Role::Intake | Role::ComplaintOfficer => matches!(
            kind,
            Kind::GuidanceCenter | Kind::ComplaintOffice | Kind::HrssAuthority
        ),
        Role::Handler => kind == Kind::UndertakingDepartment,
        Role::CenterLead => kind == Kind::GuidanceCenter,
        Role::ProvinceLead => {
            kind == Kind::GuidanceCenter && level == Some(OrganisationLevel::Province)
        }
        Role::Regulator => kind == Kind::HrssAuthority && regime == Regime::Jz,
        Role::Institution => kind == Kind::Institution,
    }
}
