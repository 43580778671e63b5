//! Why something about an inspection is refused.

use crate::jz::art15_random_inspection::ART15;
use crate::jz::art16_inspection::ART16;
use crate::jz::art18_proposal::ART18;
use crate::refused::refusals;

refusals! {
    /// Why something about an inspection is refused.
    InspectionRefusal {
        /// It stands as it is asked to be.
        NothingChanged = "nothing_changed", Rule, None, None,
            "没有任何变更", "nothing would change";
        /// The inspector is off the roster.
        InspectorInactive = "inspector_inactive", State, None, None,
            "该检查人员已不在名录", "the inspector is not on the roster any more";
        /// That conflict is declared already.
        ConflictDeclaredAlready = "conflict_declared_already", Rule, Some(&ART15), Some("institution_uscc"),
            "已申报与该机构的利益关系", "this conflict of interest is declared already";
        /// There is no such conflict in force.
        NoSuchConflict = "no_such_conflict", State, None, None,
            "没有这一申报，或者已撤回", "there is no such declaration, or it is withdrawn";
        /// The draw was held.
        DrawHeld = "draw_held", State, Some(&ART15), None,
            "抽取已经进行，结果不得更改；需要补抽的，另行补抽", "the draw was held; its result stays, and what drops out is drawn again";
        /// The draw was not held yet.
        DrawNotHeld = "draw_not_held", State, Some(&ART15), None,
            "抽取尚未进行", "the draw was not held yet";
        /// Fewer than there must be.
        TooFewInspectors {
            /// How many there must be.
            least: u32
        } = "too_few_inspectors", Rule, Some(&ART15), Some("inspectors"),
            format!("检查人员不得少于 {least} 人"), format!("there must be at least {least} inspectors");
        /// One of them twice.
        InspectorTwice = "inspector_twice", Facts, None, Some("inspectors"),
            "检查人员重复", "an inspector is named twice";
        /// One of them is in conflict with the institution.
        InspectorInConflict {
            /// Who.
            name: String
        } = "inspector_in_conflict", Rule, Some(&ART15), Some("inspectors"),
            format!("{name}与该机构有利益关系，应当回避"), format!("{name} has a conflict of interest with the institution");
        /// Whoever records did not inspect.
        NotItsInspector = "not_its_inspector", Rule, Some(&ART15), Some("recorded_by"),
            "应由该次检查的检查人员记录", "the inspection is recorded by one of its inspectors";
        /// Recorded or closed.
        InspectionClosed = "inspection_closed", State, Some(&ART16), None,
            "检查已记录或者已取消", "the inspection is recorded or called off";
        /// Not recorded yet.
        NotRecorded = "not_recorded", State, Some(&ART16), None,
            "检查尚未记录", "the inspection is not recorded yet";
        /// Published.
        PublishedAlready = "published_already", State, Some(&ART15), None,
            "检查结果已公布", "the result is published";
        /// Before it was opened, or later than today.
        HeldOnOutOfRange = "held_on_out_of_range", Facts, None, Some("held_on"),
            "检查日期不得早于安排之日，也不得晚于今日", "the day of the inspection lies between that on which it was opened and today";
        /// Not all six items, or one twice.
        ItemsIncomplete = "items_incomplete", Facts, Some(&ART16), Some("items"),
            "第十六条的六项内容应当逐项记录，各一次", "each of the six items of Article 16 is answered once";
        /// A finding dated after the inspection.
        FindingLater = "finding_later", Facts, None, Some("findings"),
            "问题发生日期不得晚于检查日期", "a finding occurred on the day of the inspection or before";
        /// A finding, but every item conforms.
        FindingsContradictItems = "findings_contradict_items", Facts, Some(&ART16), Some("items"),
            "有问题的，至少应有一项为不符合", "where there are findings, at least one item does not conform";
        /// It was answered.
        AnsweredAlready = "answered_already", State, Some(&ART18), None,
            "该建议已答复", "the proposal is answered";
    }
}
