//! The numbers of random inspection. The text gives none: each is local policy.

use chrono::NaiveDate;

use crate::parameter::{Direction, Parameter, ParameterSource, ParameterValue, ParameterVersion};
use crate::provision::RegulationId;

macro_rules! policy {
    ($(#[$doc:meta])* $name:ident, $text:literal, $unit:literal, $direction:ident, $value:literal, $zh:literal, $en:literal) => {
        $(#[$doc])*
        pub static $name: Parameter = Parameter {
            name: $text,
            regulation: RegulationId::JzInstitutions,
            unit: $unit,
            source: ParameterSource::LocalPolicy,
            direction: Direction::$direction,
            choices: &[],
            versions: &[ParameterVersion {
                from: None,
                value: ParameterValue::Number($value),
            }],
            note_zh: $zh,
            note_en: $en,
        };
    };
}

policy!(
    /// Fewest inspectors for an institution.
    LEAST_INSPECTORS_EACH, "inspection_least_inspectors", "persons", Free, 2,
    "每家机构最少检查人员数；规定未作规定，属本地政策",
    "Fewest inspectors for an institution; the text gives none: local policy"
);
policy!(
    /// Weight of an institution of grade A.
    WEIGHT_GRADE_A, "draw_weight_grade_a", "times", Free, 1,
    "抽取时信用等级 A 的权重；规定未作规定，属本地政策",
    "Weight in a draw of credit grade A; the text gives none: local policy"
);
policy!(
    /// Weight of an institution of grade B.
    WEIGHT_GRADE_B, "draw_weight_grade_b", "times", Free, 2,
    "抽取时信用等级 B 的权重；规定未作规定，属本地政策",
    "Weight in a draw of credit grade B; the text gives none: local policy"
);
policy!(
    /// Weight of an institution of grade C.
    WEIGHT_GRADE_C, "draw_weight_grade_c", "times", Free, 3,
    "抽取时信用等级 C 的权重；规定未作规定，属本地政策",
    "Weight in a draw of credit grade C; the text gives none: local policy"
);
policy!(
    /// Weight of an institution of grade D.
    WEIGHT_GRADE_D, "draw_weight_grade_d", "times", Free, 5,
    "抽取时信用等级 D 的权重；规定未作规定，属本地政策",
    "Weight in a draw of credit grade D; the text gives none: local policy"
);
policy!(
    /// Working days within which a proposal for inspection (Art. 18) is answered.
    PROPOSAL_ANSWER_WORKING_DAYS, "inspection_proposal_answer_working_days", "working_days", Free, 15,
    "答复有关部门监督检查建议的工作日数；第十八条未作规定，属本地政策",
    "Working days within which another department's proposal for inspection is answered; Article 18 gives none: local policy"
);

/// The number in force on a day.
#[must_use]
pub fn number(parameter: &Parameter, on: NaiveDate) -> u32 {
    match parameter.as_of(on).map(|version| version.value) {
        Some(ParameterValue::Number(number)) => number,
        Some(ParameterValue::Choice(_)) | None => 0,
    }
}

/// The weight of a credit grade (Art. 19) on a day; none: no grade is called so.
#[must_use]
pub fn weight(grade: &str, on: NaiveDate) -> Option<u32> {
    let parameter = match grade {
        "A" => &WEIGHT_GRADE_A,
        "B" => &WEIGHT_GRADE_B,
        "C" => &WEIGHT_GRADE_C,
        "D" => &WEIGHT_GRADE_D,
        _ => return None,
    };
    Some(number(parameter, on))
}
