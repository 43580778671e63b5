//! What is known, and what is not, about each regulation as a document.

use chrono::NaiveDate;

use crate::provision::RegulationId;

/// A regulation as a document. What our copy does not say is `None`, with a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regulation {
    /// Its identifier.
    pub id: RegulationId,
    /// Its title in Chinese.
    pub title_zh: &'static str,
    /// Unofficial English title.
    pub title_en: &'static str,
    /// A reservation about the title, in Chinese.
    pub title_note_zh: Option<&'static str>,
    /// A reservation about the title, in English.
    pub title_note_en: Option<&'static str>,
    /// Who issued it, as far as the text says.
    pub issuer_zh: Option<&'static str>,
    /// The issuer in English.
    pub issuer_en: Option<&'static str>,
    /// What the issuer rests on, in Chinese.
    pub issuer_note_zh: &'static str,
    /// What the issuer rests on, in English.
    pub issuer_note_en: &'static str,
    /// Version of our copy of the text, quoted in answers; it changes with every change of the text.
    pub version: &'static str,
    /// The day it came into force, where known.
    pub effective_from: Option<NaiveDate>,
    /// What is known of that day, in Chinese.
    pub effective_note_zh: &'static str,
    /// What is known of that day, in English.
    pub effective_note_en: &'static str,
}

static GD: Regulation = Regulation {
    id: RegulationId::GdComplaints,
    title_zh: "广东省职业技能鉴定质量投诉举报工作管理办法（暂行）",
    title_en: "Guangdong Province Measures for Handling Complaints and Reports on the Quality of Vocational Skill Appraisal (Provisional)",
    title_note_zh: None,
    title_note_en: None,
    issuer_zh: Some("广东省职业技能鉴定指导中心"),
    issuer_en: Some("Guangdong Provincial Vocational Skill Appraisal Guidance Center"),
    issuer_note_zh: "据第二十二条由该中心负责解释和修订认定；所收文本无印发文号及落款。",
    issuer_note_en: "Inferred from Article 22, which gives the center interpretation and revision; our copy has no document number and no signature.",
    version: "gd-complaints@1",
    effective_from: None,
    effective_note_zh: "第二十三条规定自印发之日起施行，所收文本未载印发日期，施行日期不明。",
    effective_note_en: "Article 23 puts the measures into force on the day of issue, which our copy does not give; the day is unknown.",
};

static JZ: Regulation = Regulation {
    id: RegulationId::JzInstitutions,
    title_zh: "荆州市职业技能等级认定评价机构监督管理办法",
    title_en: "Jingzhou City Measures for the Supervision and Administration of Vocational Skill Level Assessment Institutions",
    title_note_zh: Some("所收文本无标题，本标题据其内容及第一条所引上位文件拟定。"),
    title_note_en: Some(
        "Our copy has no title; this one is descriptive, after its content and the documents cited in Article 1.",
    ),
    issuer_zh: None,
    issuer_en: None,
    issuer_note_zh: "所收文本未载制定机关；据第一条所引文件推测为荆州市人力资源和社会保障局，未予认定。",
    issuer_note_en: "Our copy does not name the issuer; the documents cited in Article 1 suggest the Jingzhou Municipal Human Resources and Social Security Bureau, which is not taken as established.",
    version: "jz-institutions@1",
    effective_from: None,
    effective_note_zh: "所收文本无施行条款，亦未载印发日期，施行日期不明；因第一条引用荆人社发[2021]12号，不早于2021年。",
    effective_note_en: "Our copy has no commencement clause and no date of issue; the day is unknown, though not before 2021, since Article 1 cites document [2021] No. 12.",
};

/// What is known of a regulation as a document.
#[must_use]
pub const fn regulation(id: RegulationId) -> &'static Regulation {
    match id {
        RegulationId::GdComplaints => &GD,
        RegulationId::JzInstitutions => &JZ,
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::{full_text, verbatim};
    use super::*;

    /// FNV-1a, 64 bits: enough to notice that a text was changed.
    fn fingerprint(text: &str) -> u64 {
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    #[test]
    fn a_version_names_exactly_one_text() {
        let versions = RegulationId::ALL.map(|id| {
            let text = full_text(id);
            (regulation(id).version, text.len(), fingerprint(text))
        });
        let expected = [
            ("gd-complaints@1", 6_694, 0x28fb_d7ce_09e8_a3a7),
            ("jz-institutions@1", 6_916, 0x42ef_30fc_8af8_fa14),
        ];
        assert_eq!(versions, expected, "a changed text needs a new version");
    }

    #[test]
    fn the_title_is_printed_over_one_text_and_absent_from_the_other() {
        let lines = |id, n| full_text(id).lines().take(n).collect::<String>();
        assert_eq!(lines(RegulationId::GdComplaints, 3), GD.title_zh);
        assert!(full_text(RegulationId::JzInstitutions).starts_with("第一条"));
        assert!(JZ.title_note_zh.is_some() && JZ.title_note_en.is_some());
    }

    #[test]
    fn the_documents_say_what_is_claimed_of_them() {
        let says = |id, words: &str| verbatim(id).is_some_and(|text| text.contains(words));
        assert!(says(
            "gd-complaints/art22",
            "由广东省职业技能鉴定指导中心负责解释和修订"
        ));
        assert!(says("gd-complaints/art23", "自印发之日起施行"));
        assert!(says("jz-institutions/art1", "荆人社发[2021]12号"));
        assert!(!full_text(RegulationId::JzInstitutions).contains("施行"));
        for id in RegulationId::ALL {
            let known = regulation(id);
            assert_eq!(known.id, id);
            assert_eq!(known.effective_from, None);
            assert!(
                known
                    .version
                    .strip_prefix(id.as_str())
                    .is_some_and(|v| v.starts_with('@'))
            );
        }
    }
}
