//! The profiles that are always there.

use super::{Profile, ProfileFault, ProfileSource, ProfileSpec, ValueSpec};
use crate::gd::parameters as gd;
use crate::provision::RegulationId;

impl Profile {
    /// The profiles that are always there: `gd-default`, `jz-default`, `jz-complaints`, and `gd-example-15`, an
    /// invented stricter one that shows what gd Art. 21 allows.
    ///
    /// # Errors
    /// The faults of the built-in table; a test keeps it without any.
    pub fn built_in() -> Result<Vec<Self>, Vec<ProfileFault>> {
        let plain = |id: &str, name_zh: &str, name_en: &str| ProfileSpec {
            id: id.to_owned(),
            base: id.to_owned(),
            name_zh: name_zh.to_owned(),
            name_en: name_en.to_owned(),
            basis: None,
            centers: Vec::new(),
            values: Vec::new(),
        };
        let mut jz_complaints = Self::resolve(
            plain(
                "jz-complaints",
                "荆州投诉举报（本地政策，参照广东办法）",
                "Jingzhou complaints (local policy, modelled on the Guangdong measures)",
            ),
            RegulationId::GdComplaints,
            ProfileSource::LocalPolicy,
        )?;
        jz_complaints.base = None;
        let mut profiles = vec![
            Self::resolve(
                plain("gd-default", "广东省办法", "Guangdong measures"),
                RegulationId::GdComplaints,
                ProfileSource::Regulation,
            )?,
            Self::resolve(
                plain("jz-default", "荆州市办法", "Jingzhou measures"),
                RegulationId::JzInstitutions,
                ProfileSource::Regulation,
            )?,
            jz_complaints,
        ];
        for profile in &mut profiles {
            profile.base = None;
        }
        let example = Self::local(
            ProfileSpec {
                id: "gd-example-15".to_owned(),
                base: "gd-default".to_owned(),
                name_zh: "示例：地方实施细则，15 个工作日办结（虚构）".to_owned(),
                name_en: "Example: local rules, 15 working days (invented)".to_owned(),
                basis: Some(
                    "（虚构）某市实施细则 / (invented) rules of some prefecture".to_owned(),
                ),
                centers: Vec::new(),
                values: vec![ValueSpec {
                    parameter: gd::HANDLING_WORKING_DAYS.name.to_owned(),
                    from: None,
                    value: "15".to_owned(),
                }],
            },
            &profiles,
        )?;
        profiles.push(example);
        Ok(profiles)
    }
}
